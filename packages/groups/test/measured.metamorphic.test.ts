import { describe, expect, it } from 'vitest'
import {
  aboutZ,
  hexagon,
  noisy,
  octahedron,
  type Point,
  tetrahedron,
  turned,
  twisted,
} from '../../../conformance/shapes.js'
import {
  baseRepresentation,
  characterTable,
  type FiniteGroup,
  findPointGroup,
  type LieRepresentation,
  matrixGroup,
  parseAnyGroup,
  parseRepresentation,
  pointGroup,
  rng,
  specialOrthogonal,
  stabilizer,
} from '../src/index.js'

const inSpace = (group: 'O(3)' | 'SO(3)', n: number, text = 'V_a*V_b') =>
  parseRepresentation(parseAnyGroup(`${group}xS(${n})`), text) as LieRepresentation

/** Coordinates as V_a*V_b orders them: all x, all y, all z. */
function vector(points: readonly Point[]): number[] {
  return [0, 1, 2].flatMap((c) => points.map((p) => p[c]!))
}

function typeOf(group: 'O(3)' | 'SO(3)', points: readonly Point[], tolerance?: number) {
  const options = tolerance === undefined ? {} : { tolerance }
  const found = stabilizer(inSpace(group, points.length), vector(points), options)
  return [found.orbitType, found.order, (found.group as FiniteGroup).order, found.operations.length]
}

describe('the stabilizer of points', () => {
  it.each([1e-9, 1e-4, 5, 15, 22.5, 30, 45, 45.0001, 89.9999])(
    'is the same turned by %f degrees',
    (angle) => {
      const about = (points: readonly Point[]) => turned(points, aboutZ(angle))
      expect(typeOf('O(3)', about(octahedron))).toEqual(['oh', 48n, 48n, 48])
      expect(typeOf('SO(3)', about(octahedron))).toEqual(['o', 24n, 24n, 24])
      expect(typeOf('O(3)', about(tetrahedron))).toEqual(['td', 24n, 24n, 24])
      expect(typeOf('O(3)', about(hexagon))).toEqual(['d6h', 24n, 24n, 24])
      expect(typeOf('O(3)', about(twisted))).toEqual(['d3', 6n, 6n, 6])
    },
  )

  it('is that of the points without noise', () => {
    const random = rng(19)
    for (const [points, name] of [
      [tetrahedron, 'td'],
      [octahedron, 'oh'],
    ] as const) {
      for (const size of [0.001, 0.003, 0.01, 0.02]) {
        for (let k = 0; k < (process.env.NIGHTLY ? 25 : 6); k++) {
          const m = specialOrthogonal(3).haarSample(random).re
          const moved = noisy(turned(points, m), size, random)
          expect([name, size, k, typeOf('O(3)', moved, 8 * size)[0]]).toEqual([name, size, k, name])
        }
      }
    }
  })

  it('is a group of operations that move the points as they say', () => {
    const points = turned(octahedron, aboutZ(15))
    const { operations } = stabilizer(inSpace('O(3)', 6), vector(points))
    for (const { matrix, images } of operations) {
      const moved = turned(points, matrix)
      moved.forEach((p, i) => {
        const to = points[images[i]!]!
        expect(Math.hypot(...p.map((v, c) => v - to[c]!))).toBeLessThan(1e-12)
      })
    }
  })

  it('keeps points apart that coincide, and a vector and a tensor beside them', () => {
    // two atoms in one place at two corners: only exchanges of them are added
    const doubled = [...octahedron, octahedron[0]!, octahedron[1]!]
    for (const angle of [0, 15]) {
      const found = stabilizer(inSpace('O(3)', 8), vector(turned(doubled, aboutZ(angle))))
      expect([found.orbitType, found.order]).toEqual(['d4h', 64n])
    }
    const rep = parseRepresentation(parseAnyGroup('O(3)'), 'T(2)+V') as LieRepresentation
    const m = specialOrthogonal(3).haarSample(rng(5)).re
    const [a, b, c] = [0, 1, 2].map((k) => [m[k]!, m[3 + k]!, m[6 + k]!])
    const tensor = Array.from({ length: 9 }, (_, e) =>
      [3, 2, 1].reduce((sum, v, k) => sum + v * [a, b, c][k]![Math.floor(e / 3)]! * [a, b, c][k]![e % 3]!, 0),
    )
    expect(stabilizer(rep, [...tensor, 0, 0, 0]).orbitType).toBe('d2h')
    expect(stabilizer(rep, [...tensor, ...a!]).orbitType).toBe('c2v')
    expect(stabilizer(rep, [...tensor, ...a!.map((v, i) => v + b![i]!)]).orbitType).toBe('cs')
  })
})

