import { dicyclic, directProduct, quaternion, semidirectProduct, wreathProduct } from '@buridan/groups'
import fc from 'fast-check'
import { commutingPairs, orderCounts, permutationOrders, wreathed } from '../../given/brute-catalogue.js'
import {
  BruteGroup,
  elementsIn,
  listed,
  range,
  smallGroups,
  sorted,
  times,
} from '../../given/brute-groups.js'
import { allElements, groups, made, otherGenerators } from '../../given/permutations.js'
import { relation } from '../../harness/relation.js'

const tiny = smallGroups(8)
const onFew = groups(4, 0).filter((group) => allElements(group).length <= 6)
const join = (g: readonly number[]) => g.join()

/** Quaternions as coefficients of 1, i, j, k. */
type Quaternion = readonly [number, number, number, number]

const hamilton = ([a, b, c, d]: Quaternion, [e, f, g, h]: Quaternion): Quaternion => [
  a * e - b * f - c * g - d * h,
  a * f + b * e + c * h - d * g,
  a * g - b * h + c * e + d * f,
  a * h + b * g - c * f + d * e,
]
const UNITS = range(4).flatMap((i) =>
  [1, -1].map((s) => range(4).map((k) => (k === i ? s : 0)) as unknown as Quaternion),
)

/** aᵏ xᵉ of the dicyclic group: x aᵏ = a⁻ᵏ x, x² = aⁿ. */
const dicyclicProduct =
  (n: number) =>
  ([k, e]: readonly number[], [l, f]: readonly number[]) => {
    const power = k! + (e ? -l! : l!) + (e && f ? n : 0)
    return [((power % (2 * n)) + 2 * n) % (2 * n), (e! + f!) % 2]
  }

/** An action of a cyclic group on another by powers: its order divides that of the group acting. */
const powers = fc.record({
  n: fc.integer({ min: 2, max: 13 }),
  m: fc.integer({ min: 1, max: 8 }),
  u: fc.integer({ min: 1, max: 12 }),
})

const powered = (u: number, k: number, n: number) => range(k).reduce((r) => (r * u) % n, 1 % n)

export const products = [
  relation('directProduct', 'all pairs', {
    given: fc.record({ a: tiny, b: onFew }),
    one: ({ a, b }) => {
      const group = directProduct(made(a), made(b))
      return [listed(group), group.order]
    },
    other: ({ a, b }) => {
      const n = a.degree
      const all = allElements(a).flatMap((g) => allElements(b).map((h) => [...g, ...h.map((p) => n + p)]))
      return [sorted(all), BigInt(all.length)]
    },
  }),
  relation('directProduct', 'three factors, one after the other', {
    given: fc.record({ a: onFew, b: onFew, c: onFew }),
    one: ({ a, b, c }) => listed(directProduct(made(a), made(b), made(c))),
    other: ({ a, b, c }) => listed(directProduct(made(a), directProduct(made(otherGenerators(b)), made(c)))),
  }),
  relation('wreathProduct', 'all copies and their exchanges', {
    given: fc.record({ a: onFew, b: onFew }).filter(({ a, b }) => allElements(a).length ** b.degree <= 300),
    one: ({ a, b }) => {
      const group = wreathProduct(made(a), made(b))
      return [listed(group), group.order, group.degree]
    },
    other: ({ a, b }) => {
      const all = new Set(sorted(wreathed(allElements(a), allElements(b))))
      return [
        [...all],
        BigInt(allElements(a).length) ** BigInt(b.degree) * BigInt(allElements(b).length),
        a.degree * b.degree,
      ]
    },
  }),
  relation('semidirectProduct', 'cyclic groups: all pairs multiplied', {
    given: powers,
    one: ({ n, m, u }) => {
      const image = range(n).map((i) => (i + u) % n)
      const shift = (k: number) =>
        made({ degree: k, generators: k > 1 ? [range(k).map((i) => (i + 1) % k)] : [] })
      try {
        const group = semidirectProduct(shift(n), shift(m), m > 1 ? [[image]] : [])
        const all = elementsIn(group)
        return [group.order, permutationOrders(all), commutingPairs(all, times, join)]
      } catch {
        return 'refused'
      }
    },
    other: ({ n, m, u }) => {
      if (m > 1 && powered(u, m, n) !== 1 % n) return 'refused'
      const turn = m > 1 ? u : 1
      const multiply = ([a, h]: readonly number[], [b, k]: readonly number[]) => [
        (a! + powered(turn, h!, n) * b!) % n,
        (h! + k!) % m,
      ]
      const all = range(n * m).map((i) => [i % n, Math.floor(i / n)])
      return [BigInt(n * m), orderCounts(all, multiply, join, [0, 0]), commutingPairs(all, multiply, join)]
    },
    cost: 4,
  }),
  relation('semidirectProduct', 'a group by its own conjugations: all pairs multiplied', {
    given: smallGroups(8),
    one: (given) => {
      const group = made(given)
      const action = given.generators.map((h) =>
        given.generators.map((g) => times(times(h, g), inverseOf(h))),
      )
      const all = elementsIn(semidirectProduct(group, group, action))
      return [all.length, permutationOrders(all), commutingPairs(all, times, join)]
    },
    other: (given) => {
      const brute = new BruteGroup(given)
      const multiply = ([a, h]: readonly number[], [b, k]: readonly number[]) => [
        brute.table[a!]![brute.conjugate(h!, b!)]!,
        brute.table[h!]![k!]!,
      ]
      const all = range(brute.order ** 2).map((i) => [i % brute.order, Math.floor(i / brute.order)])
      return [all.length, orderCounts(all, multiply, join, [0, 0]), commutingPairs(all, multiply, join)]
    },
    cost: 5,
  }),
  relation('quaternion', 'units multiplied', {
    given: fc.constant(0),
    one: () => {
      const all = elementsIn(quaternion())
      return [permutationOrders(all), commutingPairs(all, times, join), quaternion().order]
    },
    other: () => {
      const key = (q: Quaternion) => q.map((v) => v + 0).join()
      return [orderCounts(UNITS, hamilton, key, UNITS[0]!), commutingPairs(UNITS, hamilton, key), 8n]
    },
  }),
  relation('dicyclic', 'words aᵏxᵉ multiplied', {
    given: fc.integer({ min: 1, max: 12 }),
    one: (n) => {
      const all = elementsIn(dicyclic(n))
      return [permutationOrders(all), commutingPairs(all, times, join), dicyclic(n).order]
    },
    other: (n) => {
      const all = range(4 * n).map((i) => [i % (2 * n), Math.floor(i / (2 * n))])
      const multiply = dicyclicProduct(n)
      return [orderCounts(all, multiply, join, [0, 0]), commutingPairs(all, multiply, join), BigInt(4 * n)]
    },
    cost: 15,
  }),
  relation('dicyclic', 'orders for large n', {
    given: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 500 })),
    one: (n) => dicyclic(n).order,
    other: (n) => BigInt(4 * n),
    cost: 40,
  }),
]

function inverseOf(g: readonly number[]): number[] {
  return range(g.length).map((p) => g.indexOf(p))
}
