import { characterRank, equivariantBasis, type Solver } from '@buridan/constraints'
import { dual, FiniteGroup, parseAnyGroup, parseRepresentation, tensor, tensorProduct } from '@buridan/groups'
import fc from 'fast-check'
import { allTransposed, basisOf, columnsOf, naiveSpan } from '../../given/bases.js'
import { anyPairs, finitePairs, liePairs, madeFinite, madePair } from '../../given/equivariant-pairs.js'
import { allElements, groups, images, made, otherGenerators, renamed } from '../../given/permutations.js'
import { sameSpan } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

const FINITE_SOLVERS: readonly Solver[] = [
  'diagrams',
  'regular',
  'orbits',
  'cosets',
  'elimination',
  'dense',
  'iterative',
]

/** The same maps by the named solver, or by any that applies where it does not. */
function bySolver(pair: { group: string; repIn: string; repOut: string }, solver: Solver) {
  const [a, b] = madePair(pair)
  try {
    return columnsOf(equivariantBasis(a, b, { solver }))
  } catch (error) {
    if ((error as { code?: string }).code !== 'UNSUPPORTED') throw error
    return columnsOf(equivariantBasis(a, b))
  }
}

/** How many orbits of a group there are on lists of so many points. */
function orbitsOfLists(elements: readonly (readonly number[])[], length: number): number {
  const fixed = elements.map((g) => g.filter((image, i) => image === i).length ** length)
  return fixed.reduce((sum, f) => sum + f, 0) / elements.length
}

