import {
  atFloor,
  atOptimum,
  batio3Task,
  chiSquareUniform,
  meanAndSpread,
  meansOf,
  methodFor,
  methodsOf,
  rate,
  summarizeRuns,
} from '@buridan/tasks'
import fc from 'fast-check'
import { closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

const values = fc.array(
  fc.oneof(fc.double({ min: -1e3, max: 1e3, noNaN: true }), fc.constantFrom(0, 1, -1)),
  {
    minLength: 1,
    maxLength: 8,
  },
)
const task = batio3Task()

const counts = fc.array(fc.oneof(fc.nat(50), fc.nat(1e6), fc.constant(0)), { minLength: 1, maxLength: 7 })

const runs = fc.array(
  fc.record({
    method: fc.constantFrom('strict' as const, 'noise' as const, 'relaxed' as const),
    loss: fc.integer({ min: -20, max: 20 }).map((v) => v / 4),
    seconds: fc.nat(9),
    right: fc.option(fc.nat(5), { nil: undefined }),
  }),
  { minLength: 1, maxLength: 6 },
)
type Runs = typeof runs extends fc.Arbitrary<infer R> ? R : never

const resultsOf = (list: Runs) =>
  list.map(({ right, ...r }, seed) => ({
    ...r,
    task: 'given',
    seed,
    parameters: 7,
    steps: 1,
    checks: [],
    curve: [],
    outcomes: [],
    answers: { x: [], answers: [] },
    ...(right === undefined ? {} : { solved: { right, of: 5 } }),
  }))

export const statistics = [
  relation('meanAndSpread', 'all differences of pairs, shifted, in another order', {
    given: fc.record({ list: values, shift: fc.constantFrom(0, 1, -1e6, 1e7) }),
    one: ({ list, shift }) => {
      const { mean, spread } = meanAndSpread(list.map((v) => v + shift).reverse())
      return [mean - shift, spread]
    },
    other: ({ list }) => {
      const n = list.length
      const squares = list.reduce((sum, a) => sum + list.reduce((s, b) => s + (a - b) ** 2, 0), 0)
      return [list.reduce((sum, v) => sum + v, 0) / n, n < 2 ? 0 : Math.sqrt(squares / (2 * n * (n - 1)))]
    },
    same: closeTo(1e-9, 2e-6),
  }),
  relation('rate', 'Wilson’s condition at both ends, successes and failures exchanged', {
    given: fc
      .integer({ min: 1, max: 10_000 })
      .chain((of) => fc.record({ of: fc.constant(of), right: fc.nat(of) })),
    one: ({ of, right }) => {
      const { share, low, high } = rate(right, of)
      // p is an end of the interval if the share is 1.96 deviations of a binomial law with p away from it
      const off = (p: number) => (share - p) ** 2 * of - 1.959963984540054 ** 2 * p * (1 - p)
      const { low: wrongLow, high: wrongHigh } = rate(of - right, of)
      return [off(low), off(high), low, high, low <= share && share <= high, low + wrongHigh, high + wrongLow]
    },
    other: ({ of, right }) => {
      const { low, high } = rate(right, of)
      return [0, 0, low, high, true, 1, 1]
    },
    same: closeTo(1e-9, 1e-9),
  }),
  relation('chiSquareUniform', 'squares by pairs, counts in another order', {
    given: counts,
    one: (list) => {
      const { statistic, degreesOfFreedom, uniform, critical } = chiSquareUniform([...list].reverse())
      return [statistic, degreesOfFreedom, uniform, uniform === statistic <= critical]
    },
    other: (list) => {
      const total = list.reduce((sum, c) => sum + c, 0)
      const squares = list.reduce((sum, a) => sum + list.reduce((s, b) => s + (a - b) ** 2, 0), 0)
      return [total === 0 ? 0 : squares / (2 * total), list.length - 1, chiSquareUniform(list).uniform, true]
    },
    same: closeTo(1e-9, 1e-9),
  }),
  relation('chiSquareUniform', 'the critical value by the integral of its law', {
    given: fc.integer({ min: 1, max: 60 }),
    one: (degrees) => chiSquareUniform(new Array(degrees + 1).fill(1)).critical,
    other: (degrees) => quantile(degrees, 0.999),
    same: closeTo(1e-5),
    cost: 3,
  }),
  relation('summarizeRuns', 'each method by itself, in another order', {
    given: runs,
    one: (list) => summarizeRuns(resultsOf([...list].reverse())),
    other: (list) =>
      (['strict', 'noise', 'relaxed'] as const).flatMap((method) => {
        const own = list.filter((r) => r.method === method)
        if (own.length === 0) return []
        const solved = own.flatMap((r) => (r.right === undefined ? [] : [r.right]))
        const right = solved.reduce((sum, r) => sum + r, 0)
        return [
          {
            method,
            runs: own.length,
            ...meanAndSpread(own.map((r) => r.loss)),
            ...(solved.length > 0 ? { rate: rate(right, 5 * solved.length) } : {}),
            parameters: 7,
            seconds: own.reduce((sum, r) => sum + r.seconds, 0) / own.length,
          },
        ]
      }),
    same: closeTo(1e-12, 1e-12),
  }),
  relation('atFloor atOptimum', 'a hundredth, written out, in any unit', {
    given: fc.record({
      floor: fc.constantFrom(0, 1, -3, 100),
      optimum: fc.constantFrom(0, -2, 50),
      off: fc.constantFrom(0, 0.005, -0.009, 0.02, -0.5),
      unit: fc.constantFrom(1, 1e-9, 1e9),
    }),
    one: ({ floor, optimum, off, unit }) => {
      const own = { ...task, floor: floor * unit, optimum: optimum * unit, scale: 4 * unit }
      const [f, o] = [Math.abs(floor) || 4, 4]
      return [atFloor(own, (floor + off * f) * unit), atOptimum(own, (optimum + off * o) * unit)]
    },
    other: ({ off }) => [Math.abs(off) < 0.01, Math.abs(off) < 0.01],
    cost: 2,
  }),
  relation('meansOf', 'check points in another order', {
    given: fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })), {
      minLength: 1,
      maxLength: 5,
    }),
    one: (list) => {
      const { floor, optimum } = meansOf(
        list.map(([f, o]) => ({ label: '', x: [], floor: f, optimum: o, score: () => 0 })).reverse(),
      )
      return [floor * list.length, optimum * list.length]
    },
    other: (list) => [list.reduce((s, [f]) => s + f, 0), list.reduce((s, [, o]) => s + o, 0)],
    same: closeTo(1e-12, 1e-12),
  }),
  relation('methodsOf methodFor', 'each name asked for', {
    given: fc.constantFrom('relaxed' as const, 'breaking-input' as const),
    one: (relaxation) => {
      const own = { ...task, relaxation }
      return [...methodsOf(own)].filter((m) => methodFor(own, m) === (m === 'relaxed' ? relaxation : m))
    },
    other: (relaxation) =>
      [
        'strict',
        'noise',
        'canonical',
        'breaking-set',
        'positional',
        'relaxed',
        'breaking-input',
        'augmented',
      ].filter((m) => relaxation === 'relaxed' || (m !== 'relaxed' && m !== 'breaking-set')),
    cost: 2,
  }),
]

/** Where the integral of the χ² density reaches a share, by halving; the density by Simpson's rule in √x, where it has no pole. */
function quantile(degrees: number, share: number): number {
  const logGamma = (z: number): number =>
    z > 20
      ? (z - 0.5) * Math.log(z) - z + Math.log(2 * Math.PI) / 2 + 1 / (12 * z) - 1 / (360 * z ** 3)
      : logGamma(z + 1) - Math.log(z)
  const scale = Math.log(2) - (degrees / 2) * Math.log(2) - logGamma(degrees / 2)
  const density = (r: number) =>
    r === 0
      ? degrees === 1
        ? Math.exp(scale)
        : 0
      : Math.exp(scale + (degrees - 1) * Math.log(r) - r ** 2 / 2)
  const upTo = (x: number) => {
    const [steps, h] = [1000, Math.sqrt(x) / 1000]
    let sum = 0
    for (let i = 0; i <= steps; i++)
      sum += density(i * h) * (i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2)
    return (sum * h) / 3
  }
  let [low, high] = [0, 200]
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2
    if (upTo(middle) < share) low = middle
    else high = middle
  }
  return low
}
