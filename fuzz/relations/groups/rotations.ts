import {
  type LieRepresentation,
  parseAnyGroup,
  parseRepresentation,
  rng,
  stabilizer,
  transporter,
} from '@buridan/groups'
import fc from 'fast-check'
import { scales, turned } from '../../given/linear.js'
import { apply, rowsOf, times, transposed } from '../../given/matrices.js'
import { coordinates, type GivenShape, placed, SHAPES, shapes } from '../../given/spaces.js'
import { atMost, closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

const exact = shapes(fc.constant(0))
const known = new Map<string, LieRepresentation>()
function repOf(n: number, space = 'O(3)', text = 'V_a*V_b'): LieRepresentation {
  const key = `${space} ${n} ${text}`
  const found =
    known.get(key) ?? (parseRepresentation(parseAnyGroup(`${space}xS(${n})`), text) as LieRepresentation)
  known.set(key, found)
  return found
}
const ask = (points: readonly (readonly number[])[], scale = 1, options = {}, space = 'O(3)') =>
  stabilizer(repOf(points.length, space), coordinates(points, scale), options)
const said = ({ orbitType, order, components, orbitDimension }: ReturnType<typeof ask>) => [
  orbitType,
  order,
  components,
  orbitDimension,
]
const textbook = ({ shape }: GivenShape) => {
  const { type, order } = SHAPES[shape]!
  return [type, order === 0 ? undefined : BigInt(order)]
}
/** The symmetric tensor Σ w v vᵀ. */
const tensorOf = (axes: readonly (readonly number[])[], weights: readonly number[]) =>
  [0, 1, 2].flatMap((i) =>
    [0, 1, 2].map((j) => axes.reduce((sum, v, k) => sum + weights[k]! * v[i]! * v[j]!, 0)),
  )
const noises = fc.constantFrom(0, 1e-10, 1e-6, 1e-3, 0.005)

export const rotations = [
  relation('stabilizer', 'shapes of the textbooks, turned, mirrored and reordered', {
    given: exact,
    one: (given) => {
      const { orbitType, order } = ask(placed(given))
      return [orbitType, order]
    },
    other: textbook,
    cost: 4,
  }),
  relation('stabilizer', 'shapes off by an eighth of the tolerance', {
    given: shapes(noises),
    one: (given) => {
      const { orbitType, order } = ask(placed(given), 1, {
        tolerance: Math.max(1e-9, 16 * given.noise),
        metric: 'largest',
      })
      return [orbitType, order]
    },
    other: textbook,
    // the tolerance is relative to the norm of all points
    mayRefuse: ['AMBIGUOUS_TOLERANCE'],
    cost: 5,
  }),
  relation('stabilizer', 'shapes scaled by powers of ten', {
    given: fc.record({ given: exact, scale: scales }),
    one: ({ given, scale }) => {
      const found = ask(placed(given), scale)
      return [said(found), found.defect, Number.isFinite(found.gap) ? 1 : 0]
    },
    other: ({ given }) => {
      const found = ask(placed(given))
      return [said(found), found.defect, Number.isFinite(found.gap) ? 1 : 0]
    },
    same: closeTo(0, 1e-12),
    cost: 5,
  }),
  relation('stabilizer', 'operations applied to the points', {
    given: exact,
    one: (given) => {
      const points = placed(given)
      return ask(points).operations.flatMap(({ matrix, images }) =>
        points.map((p, i) =>
          Math.max(...apply(rowsOf(matrix, 3), p).map((v, c) => Math.abs(v - points[images[i]!]![c]!))),
        ),
      )
    },
    other: (given) => ask(placed(given)).operations.flatMap(() => placed(given).map(() => 0)),
    same: closeTo(0, 1e-9),
    cost: 5,
  }),
  relation('stabilizer', 'elements drawn keep the points and are orthogonal', {
    given: fc.record({ given: exact, seed: fc.nat(1000) }),
    one: ({ given, seed }) => {
      const points = placed(given)
      const found = ask(points)
      const elements = [found.randomElement(rng(seed)), ...found.componentGenerators]
      return elements.map((g) => {
        const { re } = (g as readonly { re: Float64Array }[])[0]!
        const m = rowsOf(re, 3)
        return [repOf(points.length).apply(g, coordinates(points)), times(m, transposed(m))]
      })
    },
    other: ({ given, seed }) => {
      const points = placed(given)
      const found = ask(points)
      return [found.randomElement(rng(seed)), ...found.componentGenerators].map(() => [
        coordinates(points),
        [
          [1, 0, 0],
          [0, 1, 0],
          [0, 0, 1],
        ],
      ])
    },
    same: closeTo(0, 1e-8),
    cost: 5,
  }),
  relation('stabilizer', 'rotations alone are half of the operations, or all', {
    given: exact.filter(({ shape }) => SHAPES[shape]!.order > 0),
    one: (given) => ask(placed(given), 1, {}, 'SO(3)').order,
    other: (given) => BigInt(ask(placed(given)).operations.filter((o) => o.determinant > 0).length),
    cost: 6,
  }),
  relation('stabilizer', 'names of points kept apart by a scalar', {
    given: exact.filter(({ shape }) => SHAPES[shape]!.points.length > 1 && SHAPES[shape]!.order > 0),
    one: (given) => {
      const points = placed(given)
      const n = points.length
      return stabilizer(repOf(n, 'O(3)', 'V_a*V_b+V_b'), [
        ...coordinates(points),
        ...points.map((_, i) => Number(i === 0)),
      ]).order
    },
    other: (given) => BigInt(ask(placed(given)).operations.filter(({ images }) => images[0] === 0).length),
    cost: 6,
  }),
  relation('stabilizer', 'a symmetric tensor by its eigenvalues', {
    given: fc.record({
      weights: fc.array(fc.constantFrom(0, 1, 2, 3, -1), { minLength: 3, maxLength: 3 }),
      angles: exact.map((g) => g.angles),
      scale: scales,
    }),
    one: ({ weights, angles, scale }) => {
      const rep = parseRepresentation(parseAnyGroup('O(3)'), 'T(2)') as LieRepresentation
      return stabilizer(
        rep,
        tensorOf(transposed(turned(3, angles)), weights).map((v) => v * scale),
      ).orbitType
    },
    other: ({ weights }) => ['', 'kh', 'd∞h', 'd2h'][new Set(weights).size],
    cost: 4,
  }),
  relation('stabilizer', 'vectors of the whole by their rank', {
    given: fc.record({
      a: fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 9, maxLength: 9 }),
      angles: exact.map((g) => g.angles),
      scale: scales,
    }),
    one: ({ a, angles, scale }) => {
      const rep = parseRepresentation(parseAnyGroup('O(3)'), '3*V') as LieRepresentation
      const turn = turned(3, angles)
      return stabilizer(
        rep,
        rowsOf(a, 3).flatMap((v) => apply(turn, v).map((c) => c * scale)),
      ).orbitType
    },
    other: ({ a }) => ['kh', 'c∞v', 'cs', 'c1'][rank(rowsOf(a, 3))],
    cost: 4,
  }),
  relation('transporter', 'a shape turned, reordered and off by noise is found again', {
    given: fc
      .record({ a: exact, angles: exact.map((g) => g.angles), noise: noises, scale: scales })
      .chain(({ a, angles, noise, scale }) =>
        shapes(fc.constant(noise)).map((b) => ({
          a,
          b: {
            ...b,
            shape: a.shape,
            noise: a.shape === 'point' ? 0 : noise,
            angles,
            order: a.order.slice().reverse(),
            shifts: Array.from({ length: 3 * a.order.length }, (_, i) => b.shifts[i % b.shifts.length]!),
          },
          scale,
        })),
      ),
    one: ({ a, b, scale }) => {
      const tolerance = Math.max(1e-9, 4 * b.noise)
      const [x, y] = [coordinates(placed(a), scale), coordinates(placed(b), scale)]
      const rep = repOf(a.order.length)
      const found = transporter(rep, x, y, { tolerance })
      if (!found) return 2
      const moved = rep.apply(found.element, x)
      const most = Math.max(...x.map(Math.abs), 1e-300)
      return (
        Math.hypot(...moved.map((v, i) => (v - y[i]!) / most)) / (Math.hypot(...x.map((v) => v / most)) || 1)
      )
    },
    other: ({ b }) => Math.max(1e-9, 4 * b.noise) * 1.05,
    same: atMost(),
    cost: 8,
  }),
  relation('transporter', 'mirror images of what has no mirror', {
    given: exact.filter(({ shape }) => shape === 'twisted' || shape === 'generic'),
    one: (given) => {
      const x = coordinates(placed(given))
      return ['SO(3)', 'O(3)'].map(
        (space) =>
          transporter(
            repOf(given.order.length, space),
            x,
            x.map((v) => -v),
          ) === undefined,
      )
    },
    other: () => [true, false],
    cost: 5,
  }),
]

/** By exact elimination of whole numbers. */
function rank(rows: readonly (readonly number[])[]): number {
  const [a, b, c] = rows as [number[], number[], number[]]
  const cross = (p: readonly number[], q: readonly number[]) => [
    p[1]! * q[2]! - p[2]! * q[1]!,
    p[2]! * q[0]! - p[0]! * q[2]!,
    p[0]! * q[1]! - p[1]! * q[0]!,
  ]
  const some = (v: readonly number[]) => v.some((e) => e !== 0)
  if (cross(a, b).reduce((sum, v, i) => sum + v * c[i]!, 0) !== 0) return 3
  return [cross(a, b), cross(b, c), cross(a, c)].some(some) ? 2 : rows.some(some) ? 1 : 0
}
