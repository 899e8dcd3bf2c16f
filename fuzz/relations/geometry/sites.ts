import {
  alignSites,
  canonicalFrame,
  findPointGroup,
  isPointGroupName,
  nearSymmetries,
  pointGroup,
  pointGroupNames,
  type SiteOptions,
  type SymmetryOfSites,
  symmetryOfSites,
} from '@buridan/geometry'
import fc from 'fast-check'
import { apply, times, transposed } from '../../given/matrices.js'
import { anySites, type GivenSites, inUnit, molecularSites, put, withPut } from '../../given/sites.js'
import { determinant, distance, IDENTITY, rows, sameTurns, scaled, type Turn } from '../../given/space.js'
import { closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

const fine: SiteOptions = { tolerance: 1e-5 }
const symmetry = (s: GivenSites, options = fine) => symmetryOfSites(s, options)

/** What does not hang on where the sites are, nor on the order of the points. */
const facts = (r: SymmetryOfSites) => [
  r.kind,
  r.name,
  r.kind === 'finite' ? r.group.order : r.generators.length,
  r.exchanges.order,
  r.permutations.order,
]
const turnsOf = (r: SymmetryOfSites) =>
  r.kind === 'finite' ? r.operations.map((o) => rows(o.matrix)) : [IDENTITY]
const rotationOf = (turn: Turn) => (determinant(turn) > 0 ? turn : turn.map((row) => scaled(row, -1)))

/** All vectors and scalars, points in order. */
const numbersOf = ({ points, vectors }: GivenSites) => [
  ...points.flatMap((p) => [...p.vectors.map((v) => [...v, 1]), [...p.scalars, 1]]),
  ...vectors.map((v) => [...v, 1]),
]
const canonical = (s: GivenSites, options: SiteOptions) => {
  const { points, vectors = [] } = canonicalFrame(s, options).sites
  return numbersOf({
    points: points.map((p) => ({
      vectors: p.vectors.map((v) => Array.from(v)),
      scalars: Array.from(p.scalars ?? []),
    })),
    vectors: vectors.map((v) => Array.from(v)),
  })
}
const factors = fc.constantFrom(1e-160, 1e160, 1e-100, 0.529177, 1e-10, 1e240, 2 ** 30)

/** Points with vectors, put otherwise. */
export const sites = [
  relation('symmetryOfSites', 'turned or reflected, points in another order', {
    given: withPut(anySites),
    one: ({ s }) => facts(symmetry(s)),
    other: ({ s, turn, by }) => facts(symmetry(put(s, turn, by))),
    cost: 8,
  }),
  relation('symmetryOfSites', 'operations turned along', {
    given: withPut(anySites),
    one: ({ s, turn }) => turnsOf(symmetry(s)).map((m) => times(times(turn, m), transposed(turn))),
    other: ({ s, turn, by }) => turnsOf(symmetry(put(s, turn, by))),
    same: sameTurns(),
    cost: 8,
  }),
  relation('symmetryOfSites', 'scaled with the tolerance', {
    given: fc.record({ s: anySites, factor: factors }),
    one: ({ s }) => facts(symmetry(s)),
    other: ({ s, factor }) => facts(symmetry(inUnit(s, factor), { tolerance: 1e-5 * factor })),
    cost: 8,
  }),
  relation('symmetryOfSites', 'known by its making, rounded to digits', {
    given: withPut(molecularSites).chain((g) =>
      fc.record({ g: fc.constant(g), digits: fc.integer({ min: 4, max: 15 }) }),
    ),
    one: ({ g: { s, turn, by }, digits }) => {
      const { points, vectors } = put(s, turn, by)
      const round = (v: readonly number[]) => v.map((c) => Number(c.toFixed(digits)))
      const rounded = points.map((p) => ({ ...p, vectors: p.vectors.map(round) }))
      return symmetry({ points: rounded, vectors }, { tolerance: 10 ** -digits * 6 }).name
    },
    other: ({ g: { s } }) => s.name,
    cost: 8,
  }),
  relation('symmetryOfSites findPointGroup', 'positions alone, as a molecule', {
    given: withPut(molecularSites),
    one: ({ s, turn, by }) => symmetry(put(s, turn, by)).name,
    other: ({ s }) =>
      findPointGroup(
        { elements: s.points.map((p) => p.scalars[0]!), positions: s.points.map((p) => p.vectors[0]!) },
        { tolerance: 1e-5 },
      ).name,
    cost: 12,
  }),
  relation('symmetryOfSites', 'every vector given twice, and the square of a scalar', {
    given: anySites,
    one: (s) => facts(symmetry(s)),
    other: ({ points, vectors }) =>
      facts(
        symmetry({
          points: points.map((p) => ({
            vectors: p.vectors.flatMap((v) => [v, scaled(v, -2)]),
            scalars: p.scalars.flatMap((v) => [v, v * v]),
          })),
          vectors: vectors.flatMap((v) => [v, scaled(v, 3)]),
        }),
      ),
    cost: 8,
  }),
  relation('symmetryOfSites', 'a field as one more point of a kind of its own', {
    given: anySites.filter(({ points }) => points.every((p) => p.vectors.length === 1)),
    one: (s) => symmetry(s).name,
    other: ({ points, vectors }) =>
      symmetry({
        points: [...points, ...vectors.map((v) => ({ vectors: [v], scalars: [99] }))],
        vectors: [],
      }).name,
    cost: 8,
  }),
  relation('alignSites', 'onto copies turned and in another order: takes each point to its copy', {
    given: withPut(anySites),
    one: ({ s, turn, by }) => {
      const copy = put(s, turn, by)
      const found = alignSites(s, copy, fine)
      if (!found) return 'nothing'
      const moved = put(s, rows(found.matrix), [...found.images])
      const [a, b] = [numbersOf(moved), numbersOf(copy)]
      return a.every((v, i) => distance(v, b[i]!) < 1e-8) && found.deviation < 1e-8
    },
    other: () => true,
    cost: 6,
  }),
  relation('alignSites', 'both exchanged, in another unit', {
    given: withPut(anySites).chain((g) =>
      fc.record({ g: fc.constant(g), push: fc.constantFrom(0, 1e-3, 1), factor: factors }),
    ),
    one: ({ g: { s, turn, by }, push }) =>
      alignSites(s, pushed(put(s, turn, by), push), { tolerance: 0.01, metric: 'norm' }) !== undefined,
    other: ({ g: { s, turn, by }, push, factor }) =>
      alignSites(inUnit(pushed(put(s, turn, by), push), factor), inUnit(s, factor), {
        tolerance: 0.01 * factor,
        metric: 'norm',
      }) !== undefined,
    cost: 6,
  }),
  relation('canonicalFrame', 'turned or reflected, points in another order', {
    given: withPut(anySites),
    one: ({ s }) => canonical(s, { tolerance: 1e-7 }),
    other: ({ s, turn, by }) => canonical(put(s, turn, by), { tolerance: 1e-7 }),
    same: closeTo(1e-6, 1e-6),
    cost: 8,
  }),
  relation('canonicalFrame', 'rotations alone: turned, points in another order', {
    given: withPut(anySites),
    one: ({ s }) => canonical(s, { tolerance: 1e-7, proper: true }),
    other: ({ s, turn, by }) => canonical(put(s, rotationOf(turn), by), { tolerance: 1e-7, proper: true }),
    same: closeTo(1e-6, 1e-6),
    cost: 10,
  }),
  relation('canonicalFrame', 'turned, points in another order, at every tolerance', {
    given: withPut(anySites).chain((g) =>
      fc.record({
        g: fc.constant(g),
        tolerance: fc.constantFrom(1e-4, 1e-3, 0.01, 0.03, 0.1, 0.2, 0.3),
        proper: fc.boolean(),
      }),
    ),
    one: ({ g: { s, turn, by }, tolerance, proper }) => {
      const options = { tolerance, proper }
      const one = canonical(s, options)
      const other = canonical(put(s, proper ? rotationOf(turn) : turn, by), options)
      return one.every((v, i) => distance(v, other[i]!) <= 2 * tolerance + 1e-6)
    },
    other: () => true,
    cost: 12,
  }),
  relation('canonicalFrame', 'its sites put back, in another unit', {
    given: fc.record({ s: anySites, factor: factors }),
    one: ({ s }) => numbersOf(s),
    other: ({ s, factor }) => {
      const { matrix, order, sites: own } = canonicalFrame(inUnit(s, factor), { tolerance: 1e-6 * factor })
      const back = rows(matrix)
      const points = [...s.points]
      order.forEach((p, place) => {
        const { vectors, scalars = [] } = own.points[place]!
        points[p] = {
          vectors: vectors.map((v) => apply(back, scaled(Array.from(v), 1 / factor))),
          scalars: scaled(Array.from(scalars), 1 / factor),
        }
      })
      const vectors = (own.vectors ?? []).map((v) => apply(back, scaled(Array.from(v), 1 / factor)))
      return numbersOf({ points, vectors })
    },
    same: closeTo(1e-9, 1e-9),
    cost: 6,
  }),
  relation('nearSymmetries', 'turned or reflected, points in another order, in another unit', {
    given: withPut(anySites).chain((g) => fc.record({ g: fc.constant(g), factor: factors })),
    one: ({ g: { s } }) => chainOf(s, 0.4),
    other: ({ g: { s, turn, by }, factor }) =>
      chainOf(inUnit(put(s, turn, by), factor), 0.4 * factor).map(([order, deviation]) => [
        order,
        deviation / factor,
      ]),
    same: closeTo(1e-9, 1e-9),
    cost: 4,
  }),
  relation('nearSymmetries', 'at a smaller radius: the part of the chain up to it', {
    given: fc.record({
      s: anySites,
      push: fc.constantFrom(0, 1e-3, 0.1),
      radius: fc.constantFrom(1e-4, 0.05, 0.2),
    }),
    one: ({ s, push, radius }) => chainOf(pushed(s, push), radius),
    other: ({ s, push, radius }) =>
      chainOf(pushed(s, push), 0.4).filter(([, deviation]) => deviation <= radius),
    same: closeTo(1e-9, 1e-9),
    cost: 4,
  }),
  relation('nearSymmetries symmetryOfSites', 'the exact group of sites', {
    given: withPut(anySites).filter(({ s }) => symmetry(s).kind === 'finite'),
    one: ({ s, turn, by }) => {
      const exact = nearSymmetries(put(s, turn, by), { radius: 1e-5 }).chain.at(-1)!
      return [exact.name, exact.exchanges.order]
    },
    other: ({ s }) => [symmetry(s).name, symmetry(s).exchanges.order],
    cost: 8,
  }),
  relation('isPointGroupName', 'whether the group is made, in either case', {
    given: fc.oneof(
      fc.constantFrom(...pointGroupNames),
      fc
        .tuple(fc.constantFrom('C', 'D', 'S', 'E', ''), fc.nat(520), fc.constantFrom('', 'v', 'h', 'd', 'x'))
        .map((parts) => parts.join('')),
      fc.constantFrom('Kh', 'toString', '', 'C∞v', 'C01', 'OH'),
    ),
    one: (name) => isPointGroupName(name),
    other: (name) => {
      try {
        return pointGroup(name.toLowerCase()).degree > 0
      } catch {
        return false
      }
    },
    cost: 2,
  }),
]

/** The orders and deviations of the chain of near-symmetries. */
function chainOf(s: GivenSites, radius: number): [number, number][] {
  return nearSymmetries(s, { radius }).chain.map(({ order, deviation }) => [order, deviation])
}

/** The first vector of the first point longer by so much. */
function pushed(s: GivenSites, by: number): GivenSites {
  const [first, ...others] = s.points
  if (!first) return s
  const [v, ...rest] = first.vectors
  const size = Math.hypot(...v!)
  const longer = size === 0 ? [by, 0, 0] : scaled(v!, 1 + by / size)
  return { ...s, points: [{ ...first, vectors: [longer, ...rest] }, ...others] }
}
