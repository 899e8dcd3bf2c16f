import {
  BasisCache,
  EquivariantBasis,
  EquivariantMap,
  equivarianceResidual,
  equivariantBasis,
  materializeBlock,
  parseBasis,
  type Solver,
  serializeBasis,
} from '@buridan/constraints'
import {
  type AnyRepresentation,
  parseRepresentation,
  permutationGroup,
  type Representation,
  tensor,
} from '@buridan/groups'
import fc from 'fast-check'
import { basisOf, columnsOf, naiveSpan } from '../../given/bases.js'
import { anyPairs, type GivenPair, madePair, numbers, take } from '../../given/equivariant-pairs.js'
import { rowsOf } from '../../given/matrices.js'
import { defectOf, equationsOf } from '../../given/null-spaces.js'
import { type GivenGroup, groups, made } from '../../given/permutations.js'
import { closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

const again = (basis: ReturnType<typeof basisOf>) =>
  parseBasis(JSON.parse(JSON.stringify(serializeBasis(basis))))

const facts = (basis: ReturnType<typeof basisOf>) => [
  columnsOf(basis),
  basis.explain().map(({ reason, ...rest }) => ({ ...rest, gap: Math.min(rest.gap, 1e300) })),
]

/** Solved by the named solver, or by any that applies where it does not. */
function solvedBy(pair: GivenPair, solver: Solver | undefined) {
  try {
    return equivariantBasis(...madePair(pair), solver ? { solver } : {})
  } catch (error) {
    if ((error as { code?: string }).code !== 'UNSUPPORTED') throw error
    return basisOf(pair)
  }
}

const naiveResidual = (repIn: AnyRepresentation, repOut: AnyRepresentation, w: readonly number[]) =>
  Math.max(
    0,
    ...equationsOf(repIn, repOut)
      .flatMap((equation) => defectOf(equation, rowsOf(w, repOut.dim)).flat())
      .map(Math.abs),
  )

export const text = [
  relation('serializeBasis parseBasis', 'to JSON and back', {
    given: fc.record({
      pair: anyPairs(64),
      solver: fc.constantFrom<Solver | undefined>(
        undefined,
        'dense',
        'orbits',
        'elimination',
        'iterative',
        'cosets',
      ),
    }),
    one: ({ pair, solver }) => facts(solvedBy(pair, solver)),
    other: ({ pair, solver }) => facts(again(solvedBy(pair, solver))),
    same: closeTo(1e-14),
    cost: 12,
  }),
  relation('serializeBasis', 'what is read back, saved again', {
    given: anyPairs(64),
    one: (pair) => JSON.stringify(serializeBasis(basisOf(pair))),
    other: (pair) => JSON.stringify(serializeBasis(again(basisOf(pair)))),
    cost: 6,
  }),
  relation('BasisCache BasisCache#basis BasisCache#clear', 'without a cache', {
    given: fc.record({
      pairs: fc.array(anyPairs(36), { minLength: 1, maxLength: 4 }),
      asked: fc.array(fc.nat(7), { maxLength: 8 }),
      maxEntries: fc.integer({ min: 1, max: 3 }),
    }),
    one: ({ pairs, asked, maxEntries }) => {
      const cache = new BasisCache({ maxEntries })
      return asked.map((k) => {
        if (k === 7) cache.clear()
        const q = columnsOf(cache.basis(...madePair(pairs[k % pairs.length]!)))
        return [q, cache.size <= maxEntries && (k !== 7 || cache.size === 1)]
      })
    },
    other: ({ pairs, asked }) => asked.map((k) => [columnsOf(basisOf(pairs[k % pairs.length]!)), true]),
    cost: 8,
  }),
  relation('BasisCache#basis', 'groups of one name and one degree', {
    given: fc.record({
      list: fc.array(groups(4, 4), { minLength: 2, maxLength: 4 }),
      rep: fc.constantFrom('V', 'P', 'V+T(0)'),
    }),
    one: ({ list, rep }) => {
      const cache = new BasisCache()
      return list.map((group) => {
        const G = permutationGroup(
          group.generators.map((g) => [...g]),
          { degree: group.degree, name: 'mine' },
        )
        const V = parseRepresentation(G, rep)
        return columnsOf(cache.basis(V, V))
      })
    },
    other: ({ list, rep }) =>
      list.map((group) => {
        const V = parseRepresentation(made(group), rep)
        return columnsOf(equivariantBasis(V, V))
      }),
    cost: 2,
  }),
  relation('equivariantBasis BasisCache#basis', 'two groups of one name', {
    given: fc.record({ one: groups(4, 4), other: groups(4, 4), rep: fc.constantFrom('V', 'P+V', 'T(2)') }),
    one: (given) => rankOfTwo(given, 'mine', 'mine'),
    other: (given) => rankOfTwo(given, 'mine', 'yours'),
    cost: 1,
  }),
  relation('BasisCache#basis', 'matrices that permute alike', {
    given: fc.record({
      list: fc.array(
        fc.constantFrom(
          'mat[[[0,1],[1,0]]]',
          'mat[[[-1,0],[0,-1]]]',
          'mat[[[1,1],[0,-1]]]',
          'mat[[[1,2],[0,-1]]]',
          'mat[[[0,-1],[1,-1]]]',
          'perm[[1,0,3,2]]',
          'perm[[2,3,0,1]]',
          'B(2):perm[[1,0,3,2]]',
          'signed[[2,1]]',
        ),
        { minLength: 2, maxLength: 6 },
      ),
    }),
    one: ({ list }) => {
      const cache = new BasisCache()
      return list.map((group) => columnsOf(cache.basis(...madePair({ group, repIn: 'V', repOut: 'T(2)' }))))
    },
    other: ({ list }) => list.map((group) => columnsOf(basisOf({ group, repIn: 'V', repOut: 'T(2)' }))),
    cost: 6,
  }),
  relation('BasisCache#basis', 'what it holds written over', {
    given: fc.record({ pair: anyPairs(48), list: numbers }),
    one: ({ pair }) => columnsOf(basisOf(pair)),
    other: ({ pair, list }) => {
      const cache = new BasisCache()
      const basis = cache.basis(...madePair(pair))
      spoil(basis.blocks)
      for (const order of [basis.order.in, basis.order.out]) order?.fill(0)
      for (const block of basis.blocks) materializeBlock(block.solution).fill(7)
      basis.explain().length = 0
      const map = basis.combine(take(list, basis.rank))
      map.coefficients.fill(7)
      map.materialize().fill(7)
      return columnsOf(cache.basis(...madePair(pair)))
    },
    cost: 3,
  }),
  relation('equivarianceResidual', 'the largest entry of all equations', {
    given: fc.record({ pair: anyPairs(64), list: numbers, power: fc.constantFrom(0, -160, 160) }),
    one: ({ pair, list, power }) => {
      const [a, b] = madePair(pair)
      const w = take(list, a.dim * b.dim).map((v) => v * 10 ** power)
      return equivarianceResidual(a as never, b as never, Float64Array.from(w)) / 10 ** power
    },
    other: ({ pair, list }) => {
      const [a, b] = madePair(pair)
      return naiveResidual(a, b, take(list, a.dim * b.dim))
    },
    same: closeTo(1e-10, 1e-12),
    cost: 4,
  }),
  relation('equivarianceResidual', 'nothing for equivariant maps', {
    given: fc.record({ pair: anyPairs(64), list: numbers }),
    one: ({ pair, list }) => {
      const [a, b] = madePair(pair)
      const basis = equivariantBasis(a, b)
      return equivarianceResidual(a as never, b as never, basis.apply(take(list, basis.rank))) < 1e-9
    },
    other: () => true,
    cost: 1,
  }),
  relation('EquivariantBasis EquivariantMap', 'made again from its parts', {
    given: fc.record({ pair: anyPairs(48), list: numbers }),
    one: ({ pair, list }) => {
      const basis = basisOf(pair)
      return [columnsOf(basis), Array.from(basis.apply(take(list, basis.rank)))]
    },
    other: ({ pair, list }) => {
      const { repIn, repOut, blocks, order, rank } = basisOf(pair)
      const basis = new EquivariantBasis(repIn, repOut, blocks, order)
      const map = new EquivariantMap(basis, Float64Array.from(take(list, rank)))
      return [columnsOf(basis), Array.from(map.materialize())]
    },
    cost: 2,
  }),
  relation('equivariantBasis', 'more points than the group moves', {
    given: fc.record({ group: groups(4), more: fc.integer({ min: 1, max: 2 }) }),
    one: ({ group, more }) => {
      const degree = group.degree + more
      const wide = group.generators.map((g) => [
        ...g,
        ...Array.from({ length: more }, (_, k) => group.degree + k),
      ])
      const V = tensor(permutationGroup(wide, { degree }), 1)
      return equivariantBasis(V, V).rank
    },
    other: ({ group, more }) => {
      // V of more points is V and so many trivial ones
      const V = tensor(made(group), 1)
      const one = parseRepresentation(V.group, 'T(0)')
      const fixed = naiveSpan(one, V).length
      return naiveSpan(V, V).length + 2 * more * fixed + more * more
    },
    cost: 1,
  }),
]

/** The rank of maps from a representation of one group to one of the other, or the error's code. */
function rankOfTwo(given: { one: GivenGroup; other: GivenGroup; rep: string }, ...names: string[]) {
  const [a, b] = [given.one, given.other].map(({ degree, generators }, k) => {
    const group = permutationGroup(
      generators.map((g) => [...g]),
      { degree, name: names[k]! },
    )
    return parseRepresentation(group, given.rep)
  }) as [Representation, Representation]
  const ways = [() => equivariantBasis(a, b), () => new BasisCache().basis(a, b)]
  return ways.map((way) => {
    try {
      return way().rank
    } catch (error) {
      return String((error as { code?: string }).code)
    }
  })
}

/** Takes an array's entries out, if it lets them go. */
function spoil(list: readonly unknown[]): void {
  try {
    ;(list as unknown[]).length = 0
  } catch {
    // frozen
  }
}
