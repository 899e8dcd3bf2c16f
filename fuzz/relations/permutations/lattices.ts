import { normalizer, type SubgroupClasses, subgroupClasses } from '@buridan/groups'
import fc from 'fast-check'
import { BruteGroup, range, smallGroups } from '../../given/brute-groups.js'
import { made } from '../../given/permutations.js'
import { both, numbersIn, subgroupsGiven, textOf } from '../../given/subgroup-questions.js'
import { sameEntries } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

const small = smallGroups(24)

/** Representatives of the classes as the package orders them, in numbers of the other. */
const representatives = (lattice: SubgroupClasses, brute: BruteGroup) =>
  lattice.classes.map((c) => numbersIn(brute, c.representative))

const inside = (a: readonly number[], b: readonly number[]) => a.every((i) => b.includes(i))

/** K·H as a set. */
function product(brute: BruteGroup, k: readonly number[], h: readonly number[]): Set<number> {
  return new Set(k.flatMap((i) => h.map((j) => brute.table[i]![j]!)))
}

/** Subgroups K of N with K·H = N, with the order of K ∩ H. */
function supplements(brute: BruteGroup, h: readonly number[], n: readonly number[]) {
  return brute
    .subgroups()
    .filter((k) => inside(k, n) && product(brute, k, h).size === n.length)
    .map((k) => ({ k, meet: k.filter((i) => h.includes(i)).length }))
}

const cosets = (brute: BruteGroup, h: readonly number[]) => [
  ...new Set(range(brute.order).map((g) => [...product(brute, [g], h)].sort((a, b) => a - b).join())),
]

export const lattices = [
  relation('subgroupClasses', 'the table of marks: cosets that stay, counted', {
    given: small,
    one: (group) => subgroupClasses(made(group)).tableOfMarks,
    other: (group) => {
      const brute = new BruteGroup(group)
      const reps = representatives(subgroupClasses(made(group)), brute)
      return reps.map((h) => {
        const all = cosets(brute, h)
        return reps.map(
          (k) =>
            all.filter((coset) => {
              const members = coset.split(',').map(Number)
              return k.every((g) => members.includes(brute.table[g]![members[0]!]!))
            }).length,
        )
      })
    },
  }),
  relation('subgroupClasses', 'maximal subgroups of each class, from all subgroups', {
    given: small,
    one: (group) => subgroupClasses(made(group)).maximalSubgroups,
    other: (group) => {
      const brute = new BruteGroup(group)
      const lattice = subgroupClasses(made(group))
      const all = brute.subgroups()
      const classOf = new Map(
        lattice.classes.flatMap((c) =>
          lattice.conjugates(c.index).map((h) => [numbersIn(brute, h).join(), c.index] as const),
        ),
      )
      return representatives(lattice, brute).map((h) => {
        const below = all.filter((k) => k.length < h.length && inside(k, h))
        const maximal = below.filter((k) => !below.some((l) => l.length > k.length && inside(k, l)))
        const counts = new Map<number, number>()
        for (const k of maximal) {
          const index = classOf.get(k.join())!
          counts.set(index, (counts.get(index) ?? 0) + 1)
        }
        return [...counts].sort((a, b) => a[0] - b[0]).map(([index, count]) => ({ index, count }))
      })
    },
    cost: 2,
  }),
  relation('subgroupClasses normalizer', 'complements in the normalizer, from all subgroups', {
    given: subgroupsGiven(24),
    one: (q) => {
      const { a } = both(q)
      return subgroupClasses(a.list.group)
        .complements(a)
        .map((k) => textOf(k).join('|'))
    },
    other: (q) => {
      const { brute, bruteA } = both(q)
      return supplements(brute, bruteA, brute.normalizer(bruteA))
        .filter(({ meet }) => meet === 1)
        .map(({ k }) => brute.images(k).join('|'))
    },
    same: sameEntries,
  }),
  relation('subgroupClasses', 'the least supplement, from all subgroups', {
    given: subgroupsGiven(24),
    one: (q) => {
      const { a, brute } = both(q)
      const { subgroup, intersectionOrder } = subgroupClasses(a.list.group).minimalSupplement(
        a,
        normalizer(a),
      )
      const k = numbersIn(brute, subgroup)
      const h = numbersIn(brute, a)
      return [intersectionOrder, k.filter((i) => h.includes(i)).length, product(brute, k, h).size]
    },
    other: (q) => {
      const { brute, bruteA } = both(q)
      const n = brute.normalizer(bruteA)
      const least = Math.min(...supplements(brute, bruteA, n).map(({ meet }) => meet))
      return [least, least, n.length]
    },
  }),
  relation('subgroupClasses', 'supplements and complements of each class, from all subgroups', {
    given: fc.oneof(smallGroups(16), small),
    one: (group) =>
      subgroupClasses(made(group)).classes.map((c) => [c.supplement.intersectionOrder, c.hasComplement]),
    other: (group) => {
      const brute = new BruteGroup(group)
      return representatives(subgroupClasses(made(group)), brute).map((h) => {
        const least = Math.min(...supplements(brute, h, brute.normalizer(h)).map(({ meet }) => meet))
        return [least, least === 1]
      })
    },
    cost: 3,
  }),
]