export const span = [
  relation('equivariantBasis', 'the null space of all equations', {
    given: anyPairs(),
    one: (pair) => columnsOf(basisOf(pair)),
    other: (pair) => naiveSpan(...madePair(pair)),
    same: sameSpan(1e-8),
    cost: 20,
  }),
  relation('equivariantBasis', 'orthonormal', {
    given: anyPairs(100),
    one: (pair) => {
      const q = columnsOf(basisOf(pair))
      return q.every((a, i) =>
        q.every((b, j) => Math.abs(a.reduce((s, v, k) => s + v * b[k]!, 0) - Number(i === j)) < 1e-9),
      )
    },
    other: () => true,
    cost: 6,
  }),
  relation('characterRank equivariantBasis', 'characters', {
    given: finitePairs(200),
    one: (pair) => equivariantBasis(...madePair(pair), { checkRank: false }).rank,
    other: (pair) => characterRank(...madeFinite(pair)),
    cost: 3,
  }),
  relation('characterRank', 'the rank of the equations', {
    given: finitePairs(36),
    one: (pair) => characterRank(...madeFinite(pair)),
    other: (pair) => naiveSpan(...madePair(pair)).length,
    cost: 8,
  }),
  relation('characterRank equivariantBasis', 'fixed lists of points, counted', {
    given: fc.record({ group: groups(4), p: fc.nat(2), q: fc.nat(2) }),
    one: ({ group, p, q }) => {
      const [a, b] = [tensor(made(group), p), tensor(made(group), q)]
      return [characterRank(a, b), equivariantBasis(a, b).rank]
    },
    other: ({ group, p, q }) => {
      const count = orbitsOfLists(allElements(group), p + q)
      return [count, count]
    },
    cost: 3,
  }),
  relation('equivariantBasis', 'by another solver', {
    given: fc.record({ pair: finitePairs(81), solver: fc.constantFrom(...FINITE_SOLVERS) }),
    one: ({ pair }) => columnsOf(basisOf(pair)),
    other: ({ pair, solver }) => bySolver(pair, solver),
    same: sameSpan(1e-8),
    cost: 30,
  }),
  relation('equivariantBasis', 'by another solver, of Lie groups', {
    given: fc.record({
      pair: liePairs(81),
      solver: fc.constantFrom<Solver>('diagrams', 'elimination', 'dense', 'iterative'),
    }),
    one: ({ pair }) => columnsOf(basisOf(pair)),
    other: ({ pair, solver }) => bySolver(pair, solver),
    same: sameSpan(1e-8),
    cost: 12,
  }),
  relation('equivariantBasis', 'other generators', {
    given: fc.record({
      group: groups(4),
      repIn: fc.constantFrom('V', 'T(2)', 'P+V'),
      repOut: fc.constantFrom('V', 'Alt(V,2)', 'T(0)'),
    }),
    one: ({ group, repIn, repOut }) => {
      const G = made(group)
      return columnsOf(equivariantBasis(parseRepresentation(G, repIn), parseRepresentation(G, repOut)))
    },
    other: ({ group, repIn, repOut }) => {
      const G = made(otherGenerators(group))
      return columnsOf(equivariantBasis(parseRepresentation(G, repIn), parseRepresentation(G, repOut)))
    },
    same: sameSpan(),
    cost: 8,
  }),
  relation('equivariantBasis', 'points renamed', {
    given: groups(5).chain((group) => fc.record({ group: fc.constant(group), by: images(group.degree) })),
    one: ({ group, by }) => {
      const n = group.degree
      const V = tensor(made(group), 1)
      // entry (i, j) of W is called (by[i], by[j])
      return columnsOf(equivariantBasis(V, V)).map((w) => {
        const out = [...w]
        w.forEach((v, e) => {
          out[by[Math.floor(e / n)]! * n + by[e % n]!] = v
        })
        return out
      })
    },
    other: ({ group, by }) => {
      const V = tensor(made(renamed(group, by)), 1)
      return columnsOf(equivariantBasis(V, V))
    },
    same: sameSpan(),
    cost: 2,
  }),
  relation('equivariantBasis', 'transposed maps of duals', {
    given: anyPairs(64),
    one: (pair) => {
      const [a, b] = madePair(pair)
      return allTransposed(columnsOf(equivariantBasis(a, b)), b.dim)
    },
    other: (pair) => {
      const [a, b] = madePair(pair)
      return columnsOf(equivariantBasis(dual(b), dual(a)))
    },
    same: sameSpan(1e-8),
    cost: 12,
  }),
  relation('equivariantBasis', 'invariants of the output times the dual of the input', {
    given: anyPairs(64),
    one: (pair) => columnsOf(basisOf(pair)),
    other: (pair) => {
      const [a, b] = madePair(pair)
      return columnsOf(equivariantBasis(parseRepresentation(a.group, 'T(0)'), tensorProduct(b, dual(a))))
    },
    same: sameSpan(1e-8),
    cost: 5,
  }),
  relation('equivariantBasis', 'factors of the product swapped', {
    given: fc.record({
      a: fc.constantFrom(
        'S(3)',
        'D(3)',
        'O(2)',
        'SU(2)',
        'GL(1)',
        'Z(2)',
        'B(2)',
        'SO(3)',
        'mat[[[0,-1],[1,-1]]]',
      ),
      b: fc.constantFrom('S(2)', 'SO(2)', 'C(3)', 'Z(3)', 'Sp(1)', 'SL(2)', 'mat[[[1,1],[0,-1]]]'),
      repIn: fc.constantFrom('V_a', 'V_b', 'V_a*V_b', 'V_b*V_a+V_b', 'V_a*+V_b', '(V_a+T(0))*V_b', 'V_b*'),
      repOut: fc.constantFrom('V_a', 'V_b', 'V_a*V_b', 'V_a+2*V_b', 'V_b*+T(0)'),
    }),
    one: ({ a, b, repIn, repOut }) => columnsOf(basisOf({ group: `${a}x${b}`, repIn, repOut })),
    other: ({ a, b, repIn, repOut }) => {
      const swap = (text: string) => text.replace(/_[ab]/g, (f) => (f === '_a' ? '_b' : '_a'))
      return columnsOf(basisOf({ group: `${b}x${a}`, repIn: swap(repIn), repOut: swap(repOut) }))
    },
    same: sameSpan(1e-8),
    cost: 12,
  }),
  relation('equivariantBasis', 'another name for the group', {
    given: fc.record({ pair: finitePairs(36), name: fc.constantFrom('mine', 'S(9)', 'O(3)', '') }),
    one: ({ pair }) => columnsOf(basisOf(pair)),
    other: ({ pair, name }) => {
      const { degree, generators, base } = parseAnyGroup(pair.group) as FiniteGroup
      const G = new FiniteGroup(name, degree, generators, base)
      return columnsOf(
        equivariantBasis(parseRepresentation(G, pair.repIn), parseRepresentation(G, pair.repOut)),
      )
    },
    same: sameSpan(1e-8),
    cost: 2,
  }),
]
