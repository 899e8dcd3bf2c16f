import {
  channelsOf,
  type Factorization,
  factorizationCost,
  factorize,
  isIdentity,
  mixingCount,
  type StructuredMap,
  type SummandMaps,
  sparseBasis,
} from '@buridan/constraints'
import type { AnyRepresentation } from '@buridan/groups'
import fc from 'fast-check'
import { basisOf, naiveSpan } from '../../given/bases.js'
import { anyPairs, madePair, numbers, take } from '../../given/equivariant-pairs.js'
import { apply, type Rows, times, transposed } from '../../given/matrices.js'
import { closeTo, sameSpan } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

function matrixOf(map: StructuredMap): Rows {
  const out = Array.from({ length: map.rows }, () => new Array<number>(map.cols).fill(0))
  map.forEach((i, j, v) => {
    out[i]![j]! += v
  })
  return out
}

/** The matrices of one side, one for each channel: d × dim of the whole for inputs, dim × d for outputs. */
function channels(rep: AnyRepresentation, side: readonly SummandMaps[], write: boolean): Rows[] {
  return side.flatMap(({ summand, maps }) => {
    const { count, offset, rep: part } = rep.summands[summand]!
    return Array.from({ length: count }, (_, c) => offset + c * part.dim).flatMap((at) =>
      maps.map((map) => {
        const m = write ? transposed(matrixOf(map)) : matrixOf(map)
        return m.map((row) => {
          const wide = new Array<number>(rep.dim).fill(0)
          row.forEach((v, j) => {
            wide[at + j] = v
          })
          return wide
        })
      }),
    )
  })
}

/** All maps that one entry of a mixing matrix gives, in the coordinates of the representations. */
export function mixed({ repIn, repOut, spaces, order }: Factorization): Rows {
  return spaces.flatMap(({ from, to }) => {
    const reads = channels(repIn, from, false)
    return channels(repOut, to, true).flatMap((write) =>
      reads.map((read) => {
        const w = times(transposed(write), read)
        const out = w.map((row) => row.map(() => 0))
        w.forEach((row, i) => {
          row.forEach((v, j) => {
            out[order.out?.[i] ?? i]![order.in?.[j] ?? j] = v
          })
        })
        return out.flat()
      }),
    )
  })
}

const naiveChannels = (rep: AnyRepresentation, side: readonly SummandMaps[]) =>
  side.reduce((sum, { summand, maps }) => sum + maps.length * rep.summands[summand]!.count, 0)

/** A map that copies takes less than one that multiplies. */
const costOf = (map: StructuredMap) => {
  const same =
    matrixOf(map).every((row, i) => row.every((v, j) => v === Number(i === j))) && map.rows === map.cols
  return same ? 0.4 * map.rows : map.cost
}

export const factors = [
  relation('factorize mixingCount', 'the basis, from what each entry of the mixing gives', {
    given: anyPairs(64),
    one: (pair) => {
      const form = factorize(...madePair(pair))
      const all = mixed(form)
      return mixingCount(form) === all.length ? all : [[Number.NaN]]
    },
    other: (pair) => naiveSpan(...madePair(pair)),
    same: sameSpan(1e-7),
    cost: 60,
  }),
  relation('factorize mixingCount', 'the rank', {
    given: anyPairs(144),
    one: (pair) => mixingCount(factorize(...madePair(pair))),
    other: (pair) => basisOf(pair).rank,
    cost: 30,
  }),
  relation('channelsOf mixingCount factorizationCost', 'counted by the summands', {
    given: anyPairs(64),
    one: (pair) => {
      const form = factorize(...madePair(pair))
      const sides = form.spaces.map((s) => [channelsOf(form.repIn, s.from), channelsOf(form.repOut, s.to)])
      return [sides, mixingCount(form), factorizationCost(form)]
    },
    other: (pair) => {
      const { repIn, repOut, spaces } = factorize(...madePair(pair))
      const sides = spaces.map((s) => [naiveChannels(repIn, s.from), naiveChannels(repOut, s.to)] as const)
      const products = sides.map(([a, b]) => a * b)
      const maps = spaces.flatMap((s) =>
        [...s.from.map((of) => [repIn, of] as const), ...s.to.map((of) => [repOut, of] as const)].flatMap(
          ([rep, { summand, maps }]) => maps.map((map) => rep.summands[summand]!.count * costOf(map)),
        ),
      )
      const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0)
      const mixing = sum(products.map((p, k) => p * spaces[k]!.dim))
      return [sides, sum(products), { mixing, maps: sum(maps) }]
    },
    same: closeTo(1e-12),
    cost: 60,
  }),
  relation('sparseBasis', 'the null space of all equations, as many maps as dimensions', {
    given: anyPairs(64),
    one: (pair) => (sparseBasis(...madePair(pair)) ?? []).map((m) => matrixOf(m).flat()),
    other: (pair) => naiveSpan(...madePair(pair)),
    same: (one, other, given) =>
      (one as Rows).length === (other as Rows).length
        ? sameSpan(1e-8)(one, other, given)
        : `${(one as Rows).length} maps for ${(other as Rows).length} dimensions`,
    cost: 2,
  }),
  relation('sparseBasis', 'applied and written out', {
    given: fc.record({ pair: anyPairs(64), list: numbers }),
    one: ({ pair, list }) => {
      const [a, b] = madePair(pair)
      return (sparseBasis(a, b) ?? []).map((map) => {
        const [y, x] = [new Float64Array(b.dim).fill(1), new Float64Array(a.dim).fill(2)]
        map.applyInto(3, Float64Array.from(take(list, a.dim)), 0, y, 0)
        map.applyTransposeInto(3, Float64Array.from(take(list, b.dim, 2)), 0, x, 0)
        return [Array.from(y), Array.from(x), [map.nonzeros >= nonzeros(map)]]
      })
    },
    other: ({ pair, list }) => {
      const [a, b] = madePair(pair)
      return (sparseBasis(a, b) ?? []).map((map) => {
        const m = matrixOf(map)
        const y = apply(m, take(list, a.dim)).map((v) => 1 + 3 * v)
        const x = apply(transposed(m), take(list, b.dim, 2)).map((v) => 2 + 3 * v)
        return [y, x, [true]]
      })
    },
    same: closeTo(1e-11, 1e-12),
    cost: 2,
  }),
  relation('isIdentity', 'ones on the diagonal and nothing else', {
    given: anyPairs(64),
    one: (pair) => mapsOf(pair).map((map) => isIdentity(map)),
    other: (pair) =>
      mapsOf(pair).map(
        (map) =>
          map.rows === map.cols &&
          matrixOf(map).every((row, i) => row.every((v, j) => v === Number(i === j))),
      ),
    cost: 100,
  }),
]

const nonzeros = (map: StructuredMap) =>
  matrixOf(map)
    .flat()
    .filter((v) => v !== 0).length

function mapsOf(pair: Parameters<typeof madePair>[0]): StructuredMap[] {
  const { spaces } = factorize(...madePair(pair))
  return [
    ...(sparseBasis(...madePair(pair)) ?? []),
    ...spaces.flatMap((s) => [...s.from, ...s.to].flatMap(({ maps }) => maps)),
  ]
}
