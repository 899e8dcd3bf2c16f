import { equivariantBasis, type Solver } from '@buridan/constraints'
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
  rng,
  signedPermutationGroup,
  subgroup,
  tensor,
  tensorProduct,
} from '@buridan/groups'
import fc from 'fast-check'
import { columnsOf, inCoordinates, naiveSpan } from '../../given/bases.js'
import { finitePairs, type GivenPair, liePairs, madeFinite, madePair } from '../../given/equivariant-pairs.js'
import { product, type Rows, rowsOf, transposed } from '../../given/null-spaces.js'
import { images } from '../../given/permutations.js'
import { sameSpan } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

const identity = (n: number): Rows =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (__, j) => Number(i === j)))

/** S = E_k … E_1 with E = 1 + t e_i e_j⊤, and its inverse. */
function sheared(n: number, shears: readonly (readonly [number, number, number])[]): [Rows, Rows] {
  const one = (list: typeof shears, sign: number) =>
    list.reduce((out, [i, j, t]) => {
      const shear = identity(n)
      if (i % n !== j % n) shear[i % n]![j % n] = sign * t
      return product(shear, out)
    }, identity(n))
  return [one(shears, 1), one([...shears].reverse(), -1)]
}

/** Whole matrices of determinant 1 and their inverses. */
const shears = fc.array(fc.tuple(fc.nat(5), fc.nat(5), fc.constantFrom(1, -1, 2)), { maxLength: 4 })

/** The representation in other coordinates, x ↦ S x. */
function conjugated(rep: Representation, s: Rows, inverse: Rows): Representation {
  const matrices = rep.group.generators.map((g) =>
    product(product(s, rowsOf(rep.matrix(g), rep.dim, rep.dim)), inverse),
  )
  return matrixRepresentation(rep.group, matrices, { dim: rep.dim, tolerance: 1e-4 })
}

/** A rotation at random, by Gram–Schmidt. */
function rotation(n: number, seed: number): Rows {
  const random = rng(seed)
  const rows: Rows = []
  while (rows.length < n) {
    const v = Array.from({ length: n }, () => random.normal())
    for (const q of [...rows, ...rows]) {
      const along = q.reduce((sum, a, i) => sum + a * v[i]!, 0)
      for (let i = 0; i < n; i++) v[i]! -= along * q[i]!
    }
    const size = Math.hypot(...v)
    if (size > 0.1) rows.push(v.map((a) => a / size))
  }
  return rows
}

/** The representation in turned coordinates, entries of its matrices to so many digits. */
function turned(rep: Representation, seed: number, digits: number, tolerance = 1e-8): Representation {
  const s = rotation(rep.dim, seed)
  const matrices = rep.group.generators.map((g) =>
    product(product(s, rowsOf(rep.matrix(g), rep.dim, rep.dim)), transposed(s)).map((row) =>
      row.map((v) => Number(v.toFixed(digits))),
    ),
  )
  return matrixRepresentation(rep.group, matrices, { dim: rep.dim, tolerance })
}

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
      const m: Rows = identity(image.length).map((row) => row.map(() => 0))
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
  relation('equivariantBasis', 'whole coordinates of another basis', {
    given: fc.record({
      pair: small,
      inside: shears,
      outside: shears,
      solver: fc.constantFrom(undefined, 'dense'),
    }),
    one: ({ pair, inside, outside }) => {
      const [a, b] = madeFinite(pair)
      const [left] = sheared(b.dim, outside)
      const [, right] = sheared(a.dim, inside)
      return inCoordinates(left, columnsOf(equivariantBasis(a, b)), right)
    },
    other: ({ pair, inside, outside, solver }) => {
      const [a, b] = madeFinite(pair)
      const one = conjugated(a, ...sheared(a.dim, inside))
      const other = conjugated(b, ...sheared(b.dim, outside))
      return columnsOf(equivariantBasis(one, other, solver ? { solver: solver as Solver } : {}))
    },
    same: sameSpan(1e-7),
    cost: 30,
  }),
  relation('equivariantBasis', 'coordinates scaled by powers of two', {
    given: fc.record({
      pair: small,
      powers: fc.array(fc.integer({ min: -12, max: 12 }), { minLength: 1, maxLength: 7 }),
      wide: fc.constantFrom(1, 3, 40),
      solver: fc.constantFrom(undefined, 'dense', 'iterative'),
    }),
    one: ({ pair }) => equivariantBasis(...madeFinite(pair)).rank,
    other: ({ pair, powers, wide, solver }) => {
      const [a, b] = madeFinite(pair).map((rep, k) => {
        const scale = (i: number) => 2 ** (wide * powers[(i + k) % powers.length]!)
        const diagonal = identity(rep.dim).map((row, i) => row.map((v) => v * scale(i)))
        const inverse = identity(rep.dim).map((row, i) => row.map((v) => v / scale(i)))
        return conjugated(rep, diagonal, inverse)
      }) as [Representation, Representation]
      return equivariantBasis(a, b, solver ? { solver: solver as Solver } : {}).rank
    },
    mayRefuse: ['AMBIGUOUS_TOLERANCE', 'RANK_MISMATCH', 'NOT_A_HOMOMORPHISM'],
    cost: 8,
  }),
  relation('equivariantBasis', 'turned, to six to sixteen digits', {
    given: fc.record({ pair: small, seed: fc.nat(1000), digits: fc.integer({ min: 6, max: 16 }) }),
    one: ({ pair }) => equivariantBasis(...madeFinite(pair)).rank,
    other: ({ pair, seed, digits }) => {
      const [a, b] = madeFinite(pair)
      return equivariantBasis(turned(a, seed, digits, 1e-2), turned(b, seed + 1, digits, 1e-2)).rank
    },
    mayRefuse: ['AMBIGUOUS_TOLERANCE', 'RANK_MISMATCH'],
    cost: 15,
  }),
  relation('equivariantBasis', 'turned, to ten digits and more', {
    given: fc.record({ pair: small, seed: fc.nat(1000), digits: fc.integer({ min: 10, max: 16 }) }),
    one: ({ pair, seed }) => {
      const [a, b] = madeFinite(pair)
      return inCoordinates(
        rotation(b.dim, seed + 1),
        columnsOf(equivariantBasis(a, b)),
        transposed(rotation(a.dim, seed)),
      )
    },
    other: ({ pair, seed, digits }) => {
      const [a, b] = madeFinite(pair)
      return columnsOf(equivariantBasis(turned(a, seed, digits), turned(b, seed + 1, digits)))
    },
    same: sameSpan(1e-6),
    cost: 6,
  }),
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
