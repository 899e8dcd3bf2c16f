import { equivariantBasis } from '@buridan/constraints'
import {
  type AnyRepresentation,
  directSum,
  dual,
  type FiniteGroup,
  matrixGroup,
  matrixRepresentation,
  parseAnyGroup,
  parseRepresentation,
  permutationGroup,
  type Representation,
  restrict,
  signedPermutationGroup,
  subgroup,
  tensor,
  tensorProduct,
} from '@buridan/groups'
import fc from 'fast-check'
import { columnsOf, naiveSpan } from '../../given/bases.js'
import { finitePairs, type GivenPair, liePairs, madePair } from '../../given/equivariant-pairs.js'
import { identity, type Rows } from '../../given/matrices.js'
import { images } from '../../given/permutations.js'
import { sameSpan } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

/** Pairs of small finite groups, for matrices are listed. */
const small = finitePairs(36)

const signedMatrices = fc
  .integer({ min: 1, max: 3 })
  .chain((n) =>
    fc.array(fc.tuple(images(n), fc.array(fc.boolean(), { minLength: n, maxLength: n })), {
      minLength: 1,
      maxLength: 2,
    }),
  )
  .map((list) =>
    list.map(([image, negative]) => {
      const m = identity(image.length).map((row) => row.map(() => 0))
      image.forEach((to, i) => {
        m[to]![i] = negative[i] ? -1 : 1
      })
      return m
    }),
  )

/** e_i goes to e_k as k + 1, to −e_k as −k − 1. */
const signedImages = (g: readonly number[], n: number) =>
  g.slice(0, n).map((to) => (to < n ? to + 1 : n - 1 - to))

/** One group of signed permutation matrices in three ways, with its matrices as representation V. */
function ways(matrices: readonly Rows[]): Record<'signed' | 'matrices' | 'points', Representation> {
  const n = matrices[0]!.length
  const generators = matrices.map((m) =>
    // point i is e_i and n + i is −e_i
    Array.from({ length: 2 * n }, (_, p) => {
      const to = m.findIndex((row) => row[p % n] !== 0)
      return m[to]![p % n]! > 0 === p < n ? to : to + n
    }),
  )
  const points = permutationGroup(generators, { degree: 2 * n })
  return {
    signed: tensor(signedPermutationGroup(generators.map((g) => signedImages(g, n))), 1),
    matrices: tensor(matrixGroup(matrices), 1),
    points: matrixRepresentation(points, matrices),
  }
}

export const presentation = [
  relation('equivariantBasis', 'signed points, matrices, or matrices of points', {
    given: fc.record({
      matrices: signedMatrices,
      to: fc.constantFrom('V', 'T(0)', 'V*V', 'V*+T(0)'),
      way: fc.constantFrom('matrices', 'points'),
    }),
    one: ({ matrices, to }) => presented(ways(matrices).signed, to),
    other: ({ matrices, to, way }) => presented(ways(matrices)[way as 'points'], to),
    same: sameSpan(1e-8),
    cost: 4,
  }),
  relation('equivariantBasis', 'summands in another order', {
    given: fc.record({
      pair: fc.oneof(small, liePairs(36)),
      more: fc.constantFrom('repIn', 'repOut', 'T(0)', '2*T(0)'),
    }),
    one: (given) => {
      const [a, b, c] = withMore(given)
      return columnsOf(equivariantBasis(directSum(a, c), b)).map((w) => swapColumns(w, a.dim, c.dim))
    },
    other: (given) => {
      const [a, b, c] = withMore(given)
      return columnsOf(equivariantBasis(directSum(c, a), b))
    },
    same: sameSpan(1e-8),
    cost: 10,
  }),
  relation('equivariantBasis', 'summands each by itself', {
    given: fc.oneof(finitePairs(48), liePairs(48)),
    one: (pair) => equivariantBasis(...madePair(pair)).rank,
    other: (pair) => {
      const [a, b] = madePair(pair)
      let rank = 0
      for (const i of a.summands) {
        for (const o of b.summands) rank += i.count * o.count * naiveSpan(i.rep, o.rep).length
      }
      return rank
    },
    cost: 5,
  }),
  relation('equivariantBasis', 'restrictions told apart that have one text', {
    // R of a group and of its subgroup, both restricted to the latter
    given: fc.record({
      group: fc.constantFrom('Dih(4)', 'S(3)', 'Z(4)', 'Td', 'B(2)', 'S(4)'),
      number: fc.nat(2),
      order: fc.boolean(),
    }),
    one: ({ group, number, order }) => {
      const [little, large, V] = restrictions(group, number)
      const pairs = (order ? [little, large] : [large, little]).map((r) => columnsOf(equivariantBasis(r, V)))
      return columnsOf(equivariantBasis(directSum(V, little, V, large), V)).length - pairs.flat().length
    },
    other: ({ group, number }) => {
      const [, , V] = restrictions(group, number)
      return 2 * naiveSpan(V, V).length
    },
    cost: 4,
  }),
]

function restrictions(text: string, number: number): [Representation, Representation, Representation] {
  const group = parseAnyGroup(text) as FiniteGroup
  const generator = group.generators[number % group.generators.length]!
  const H = subgroup(group, [generator])
  const of = (G: FiniteGroup) => restrict(parseRepresentation(G, 'R') as Representation, H)
  return [of(H), of(group), restrict(tensor(group, 1), H)]
}

/** The maps of V to a representation made of it. */
function presented(V: Representation, to: string): Rows {
  const trivial = parseRepresentation(V.group, 'T(0)') as Representation
  const made: Record<string, () => Representation> = {
    V: () => V,
    'T(0)': () => trivial,
    'V*V': () => tensorProduct(V, V),
    'V*+T(0)': () => directSum(dual(V), trivial),
  }
  return columnsOf(equivariantBasis(V, made[to]!()))
}

function withMore({
  pair,
  more,
}: {
  pair: GivenPair
  more: string
}): [AnyRepresentation, AnyRepresentation, AnyRepresentation] {
  const [a, b] = madePair(pair)
  const c = more === 'repIn' ? a : more === 'repOut' ? b : parseRepresentation(a.group, more)
  return [a, b, c]
}

function swapColumns(w: readonly number[], first: number, second: number): number[] {
  const n = first + second
  return w.map((_, e) => {
    const [i, j] = [Math.floor(e / n), e % n]
    return w[i * n + (j < second ? first + j : j - second)]!
  })
}
