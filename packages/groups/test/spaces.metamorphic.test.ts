import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type LieRepresentation,
  type RotationStabilizer,
  rng,
  stabilizer,
  transporter,
} from '../src/index.js'
import {
  away,
  cell24,
  crossPolytope,
  draw,
  moved,
  ofPoints,
  padded,
  polygon,
  repOf,
  simplex,
} from './spaces.js'

const norm = (x: ArrayLike<number>) => Math.hypot(...Array.from(x))
const type = ({ orbitType, order, dimension, components, permutations }: RotationStabilizer) => [
  orbitType,
  order,
  dimension,
  components,
  permutations.order,
]

const cases: [string, string][] = [
  ['O(2)xS(4)', 'V_a*V_b+V_b'],
  ['SO(2)xS(5)', 'V_a*V_b'],
  ['S(4)xO(4)', '2*V_a*V_b+V_b'],
  ['SO(5)xS(4)', 'V_a*V_b+V_a'],
  ['O(4)xS(3)', 'V_b*V_a+pseudo_a'],
  ['O(6)', '3*V+pseudo'],
  ['U(1)xS(4)', 'V_a*V_b'],
  ['U(2)xS(4)', 'V_a*V_b+V_b'],
  ['SU(2)xS(4)', 'V_a*V_b'],
  ['SU(3)xS(3)', 'V_a*V_b+V_a'],
  ['U(4)xS(2)', 'V_a*V_b'],
  ['SU(4)', 'V+V*+T(0)'],
]

