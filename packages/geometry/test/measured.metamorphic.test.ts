import { rng, shuffled } from '@buridan/core'
import { describe, expect, it } from 'vitest'
import { inTurn } from '../../../conformance/in-turn.js'
import { conformanceRows } from '../../../conformance/read.js'
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
  type FiniteSymmetry,
  findPointGroup,
  fitOrthogonal,
  type Molecule,
  type SiteOptions,
  symmetryOfSites,
} from '../src/index.js'
import { anyRotation, distance, matrixOf, rotationAbout } from './space.js'

const atoms = (points: readonly Point[], kinds: readonly number[] = []) => ({
  points: points.map((p, i) => ({ vectors: [p], scalars: [kinds[i] ?? 0] })),
})

function typeOf(points: readonly Point[], options: SiteOptions = { tolerance: 1e-6 }) {
  const found = symmetryOfSites(atoms(points), options) as FiniteSymmetry
  return [found.name, found.group.order, found.operations.length]
}

describe('a symmetry to any tolerance', () => {
  const shapes = {
    tetrahedron,
    octahedron,
    hexagon,
    twisted,
    prism: [0.5, -0.5].flatMap((z) => hexagon.map((p) => [p[0]!, p[1]!, z])),
    // between symmetries: 0.26 from d5d, and s10
    rings: [
      [1.3, 1.2, 0],
      [1.3, -1.2, 36],
      [2.1, 0.4, 8],
      [2.1, -0.4, 44],
    ].flatMap(([radius, z, phase]) =>
      [0, 72, 144, 216, 288].map((angle) => turned([[radius!, 0, z!]], aboutZ(phase! + angle))[0]!),
    ),
  }
  /** The name, or the kind of the error. */
  const answer = (ask: () => { readonly name: string }) => {
    try {
      return ask().name
    } catch (error) {
      return (error as { code: string }).code
    }
  }

  it.each(Object.entries(shapes))('is that of copies, turned and in another order: %s', (_, shape) => {
    const random = rng(3)
    for (const noise of [0.003, 0.01, 0.03, 0.06]) {
      for (const factor of [1, 2, 3, 5, 8]) {
        for (let k = 0; k < (process.env.NIGHTLY ? 6 : 1); k++) {
          const tolerance = factor * noise
          const measured = noisy(shape, noise, random)
          const mean = [0, 1, 2].map((c) => measured.reduce((sum, p) => sum + p[c]!, 0) / shape.length)
          const places = measured.map((p) => p.map((v, c) => v - mean[c]!))
          const names = Array.from({ length: 4 }, () => {
            const order = [...shuffled(places.length, random)]
            const copy = turned(places, anyRotation(random))
            const positions = order.map((p) => copy[p]!)
            const elements = order.map((p) => (shape.length === 20 && p < 10 ? 'H' : 'C'))
            const sites = atoms(
              positions,
              elements.map((e) => (e === 'H' ? 1 : 6)),
            )
            const root = Math.sqrt(shape.length)
            return [
              answer(() => findPointGroup({ elements, positions }, { tolerance })),
              answer(() => symmetryOfSites(sites, { tolerance })),
              answer(() => symmetryOfSites(sites, { tolerance: root * tolerance, metric: 'norm' })),
            ]
          })
          for (const own of names)
            expect([noise, factor, k, ...own]).toEqual([noise, factor, k, ...names[0]!])
        }
      }
    }
  })
})

describe('the symmetry of points', () => {
  it.each([1e-9, 1e-4, 5, 15, 22.5, 30, 45, 45.0001, 89.9999])(
    'is the same turned by %f degrees',
    (angle) => {
      const about = (points: readonly Point[]) => turned(points, aboutZ(angle))
      expect(typeOf(about(octahedron))).toEqual(['oh', 48n, 48])
      expect(typeOf(about(octahedron), { tolerance: 1e-6, proper: true })).toEqual(['o', 24n, 24])
      expect(typeOf(about(tetrahedron))).toEqual(['td', 24n, 24])
      expect(typeOf(about(hexagon))).toEqual(['d6h', 24n, 24])
      expect(typeOf(about(twisted))).toEqual(['d3', 6n, 6])
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
          const moved = noisy(turned(points, anyRotation(random)), size, random)
          expect([name, size, k, typeOf(moved, { tolerance: 8 * size })[0]]).toEqual([name, size, k, name])
        }
      }
    }
  })

  it('is a group of operations that move the points as they say', () => {
    const points = turned(octahedron, aboutZ(15))
    const { operations } = symmetryOfSites(atoms(points)) as FiniteSymmetry
    for (const { matrix, images } of operations) {
      turned(points, matrix).forEach((p, i) => {
        expect(distance(p, points[images[i]!]!)).toBeLessThan(1e-12)
      })
    }
  })

  it('keeps points apart that coincide, and a vector and a tensor beside them', () => {
    // two atoms in one place at two corners: only exchanges of them are added
    const doubled = [...octahedron, octahedron[0]!, octahedron[1]!]
    for (const angle of [0, 15]) {
      const found = symmetryOfSites(atoms(turned(doubled, aboutZ(angle))))
      expect([found.name, found.exchanges.order, found.permutations.order]).toEqual(['d4h', 4n, 64n])
    }
    const m = anyRotation(rng(5))
    const [a, b, c] = [0, 1, 2].map((k) => [m[k]!, m[3 + k]!, m[6 + k]!])
    const tensor = Array.from({ length: 9 }, (_, e) =>
      [3, 2, 1].reduce((sum, v, k) => sum + v * [a, b, c][k]![Math.floor(e / 3)]! * [a, b, c][k]![e % 3]!, 0),
    )
    const nameOf = (vector: Point) =>
      symmetryOfSites({ points: [], vectors: [vector], tensors: [tensor] }, { tolerance: 1e-6 }).name
    expect(nameOf([0, 0, 0])).toBe('d2h')
    expect(nameOf(a!)).toBe('c2v')
    expect(nameOf(a!.map((v, i) => v + b![i]!))).toBe('cs')
  })
})

