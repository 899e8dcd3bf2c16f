import {
  centreOrder,
  conjugacyClassCount,
  conjugacyClasses,
  derivedSeries,
  isAbelian,
  isSolvable,
  permutationGroup,
} from '@buridan/groups'
import { expect } from 'vitest'
import { conformanceRows } from '../../../conformance/read.js'
import { answersTo } from '../../harness/answer.js'
import { askRows } from '../../harness/conformance.js'

interface Row {
  readonly name: string
  readonly degree: number
  readonly generators: number[][]
  readonly order: string
  readonly conjugacyClasses: number
  readonly classSizes: number[]
  readonly elementOrders: number[]
  readonly abelian: boolean
  readonly nilpotent: boolean
  readonly solvable: boolean
  readonly derivedLength: number | null
  readonly derivedSeriesOrders: string[]
  readonly centreOrder: string
  readonly exponent: string
  readonly sylow: { readonly p: number; readonly order: string; readonly number: string }[]
}

const rows = conformanceRows<Row>('classes.jsonl')
const name = (row: Row) => row.name

/** More than about a second, for the library. */
const SLOW = [
  'Z2 wr S6',
  'S3 wr S4',
  'S5 wr C2',
  'W(E6) on roots',
  'PSp(4,3)',
  'PSp(6,2)',
  'PGL(3,5)',
  'M22',
  'M23',
  'AGL(4,2)',
  'S12',
  'S3 wr S5',
]
const ENDLESS = ['Z2 wr S8', '2x2x2 cube, corner fixed']

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b))

/** The order of a permutation: the least common multiple of the lengths of its cycles. */
function orderOf(g: ArrayLike<number>): number {
  let order = 1
  for (let start = 0; start < g.length; start++) {
    let length = 1
    for (let p = g[start]!; p !== start; p = g[p]!) length++
    order *= length / gcd(order, length)
  }
  return order
}

/** Classes by size, then by the order of their elements. */
const sorted = (classes: readonly (readonly [number, number])[]) =>
  [...classes].sort((a, b) => a[0] - b[0] || a[1] - b[1])

askRows('classes.jsonl', 'library', {
  rows,
  name,
  slow: (row) => SLOW.includes(row.name),
  endless: (row) => ENDLESS.includes(row.name),
  check(row) {
    const group = permutationGroup(row.generators, { degree: row.degree })
    expect([String(group.order), isAbelian(group), isSolvable(group)]).toEqual([
      row.order,
      row.abelian,
      row.solvable,
    ])
    expect(String(centreOrder(group))).toBe(row.centreOrder)
    const series = derivedSeries(group).map((g) => String(g.order))
    expect(series).toEqual(row.derivedSeriesOrders)
    expect(conjugacyClassCount(group)).toBe(row.conjugacyClasses)
    const classes = conjugacyClasses(group)
    expect(sorted(classes.map((c) => [Number(c.size), orderOf(c.representative)]))).toEqual(
      row.classSizes.map((size, i) => [size, row.elementOrders[i]]),
    )
  },
})

const structure = ', classes, exponent and Sylow subgroups'

const answerTo = answersTo<Row>(
  'group',
  (row) => row.generators,
  ({ degree, generators }) => ({ degree, generators }),
)

askRows('classes.jsonl', 'command line', {
  rows: rows.flatMap((row) => [row, { ...row, name: row.name + structure }]),
  name,
  slow: ({ order }) => Number(order) > 20_000,
  async check(row) {
    const answer = await answerTo(row)
    if (!row.name.endsWith(structure)) {
      const { abelian, solvable } = answer
      expect([String(answer.order), String(answer.centreOrder), abelian, solvable]).toEqual([
        row.order,
        row.centreOrder,
        row.abelian,
        row.solvable,
      ])
      // the series of a perfect group has one term
      expect(String(answer.derivedOrder)).toBe(row.derivedSeriesOrders[1] ?? row.order)
      // above an order of a million they need not be counted
      const uncounted = answer.conjugacyClasses === null && Number(row.order) > 1e6
      return expect(uncounted || answer.conjugacyClasses === row.conjugacyClasses).toBe(true)
    }
    const { conjugacyClasses: count, classSizes, nilpotent, exponent, sylow } = answer
    expect([count, nilpotent, String(exponent)]).toEqual([row.conjugacyClasses, row.nilpotent, row.exponent])
    expect((classSizes as unknown[]).map(Number).sort((a, b) => a - b)).toEqual(row.classSizes)
    expect((sylow as Row['sylow']).map((s) => [s.p, String(s.order), String(s.number)])).toEqual(
      row.sylow.map((s) => [s.p, s.order, s.number]),
    )
  },
})
