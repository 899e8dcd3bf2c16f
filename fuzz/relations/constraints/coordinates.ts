import { equivariantBasis, type Solver } from '@buridan/constraints'
import { matrixRepresentation, type Representation, rng } from '@buridan/groups'
import fc from 'fast-check'
import { columnsOf, inCoordinates } from '../../given/bases.js'
import { finitePairs, madeFinite } from '../../given/equivariant-pairs.js'
import { identity, type Rows, rowsOf, times, transposed } from '../../given/matrices.js'
import { sameSpan } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

/** Pairs of small finite groups, for matrices are listed. */
const small = finitePairs(36)

/** S = E_k … E_1 with E = 1 + t e_i e_j⊤, and its inverse. */
function sheared(n: number, shears: readonly (readonly [number, number, number])[]): [Rows, Rows] {
  const one = (list: typeof shears, sign: number) =>
    list.reduce((out, [i, j, t]) => {
      const shear = identity(n)
      if (i % n !== j % n) shear[i % n]![j % n] = sign * t
      return times(shear, out)
    }, identity(n))
  return [one(shears, 1), one([...shears].reverse(), -1)]
}

/** Whole matrices of determinant 1 and their inverses. */
const shears = fc.array(fc.tuple(fc.nat(5), fc.nat(5), fc.constantFrom(1, -1, 2)), { maxLength: 4 })

/** The representation in other coordinates, x ↦ S x. */
function conjugated(rep: Representation, s: Rows, inverse: Rows): Representation {
  const matrices = rep.group.generators.map((g) => times(times(s, rowsOf(rep.matrix(g), rep.dim)), inverse))
  return matrixRepresentation(rep.group, matrices, { dim: rep.dim, tolerance: 1e-4 })
}

/** A rotation at random, by Gram–Schmidt. */
function rotation(n: number, seed: number): Rows {
  const random = rng(seed)
  const rows: number[][] = []
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
    times(times(s, rowsOf(rep.matrix(g), rep.dim)), transposed(s)).map((row) =>
      row.map((v) => Number(v.toFixed(digits))),
    ),
  )
  return matrixRepresentation(rep.group, matrices, { dim: rep.dim, tolerance })
}

export const coordinates = [
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
      // products of entries stay below 2^800: what is larger is refused
      powers: fc.array(fc.integer({ min: -10, max: 10 }), { minLength: 1, maxLength: 7 }),
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
]