describe('points near a line', () => {
  it('have the group of a line to a tolerance above their distance from it, and that of an angle below', () => {
    const random = rng(41)
    for (const bend of [1e-2, 1e-3, 1e-4, 1e-6, 1e-8, 1e-10]) {
      for (let k = 0; k < 10; k++) {
        const positions = turned(
          [
            [0, 0, 2 * bend],
            [1.2, 0, -bend],
            [-1.2, 0, -bend],
          ],
          anyRotation(random),
        )
        for (const [factor, name, end] of [
          [10, 'd∞h', 'c∞v'],
          [0.01, 'c2v', 'cs'],
        ] as const) {
          const tolerance = factor * bend
          const both = (kinds: number[]) => [
            findPointGroup({ elements: kinds, positions }, { tolerance }).name,
            symmetryOfSites(atoms(positions, kinds), { tolerance }).name,
          ]
          expect([bend, tolerance, both([1, 2, 2])]).toEqual([bend, tolerance, [name, name]])
          expect([bend, tolerance, both([1, 2, 3])]).toEqual([bend, tolerance, [end, end]])
        }
      }
    }
  })

  it('and others near their centre have the group of both: no pair of points far out gives a frame', () => {
    const random = rng(43)
    for (const off of [1.6, 1.4, 1, 0.3, 1e-2, 1e-3]) {
      for (let k = 0; k < 5; k++) {
        const m = anyRotation(random)
        const [x, y] = [
          [off, 0, 0],
          [0, off, 0],
        ].map((v) => [v, v.map((c) => -c)])
        const ends = [
          [0, 0, 5],
          [0, 0, -5],
        ]
        const nameOf = (elements: string[], positions: number[][]) =>
          findPointGroup({ elements, positions: turned(positions, m) }, { tolerance: 1e-4 }).name
        expect([off, nameOf(['F', 'F', 'H', 'H'], [...ends, ...x!])]).toEqual([off, 'd2h'])
        expect([off, nameOf(['F', 'Cl', 'H', 'H'], [...ends, ...x!])]).toEqual([off, 'c2v'])
        expect([off, nameOf(['F', 'F', 'H', 'H', 'H', 'H'], [...ends, ...x!, ...y!])]).toEqual([off, 'd4h'])
        const vectors = turned([ends[0]!, [1e-3, 0, off], [0, 0, 1]], m)
        expect([off, symmetryOfSites({ points: [], vectors }, { tolerance: 1e-5 }).name]).toEqual([off, 'cs'])
      }
    }
  })

  it('are fitted as exactly as others', () => {
    const random = rng(44)
    for (let off = 1; off > 1e-12; off /= 10) {
      const points = Array.from({ length: 6 }, (_, i) => [
        off * Math.sin(3 * i + 1),
        off * Math.cos(2 * i),
        i - 2.2,
      ])
      const [from, to] = [turned(points, anyRotation(random)), turned(points, anyRotation(random))] as [
        number,
        number,
        number,
      ][][]
      const fit = fitOrthogonal(from!, to!, 1)
      const worst = turned(from!, fit).map((p, i) => Math.hypot(...p.map((v, c) => v - to![i]![c]!)))
      expect([off, Math.max(...worst) < 1e-14]).toEqual([off, true])
    }
  })

  it('have at least the identity, whatever is found', () => {
    for (const off of [1e-16, 1e-15, 1e-14, 1e-13, 1e-12, 1e-11]) {
      const positions = [
        [0, 0, 1],
        [off, 0, 2],
        [0, -off, -3.5],
        [0, 0, 0.5],
      ]
      const { order } = findPointGroup({ elements: ['A', 'B', 'C', 'D'], positions }, { tolerance: 1e-18 })
      expect(order ?? 1).toBeGreaterThan(0)
      const found = symmetryOfSites(atoms(positions), { tolerance: 1e-18 })
      expect([off, found.kind !== 'finite' || found.operations.length > 0]).toEqual([off, true])
    }
  })
})

