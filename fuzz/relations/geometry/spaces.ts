import {
  alignInSpace,
  fitInSpace,
  type Sites,
  type SymmetryInSpace,
  symmetryInSpace,
  symmetryOfSites,
} from '@buridan/geometry'
import { orthogonal, rng } from '@buridan/groups'
import fc from 'fast-check'
import { apply } from '../../given/matrices.js'
import { images } from '../../given/permutations.js'
import { distance, type Point, scaled, type Turn } from '../../given/space.js'
import { closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

interface Given {
  readonly dim: number
  readonly points: readonly { readonly at: Point; readonly kind: number }[]
  readonly field: Point | undefined
  readonly turn: Turn
  readonly by: readonly number[]
}

/** An orthogonal matrix, uniform. */
const turnOf = (dim: number, seed: number): Turn => {
  const { re } = orthogonal(dim).haarSample(rng(seed))
  return Array.from({ length: dim }, (_, i) => Array.from(re.subarray(i * dim, (i + 1) * dim)))
}

/** Points of a small grid, some in one place, and a vector of the whole or none; a turn and another order of them. */
const given: fc.Arbitrary<Given> = fc
  .record({ dim: fc.integer({ min: 1, max: 4 }), count: fc.nat(6), seed: fc.nat(10_000) })
  .chain(({ dim, count, seed }) => {
    const place = fc.array(fc.integer({ min: -1, max: 1 }), { minLength: dim, maxLength: dim })
    return fc.record({
      dim: fc.constant(dim),
      points: fc.array(fc.record({ at: place, kind: fc.constantFrom(1, 1, 5) }), {
        minLength: count,
        maxLength: count,
      }),
      field: fc.option(place, { nil: undefined, freq: 3 }),
      turn: fc.constant(turnOf(dim, seed)),
      by: images(count),
    })
  })

const sitesOf = ({ points, field }: Pick<Given, 'points' | 'field'>, unit = 1): Sites => ({
  points: points.map(({ at, kind }) => ({ vectors: [scaled(at, unit)], scalars: [kind * unit] })),
  vectors: field ? [scaled(field, unit)] : [],
})
const put = ({ points, field, turn, by }: Given): Pick<Given, 'points' | 'field'> => {
  const out = [...points]
  by.forEach((to, from) => {
    out[to] = { ...points[from]!, at: apply(turn, points[from]!.at) }
  })
  return { points: out, field: field && apply(turn, field) }
}
const facts = (r: SymmetryInSpace) => [
  r.name,
  r.operations.length,
  r.free.length,
  r.exchanges.order,
  r.group.order,
]
const fine = { tolerance: 1e-6 }

/** Points of spaces of any dimension. */
export const spaces = [
  relation('symmetryInSpace', 'turned, points in another order, in another unit', {
    given: fc.record({ g: given, unit: fc.constantFrom(1, 1e-160, 1e160) }),
    one: ({ g }) => facts(symmetryInSpace(sitesOf(g), g.dim, fine)),
    other: ({ g, unit }) => facts(symmetryInSpace(sitesOf(put(g), unit), g.dim, { tolerance: 1e-6 * unit })),
    cost: 20,
  }),
  relation('symmetryInSpace symmetryOfSites', 'points of space: as many operations, and the same exchanges', {
    given: given.filter((g) => g.dim === 3),
    one: (g) => {
      const found = symmetryInSpace(sitesOf(g), 3, fine)
      return found.free.length > 1 ? 'infinite' : [found.operations.length, found.exchanges.order]
    },
    other: (g) => {
      const found = symmetryOfSites(sitesOf(g), fine)
      return found.kind === 'finite' ? [found.operations.length, found.exchanges.order] : 'infinite'
    },
    cost: 20,
  }),
  relation('alignInSpace', 'onto copies: takes each point to its copy', {
    given,
    one: (g) => {
      const copy = put(g)
      const found = alignInSpace(sitesOf(g), sitesOf(copy), g.dim, fine)
      if (!found) return 'nothing'
      const m = Array.from({ length: g.dim }, (_, i) =>
        Array.from(found.matrix.subarray(i * g.dim, (i + 1) * g.dim)),
      )
      return g.points.every(({ at, kind }, i) => {
        const to = copy.points[found.images[i]!]!
        return distance(apply(m, at), to.at) < 1e-8 && to.kind === kind
      })
    },
    other: () => true,
    cost: 20,
  }),
  relation('fitInSpace', 'images made by the matrix looked for: what is left is nothing', {
    given: fc.record({ g: given, unit: fc.constantFrom(1, 1e-160, 1e160) }),
    one: ({ g: { points, turn, dim }, unit }) => {
      const from = points.map(({ at }) => scaled(at, unit))
      const to = from.map((p) => apply(turn, p))
      const found = fitInSpace(from, to, dim)
      const m = Array.from({ length: dim }, (_, i) => Array.from(found.subarray(i * dim, (i + 1) * dim)))
      return from.map((p, i) => distance(apply(m, p), to[i]!) / unit)
    },
    other: ({ g: { points } }) => points.map(() => 0),
    same: closeTo(0, 1e-9),
    cost: 4,
  }),
]
