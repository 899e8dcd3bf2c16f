import { affineBasis, equivariantBasis, fixedSpace, multilinearBasis } from '@buridan/constraints'
import { type AnyRepresentation, directSum, parseRepresentation, rng, tensorProduct } from '@buridan/groups'
import fc from 'fast-check'
import { columnsOf, naiveSpan } from '../../given/bases.js'
import {
  anyPairs,
  finitePairs,
  type GivenPair,
  madeFinite,
  madePair,
  numbers,
  take,
} from '../../given/equivariant-pairs.js'
import { apply, type Rows, rowsOf } from '../../given/matrices.js'
import { closeTo, sameSpan } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

const trivialOf = (rep: AnyRepresentation) => parseRepresentation(rep.group, 'T(0)')

/** W | b of each basis map, as the matrix on (x, 1). */
function affineSpan(pair: GivenPair): Rows {
  const [a, b] = madePair(pair)
  const maps = affineBasis(a, b)
  return Array.from({ length: maps.rank }, (_, k) => {
    const c = new Float64Array(maps.rank)
    c[k] = 1
    const { linear, bias } = maps.combine(c)
    const w = rowsOf(linear.materialize(), b.dim)
    return w.flatMap((row, i) => [...row, bias[i]!])
  })
}

const triples = fc
  .record({ pair: anyPairs(16), second: fc.constantFrom('repIn', 'repOut', 'T(0)'), list: numbers })
  .filter((given) => withSecond(given).reduce((size, rep) => size * rep.dim, 1) <= 64)

function withSecond({ pair, second }: { pair: GivenPair; second: string }) {
  const [a, c] = madePair(pair)
  const b = second === 'repIn' ? a : second === 'repOut' ? c : trivialOf(a)
  return [a, b, c] as const
}

const outer = (x: readonly number[], y: readonly number[]) => x.flatMap((v) => y.map((w) => v * w))

export const affine = [
  relation('affineBasis AffineBasis#combine', 'linear maps of one coordinate more', {
    given: anyPairs(36),
    one: affineSpan,
    other: (pair) => {
      const [a, b] = madePair(pair)
      return columnsOf(equivariantBasis(directSum(a, trivialOf(a)), b))
    },
    same: sameSpan(1e-8),
    cost: 2,
  }),
  relation('affineBasis AffineBasis AffineBasis#combine', 'W x + b of the parts', {
    given: fc.record({ pair: anyPairs(48), list: numbers, power: fc.constantFrom(0, -160, 100) }),
    one: ({ pair, list, power }) => {
      const [a, b] = madePair(pair)
      const maps = affineBasis(a, b)
      const c = take(list, maps.rank).map((v) => v * 10 ** power)
      return Array.from(maps.combine(c).apply(take(list, a.dim, 2)), (v) => v / 10 ** power)
    },
    other: ({ pair, list }) => {
      const [a, b] = madePair(pair)
      const [linear, bias] = [equivariantBasis(a, b), equivariantBasis(trivialOf(a), b)]
      const c = take(list, linear.rank + bias.rank)
      const w = rowsOf(linear.apply(c.slice(0, linear.rank)), b.dim)
      const shift = bias.apply(c.slice(linear.rank))
      return apply(w, take(list, a.dim, 2)).map((v, i) => v + shift[i]!)
    },
    same: closeTo(1e-10, 1e-12),
    cost: 3,
  }),
  relation('affineBasis fixedSpace', 'biases are the fixed vectors', {
    given: finitePairs(64),
    one: (pair) => columnsOf(affineBasis(...madePair(pair)).bias),
    other: (pair) => {
      const { basis, dim, rep } = fixedSpace(madeFinite(pair)[1])
      return Array.from({ length: dim }, (_, k) =>
        Array.from({ length: rep.dim }, (__, i) => basis[i * dim + k]!),
      )
    },
    same: sameSpan(),
    cost: 1,
  }),
  relation('multilinearBasis', 'the null space over the tensor product', {
    given: triples,
    one: (given) => {
      const [a, b, c] = withSecond(given)
      return columnsOf(multilinearBasis([a, b], c).linear)
    },
    other: (given) => {
      const [a, b, c] = withSecond(given)
      return naiveSpan(tensorProduct(a, b), c)
    },
    same: sameSpan(1e-8),
    cost: 15,
  }),
  relation('multilinearBasis MultilinearBasis MultilinearBasis#apply', 'each entry by its definition', {
    given: triples,
    one: (given) => {
      const [a, b, c] = withSecond(given)
      const basis = multilinearBasis([a, b], c)
      const { list } = given
      return Array.from(basis.apply(take(list, basis.rank), take(list, a.dim, 2), take(list, b.dim, 5)))
    },
    other: (given) => {
      const [a, b, c] = withSecond(given)
      const { list } = given
      const linear = equivariantBasis(tensorProduct(a, b), c)
      const w = rowsOf(linear.apply(take(list, linear.rank)), c.dim)
      return apply(w, outer(take(list, a.dim, 2), take(list, b.dim, 5)))
    },
    same: closeTo(1e-10, 1e-12),
    cost: 20,
  }),
  relation('multilinearBasis MultilinearBasis#apply', 'arguments exchanged', {
    given: triples,
    one: (given) => {
      const [a, b, c] = withSecond(given)
      return valuesOf(a, b, c, given.list, false)
    },
    other: (given) => {
      const [a, b, c] = withSecond(given)
      return valuesOf(b, a, c, given.list, true)
    },
    same: sameSpan(1e-8),
    cost: 30,
  }),
  relation('multilinearBasis MultilinearBasis#apply', 'of one argument, linear', {
    given: fc.record({ pair: anyPairs(48), list: numbers }),
    one: ({ pair, list }) => {
      const [a, b] = madePair(pair)
      const basis = multilinearBasis([a], b)
      return Array.from(basis.apply(take(list, basis.rank), take(list, a.dim, 2)))
    },
    other: ({ pair, list }) => {
      const [a, b] = madePair(pair)
      const basis = equivariantBasis(a, b)
      return Array.from(basis.combine(take(list, basis.rank)).apply(take(list, a.dim, 2)))
    },
    same: closeTo(1e-12, 1e-14),
    cost: 1,
  }),
]

/** The values of each basis map on pairs of vectors at random, more of them than fix a map. */
function valuesOf(
  a: AnyRepresentation,
  b: AnyRepresentation,
  c: AnyRepresentation,
  list: readonly number[],
  exchanged: boolean,
): Rows {
  const basis = multilinearBasis([a, b], c)
  const [first, second] = exchanged ? [b, a] : [a, b]
  const random = rng(1)
  const at = (n: number, from: number) => take(list, n, from).map((v) => v + random.normal())
  const vectors = Array.from({ length: Math.ceil(basis.rank / Math.max(c.dim, 1)) + 3 }, () => {
    const [x, y] = [at(first.dim, 1), at(second.dim, 2)]
    return exchanged ? [y, x] : [x, y]
  })
  return Array.from({ length: basis.rank }, (_, k) => {
    const unit = new Float64Array(basis.rank)
    unit[k] = 1
    return vectors.flatMap(([x, y]) => Array.from(basis.apply(unit, x!, y!)))
  })
}