describe('groups of operations', () => {
  const rows = conformanceRows<Row>('measured-point-groups.jsonl').filter(
    // all of them turned by day as they are, below, a third of them tilted
    (r, i) => r.elements.length <= 16 && (process.env.NIGHTLY || i % 3 === 0),
  )

  it('have their order however little their axes are tilted from those of space', () => {
    const random = rng(37)
    for (const row of rows) {
      for (let k = 0; k < (process.env.NIGHTLY ? 4 : 1); k++) {
        // also nearly along a plane of mirrors, where images of a direction come as near to each other as one likes
        const axis = [0, 1, 2].map(() => random.normal() * 10 ** (-4 * random.float()))
        const angle = 10 ** (-16 + 14 * random.float())
        const positions = turned(
          row.positions.map((p) => Array.from(p)),
          rotationAbout(axis, angle),
        )
        const found = findPointGroup({ ...row, positions }, { tolerance: row.tolerance })
        expect([row.name, angle, found.name]).toEqual([row.name, angle, row.pointGroup])
        if (!found.group) continue
        expect([row.name, angle, found.group.order]).toEqual([row.name, angle, BigInt(found.order!)])
        // and its matrices are those of the operations
        const generator = matrixOf(found.group, found.group.generators[0] ?? Uint32Array.of(0, 1, 2))
        const nearest = Math.min(
          ...found.operations.map((o) => Math.max(...o.matrix.map((v, e) => Math.abs(v - generator[e]!)))),
        )
        expect(nearest).toBeLessThan(1e-11)
      }
    }
  })

  it('merge images that are one: the octahedral group along the axes of space has six points', () => {
    const molecule = { elements: ['S', ...new Array(6).fill('F')], positions: [[0, 0, 0], ...octahedron] }
    const { group } = findPointGroup(molecule)
    expect([group!.degree, group!.order]).toEqual([6, 48n])
  })
})

describe('a tolerance of each point', () => {
  it('finds what the point group of a molecule finds at the same tolerance', () => {
    const random = rng(29)
    for (let k = 0; k < (process.env.NIGHTLY ? 40 : 8); k++) {
      const points = noisy(turned(octahedron, anyRotation(random)), 0.05, random)
      const mean = [0, 1, 2].map((c) => points.reduce((sum, p) => sum + p[c]!, 0) / 6)
      const positions = points.map((p) => p.map((v, c) => v - mean[c]!))
      for (const tolerance of [0.02, 0.1, 0.2, 0.3]) {
        const { name, order } = findPointGroup({ elements: new Array(6).fill('F'), positions }, { tolerance })
        const found = symmetryOfSites(atoms(positions), { tolerance }) as FiniteSymmetry
        expect([k, tolerance, found.name, found.operations.length]).toEqual([k, tolerance, name, order])
        expect(found.deviation).toBeLessThanOrEqual(tolerance)
      }
    }
  })

  it('is refused where it takes two points for one image, and has two names', () => {
    const at = (tolerance: number, metric: 'norm' | 'largest', unit = 1) =>
      symmetryOfSites(atoms(octahedron.map((p) => p.map((v) => v * unit))), {
        tolerance: tolerance * unit,
        metric,
      }).name
    expect([at(0.7, 'largest'), at(0.7, 'norm')]).toEqual(['oh', 'oh'])
    expect(() => at(0.71, 'largest')).toThrow(/1\.41 apart.*twice the tolerance, 1\.42/)
    // in the unit of the points, whatever they are worked with in
    expect(() => at(0.71, 'largest', 1e180)).toThrow(/1\.41e\+180 apart.*twice the tolerance, 1\.42e\+180/)
  })
})

interface Row extends Molecule {
  readonly name: string
  readonly tolerance: number
  readonly pointGroup: string
}

describe('point groups of measured molecules', () => {
  it.each(inTurn(conformanceRows<Row>('measured-point-groups.jsonl')))('$name', (row) => {
    const found = findPointGroup(row, { tolerance: row.tolerance })
    expect(found.name).toBe(row.pointGroup)
    if (found.group) expect(found.group.order).toBe(BigInt(found.order!))
  })
})

it('the deviation of a molecule is the same in units of which the square is no number', () => {
  // the last atom is 3e-6 further out, so that the pair from which operations are sought decides their deviations
  const positions = [
    [1.3, 0, 0],
    [-0.6499999999999997, 1.1258330249197703, 0],
    [-0.6500000000000006, -1.12583302491977, 0],
    [2.4, 0, 0],
    [-1.1999999999999995, 2.078460969082653, 0],
    [-1.200000000000001, -2.078463969082652, 0],
  ]
  const elements = ['C', 'C', 'C', 'X', 'X', 'X']
  const at = (unit: number) =>
    findPointGroup(
      { elements, positions: positions.map((p) => p.map((v) => v * unit)) },
      { tolerance: 1e-3 * unit },
    )
  for (const unit of [1e-240, 1e-160, 1e160, 1e240]) {
    expect([unit, at(unit).name, at(unit).deviation / unit]).toEqual([
      unit,
      'd3h',
      expect.closeTo(at(1).deviation, 12),
    ])
  }
})