describe('points near a line', () => {
  it('have the group of a line to a tolerance above their distance from it, and that of an angle below', () => {
    const random = rng(41)
    const rep = inSpace('O(3)', 3, 'V_a*V_b+V_b')
    for (const bend of [1e-2, 1e-3, 1e-4, 1e-6, 1e-8, 1e-10]) {
      for (let k = 0; k < 5; k++) {
        const m = specialOrthogonal(3).haarSample(random).re
        const positions = turned(
          [
            [0, 0, 2 * bend],
            [1.2, 0, -bend],
            [-1.2, 0, -bend],
          ],
          m,
        )
        for (const [factor, name, end] of [
          [10, 'd∞h', 'c∞v'],
          [0.01, 'c2v', 'cs'],
        ] as const) {
          const at = (kinds: number[]) => {
            const x = [...vector(positions), ...kinds]
            const tolerance = (factor * bend) / Math.hypot(...x)
            return stabilizer(rep, x, { tolerance, metric: 'largest' }).orbitType
          }
          expect([bend, factor, at([1, 2, 2]), at([1, 2, 3])]).toEqual([bend, factor, name, end])
        }
      }
    }
  })

  it('and others near their centre have the group of both: no pair of points far out gives a frame', () => {
    const random = rng(43)
    const rep = parseRepresentation(parseAnyGroup('O(3)'), '3*V') as LieRepresentation
    for (const off of [1.6, 1.4, 1, 0.3, 1e-2, 1e-3]) {
      for (let k = 0; k < 5; k++) {
        const m = specialOrthogonal(3).haarSample(random).re
        const vectors = turned(
          [
            [0, 0, 5],
            [1e-3, 0, off],
            [0, 0, 1],
          ],
          m,
        ).flat()
        expect([off, stabilizer(rep, vectors).orbitType]).toEqual([off, 'cs'])
      }
    }
  })

  it('have at least the identity, whatever is found', () => {
    const rep = inSpace('SO(3)', 4)
    for (const off of [1e-16, 1e-15, 1e-14, 1e-13, 1e-12, 1e-11]) {
      const points = [
        [0, 0, 1],
        [off, 0, 2],
        [0, -off, -3.5],
        [0, 0, 0.5],
      ]
      const found = stabilizer(rep, vector(points), { tolerance: 1e-18 })
      expect([off, found.order === undefined || found.order >= 1n]).toEqual([off, true])
    }
  })
})

describe('a tolerance of each point', () => {
  it('finds what the point group of a molecule finds at the same tolerance', () => {
    const random = rng(29)
    for (let k = 0; k < (process.env.NIGHTLY ? 40 : 8); k++) {
      const points = noisy(turned(octahedron, specialOrthogonal(3).haarSample(random).re), 0.05, random)
      const mean = [0, 1, 2].map((c) => points.reduce((sum, p) => sum + p[c]!, 0) / 6)
      const centred = points.map((p) => p.map((v, c) => v - mean[c]!))
      for (const tolerance of [0.02, 0.1, 0.2, 0.3]) {
        const molecule = { elements: new Array(6).fill('F'), positions: centred }
        const { name, order } = findPointGroup(molecule, { tolerance })
        const x = vector(centred)
        const found = stabilizer(inSpace('O(3)', 6), x, {
          tolerance: tolerance / Math.hypot(...x),
          metric: 'largest',
        })
        expect([k, tolerance, found.orbitType, found.order]).toEqual([k, tolerance, name, BigInt(order!)])
        expect(found.defect * Math.hypot(...x)).toBeLessThanOrEqual(tolerance)
      }
    }
  })

  it('is refused where it takes two points for one image, and has two names', () => {
    const x = vector(octahedron)
    const rep = inSpace('O(3)', 6)
    const at = (tolerance: number, metric: 'norm' | 'largest') =>
      stabilizer(rep, x, { tolerance: tolerance / Math.sqrt(6), metric }).orbitType
    expect([at(0.7, 'largest'), at(0.7, 'norm')]).toEqual(['oh', 'oh'])
    expect(() => at(0.71, 'largest')).toThrow(/1\.41 apart.*twice the tolerance, 1\.42/)
    expect(() => at(0.1, 'most' as never)).toThrow(/norm or largest/)
  })
})

describe('a group of tilted matrices', () => {
  it('has the characters of the group that it was tilted from', () => {
    const td = pointGroup('Td')
    const V = baseRepresentation(td)
    // about z by 0.06 millionths of a degree, about 1e-9
    const r = aboutZ(6e-8)
    const rows = (m: ArrayLike<number>) => [0, 1, 2].map((i) => [0, 1, 2].map((j) => m[3 * i + j]!))
    const tilted = matrixGroup(
      td.generators.map((g) => {
        // r m rᵀ: turned as columns, then as rows
        const left = turned(rows(V.matrix(g)), r)
        const columns = [0, 1, 2].map((j) => left.map((row) => row[j]!))
        return turned(columns, r)
      }),
    )
    expect(tilted.order).toBe(24n)
    const degrees = (g: FiniteGroup) => characterTable(g).characters.map((c) => c.degree)
    expect(degrees(tilted)).toEqual(degrees(td))
  })
})
