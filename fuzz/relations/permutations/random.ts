import { rng, shuffled } from '@buridan/groups'
import fc from 'fast-check'
import { range } from '../../given/brute-groups.js'
import { atMost } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

const seed = fc.oneof(
  fc.integer({ min: -0x80000000, max: 0xffffffff }),
  fc.constantFrom(0, -0, 1, -1, 0x7fffffff, -0x80000000, 0xffffffff),
)
const draws = fc.array(fc.constantFrom('float', 'int', 'normal'), { minLength: 1, maxLength: 12 })

function drawn(seed: number, kinds: readonly string[]): number[] {
  const random = rng(seed)
  return kinds.map((k) => (k === 'float' ? random.float() : k === 'int' ? random.int(1000) : random.normal()))
}

/** χ² of counts of what should be alike. */
const chiSquare = (counts: readonly number[]) => {
  const mean = counts.reduce((a, b) => a + b, 0) / counts.length
  return counts.reduce((sum, c) => sum + (c - mean) ** 2 / mean, 0)
}
const countsOf = (values: readonly number[], bins: number) =>
  range(bins).map((b) => values.filter((v) => v === b).length)

export const random = [
  relation('rng', 'the same seed, written with a sign', {
    given: fc.record({ seed, draws }),
    one: ({ seed, draws }) => drawn(seed, draws),
    other: ({ seed, draws }) => drawn(seed >>> 0, draws),
  }),
  relation('rng', 'two sources drawn from by turns', {
    given: fc.record({ a: seed, b: seed, draws }),
    one: ({ a, b, draws }) => [drawn(a, draws), drawn(b, draws)],
    other: ({ a, b, draws }) => {
      const [first, second] = [rng(a), rng(b)]
      const out: [number[], number[]] = [[], []]
      for (const k of draws) {
        for (const [i, source] of [first, second].entries())
          out[i]!.push(k === 'float' ? source.float() : k === 'int' ? source.int(1000) : source.normal())
      }
      return out
    },
  }),
  relation('rng', 'each number of floats and integers as often as another, seeds one after the other', {
    given: fc.record({ seed: fc.integer({ min: -2e9, max: 2e9 }), bins: fc.integer({ min: 2, max: 8 }) }),
    one: ({ seed, bins }) => {
      const sources = range(1000).map((i) => rng(seed + i))
      const ints = sources.map((r) => r.int(bins))
      const floats = sources.map((r) => Math.floor(r.float() * bins))
      return Math.max(chiSquare(countsOf(ints, bins)), chiSquare(countsOf(floats, bins)))
    },
    // 7 degrees of freedom: once in 10¹² questions
    other: () => 75,
    same: atMost(),
  }),
  relation('rng', 'normal numbers: their mean, their squares and fourth powers', {
    given: seed,
    one: (s) => {
      const random = rng(s)
      const values = range(2000).map(() => random.normal())
      const mean = (f: (v: number) => number) => values.reduce((sum, v) => sum + f(v), 0) / values.length
      // in standard deviations of such means
      return Math.max(
        Math.abs(mean((v) => v)) * Math.sqrt(2000),
        Math.abs(mean((v) => v * v) - 1) * Math.sqrt(2000 / 2),
        Math.abs(mean((v) => v ** 4) - 3) * Math.sqrt(2000 / 96) * 0.6,
      )
    },
    other: () => 9,
    same: atMost(),
    cost: 1,
  }),
  relation('shuffled', 'each number once, by exchanges from the last on', {
    given: fc.record({ n: fc.integer({ min: 0, max: 30 }), seed }),
    one: ({ n, seed }) => shuffled(n, rng(seed)),
    other: ({ n, seed }) => {
      const random = rng(seed)
      const left = range(n)
      for (let i = n - 1; i > 0; i--) {
        const j = random.int(i + 1)
        left.splice(i, 1, ...left.splice(j, 1, left[i]!))
      }
      return left
    },
  }),
  relation('shuffled', 'each order as often as another', {
    given: fc.integer({ min: -2e9, max: 2e9 }),
    one: (seed) => {
      const counts = new Map<string, number>()
      for (let i = 0; i < 1200; i++) {
        const key = shuffled(3, rng(seed + i)).join()
        counts.set(key, (counts.get(key) ?? 0) + 1)
      }
      return [counts.size, chiSquare([...counts.values()]) < 75]
    },
    other: () => [6, true],
    cost: 2,
  }),
]