describe('stabilizers and transporters of other spaces', () => {
  it.each(cases)('keep x, are conjugate along the orbit, and find its images: %s, %s', (group, text) => {
    const rep = repOf(group, text)
    const numbers = rep.complex ? 2 * rep.dim : rep.dim
    const types = new Set<string>()
    fc.assert(
      fc.property(fc.nat(3), fc.nat(10_000), (kind, seed) => {
        const random = rng(seed)
        // from generic to mostly 0
        const x = Array.from({ length: numbers }, () =>
          kind === 0 ? random.normal() : random.int(2 * kind) === 0 ? 1 - 2 * random.int(2) : 0,
        )
        const size = 1 + norm(x)
        const found = stabilizer(rep, x)
        types.add(found.orbitType)
        for (const g of [
          found.randomElement(random),
          found.randomElement(random),
          ...found.componentGenerators,
        ]) {
          expect(away(moved(rep, g, x), x)).toBeLessThan(1e-11 * size)
        }
        if (found.order !== undefined) expect(found.order).toBe(found.components)
        // operations are a group of the order told, on their own space
        if ('degree' in found.group) {
          expect(found.group.order).toBe(BigInt(found.operations.length))
          for (const o of found.operations) expect(o.deviation).toBeLessThan(1e-11 * size)
        }
        const g = draw(rep, random)
        const y = moved(rep, g, x)
        expect(type(stabilizer(rep, y))).toEqual(type(found))
        const transport = transporter(rep, x, y)
        expect(transport).toBeDefined()
        expect(away(moved(rep, transport!.element, x), y)).toBeLessThan(1e-9 * size)
        expect(transport!.deviation).toBeLessThan(1e-9)
        const other = y.map((v, i) => (i === 0 ? v + 0.41 : v))
        const wrong = transporter(rep, x, other)
        if (wrong) expect(away(moved(rep, wrong.element, x), other)).toBeLessThan(1e-5 * size)
      }),
      { seed: 5, numRuns: 80 },
    )
    expect(types.size).toBeGreaterThan(1)
  })

  it('tell images in O(d) and U(n) from images in SO(d) and SU(n)', () => {
    const random = rng(4)
    for (const [all, special, numbers] of [
      ['O(2)', 'SO(2)', 2],
      ['O(4)', 'SO(4)', 4],
      ['U(2)', 'SU(2)', 4],
    ] as const) {
      const [large, small] = [all, special].map((group) => repOf(`${group}xS(6)`, 'V_a*V_b')) as [
        LieRepresentation,
        LieRepresentation,
      ]
      const x = Array.from({ length: 6 * numbers }, () => random.normal())
      const y = moved(large, draw(large, random), x)
      expect(transporter(large, x, y)).toBeDefined()
      // a random map of O(d) has determinant 1 half of the time, one of U(n) never
      const mirrored = x.map((v, k) => (k < 6 * (numbers / large.dim) * 6 ? -v : v))
      expect(transporter(large, x, mirrored)).toBeDefined()
      expect(transporter(small, x, mirrored)).toBeUndefined()
      expect(transporter(small, x, moved(small, draw(small, random), x))).toBeDefined()
    }
  })

  const shapes: [string, string, number[][], string][] = [
    ['square', 'O(2)', polygon(4), 'Dih(4)'],
    ['heptagon', 'O(2)', polygon(7), 'Dih(7)'],
    ['pentagon', 'SO(2)', polygon(5), 'C(5)'],
    ['two triangles', 'O(2)', [...polygon(3), ...polygon(3, 1.7).map(([a, b]) => [-a!, b!])], 'Dih(3)'],
    ['simplex', 'O(4)', simplex(4), '120 in O(4)'],
    ['simplex', 'SO(5)', simplex(5), '360 in O(5)'],
    ['cross-polytope', 'O(4)', crossPolytope(4), '384 in O(4)'],
    ['24-cell', 'SO(4)', cell24(), '576 in O(4)'],
    ['square in four dimensions', 'O(4)', padded(polygon(4), 2), 'Dih(4)×O(2)'],
    ['square in four dimensions', 'SO(4)', padded(polygon(4), 2), 'S(Dih(4)×O(2))'],
    ['tetrahedron in five dimensions', 'O(5)', padded(simplex(3), 2), 'td×O(2)'],
    [
      'prism with a long axis',
      'O(4)',
      polygon(3).flatMap((p) => [-3, 3].map((z) => [...p, 0, z])),
      '24 in O(4)',
    ],
    ['roots of unity', 'U(1)', polygon(6), 'C(6)'],
    ['roots of unity', 'U(3)', padded(polygon(4), 4), 'C(4)×U(2)'],
    ['24-cell', 'U(2)', cell24(), '96 in U(2)'],
    ['24-cell', 'SU(2)', cell24(), '24 in U(2)'],
  ]

  it.each(shapes)(
    'are those of the shape when it is turned, reordered, scaled and noisy: %s in %s',
    (_, group, points, name) => {
      const rep = repOf(`${group}xS(${points.length})`, 'V_a*V_b')
      const exact = ofPoints(points, rep.complex ? 2 : 1)
      for (const [noise, scale] of [
        [0, 1],
        [1e-3, 1e-160],
        [5e-3, 1e160],
        // at eight times 0.02 the neighbours in a 24-cell are not told apart
        [points.length < 24 ? 0.02 : 0.015, 37],
      ] as const) {
        const random = rng(17 + Math.round(1e4 * noise))
        for (let k = 0; k < 2; k++) {
          const y = moved(rep, draw(rep, random), exact).map(
            (v) => scale * (v + (noise * random.normal()) / Math.sqrt(points[0]!.length)),
          )
          // noise of each point, of all of them, and eight times as much
          const tolerance = Math.max(1e-9, (8 * noise * Math.sqrt(points.length)) / norm(exact))
          const found = stabilizer(rep, y, { tolerance })
          expect([noise, scale, k, found.orbitType]).toEqual([noise, scale, k, name])
          expect(found.defect).toBeLessThanOrEqual(tolerance)
          const back = transporter(
            rep,
            exact.map((v) => scale * v),
            y,
            { tolerance },
          )
          expect(back === undefined).toBe(false)
          for (let n = 0; n < 3; n++) {
            const left = away(moved(rep, found.randomElement(random), y), y)
            expect(left).toBeLessThan(1.5 * tolerance * norm(y) + 1e-12 * norm(y))
          }
        }
      }
    },
  )

  it.each(shapes)(
    'are those of the shape when numbers are rounded, by the largest distance: %s in %s',
    (_, group, points, name) => {
      const rep = repOf(`${group}xS(${points.length})`, 'V_a*V_b')
      const exact = ofPoints(points, rep.complex ? 2 : 1)
      for (const decimals of [2, 3, 6]) {
        const random = rng(decimals)
        for (let k = 0; k < 4; k++) {
          const y = moved(rep, draw(rep, random), exact).map((v) => Number(v.toFixed(decimals)))
          const tolerance = (4 * Math.sqrt(points[0]!.length) * 10 ** -decimals) / norm(y)
          const found = stabilizer(rep, y, { tolerance, metric: 'largest' })
          expect([decimals, k, found.orbitType]).toEqual([decimals, k, name])
          expect(transporter(rep, exact, y, { tolerance, metric: 'largest' })).toBeDefined()
        }
      }
    },
  )
})
