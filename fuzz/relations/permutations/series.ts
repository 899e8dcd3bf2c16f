import {
  conjugacyClassCount,
  conjugacyClasses,
  contains,
  cosetRepresentatives,
  derivedSeries,
  derivedSubgroup,
  directProduct,
  isAbelian,
  isSolvable,
  normalClosure,
  subgroup,
  symmetric,
} from '@buridan/groups'
import fc from 'fast-check'
import {
  BruteGroup,
  elementsIn,
  listed,
  picked,
  range,
  smallGroups,
  sorted,
  times,
} from '../../given/brute-groups.js'
import { byName, generatorsOf, largeGroups } from '../../given/large-groups.js'
import { allElements, groups, images, made, otherGenerators, renamed } from '../../given/permutations.js'
import { relation } from '../../harness/relation.js'

const small = smallGroups()
const withElements = small.chain((group) =>
  fc.record({
    group: fc.constant(group),
    picks: fc.array(fc.nat(1000), { maxLength: 2 }),
    g: images(group.degree),
    by: images(group.degree),
  }),
)

/** The subgroup of all commutators' products. */
function derived(brute: BruteGroup, members: readonly number[]): number[] {
  const commutators = new Set<number>()
  for (const g of members)
    for (const h of members) commutators.add(brute.table[brute.conjugate(g, h)]![brute.inverse(h)]!)
  return brute.closed([...commutators])
}

function derivedOrders(group: Parameters<typeof made>[0]): bigint[] {
  const brute = new BruteGroup(group)
  let last = range(brute.order)
  const out = [BigInt(last.length)]
  for (;;) {
    const next = derived(brute, last)
    if (next.length === last.length) return out
    out.push(BigInt(next.length))
    last = next
  }
}

const lengths = (g: readonly number[]) => {
  const seen = new Set<number>()
  return range(g.length)
    .map((i) => {
      let length = 0
      for (let j = i; !seen.has(j); j = g[j]!, length++) seen.add(j)
      return length
    })
    .filter((n) => n > 0)
    .sort((a, b) => a - b)
    .join()
}

const partitionCount = (n: number, most = n): number =>
  n === 0 ? 1 : range(Math.min(n, most)).reduce((sum, k) => sum + partitionCount(n - k - 1, k + 1), 0)

const KNOWN_CLASSES: Readonly<Record<string, number>> = {
  'A(8)': 14,
  M12: 15,
  'Z(2) wr S(5)': 36,
  M11: 10,
  'S(5)xS(5)': 49,
  'AGL(1,17)': 17,
  'Z(300)': 300,
  'Dih(101)': 52,
}

export const series = [
  relation('derivedSubgroup', 'products of all commutators', {
    given: small,
    one: (group) => listed(derivedSubgroup(made(group))),
    other: (group) => {
      const brute = new BruteGroup(group)
      return brute.images(derived(brute, range(brute.order)))
    },
  }),
  relation('derivedSeries isSolvable', 'products of all commutators', {
    given: small,
    one: (group) => [derivedSeries(made(group)).map((g) => g.order), isSolvable(made(group))],
    other: (group) => [derivedOrders(group), derivedOrders(group).at(-1) === 1n],
  }),
  relation('derivedSeries isSolvable', 'large groups: other generators, points as they were', {
    given: largeGroups,
    one: (q) => {
      const group = made(generatorsOf(q))
      return [derivedSeries(group).map((g) => g.order), isSolvable(group)]
    },
    other: (q) => {
      const group = made(otherGenerators(generatorsOf({ ...q, by: range(q.by.length) })))
      const orders = derivedSeries(group).map((g) => g.order)
      return [orders, orders.at(-1) === 1n]
    },
    cost: 5,
  }),
  relation('isAbelian', 'all pairs of elements', {
    given: small,
    one: (group) => isAbelian(made(group)),
    other: (group) => {
      const { table } = new BruteGroup(group)
      return table.every((row, i) => row.every((k, j) => table[j]![i] === k))
    },
  }),
  relation('normalClosure', 'products of all conjugates', {
    given: withElements,
    one: ({ group, picks }) =>
      listed(
        normalClosure(
          made(group),
          picked(group, picks).map((g) => Uint32Array.from(g)),
        ),
      ),
    other: ({ group, picks }) => {
      const brute = new BruteGroup(group)
      const all = picked(group, picks).flatMap((s) =>
        range(brute.order).map((g) => brute.conjugate(g, brute.number(s))),
      )
      return brute.images(brute.closed([...new Set(all)]))
    },
  }),
  relation('normalClosure', 'elements of the group and no others', {
    given: withElements,
    one: ({ group, g }) => {
      try {
        return normalClosure(made(group), [Uint32Array.from(g)]).order <= made(group).order
      } catch {
        return 'refused'
      }
    },
    other: ({ group, g }) => allElements(group).some((h) => h.join() === g.join()) || 'refused',
  }),
  relation('conjugacyClasses', 'all conjugates of all elements', {
    given: small,
    one: (group) => {
      const classes = conjugacyClasses(made(group))
      const ascending = classes.slice(1).every((c, i) => i === 0 || classes[i]!.size <= c.size)
      const inside = classes.every((c) => contains(made(group), c.representative))
      const types = classes.map((c) => `${c.size} ${c.centralizerOrder} ${lengths([...c.representative])}`)
      return [ascending, inside, types[0], types.sort()]
    },
    other: (group) => {
      const brute = new BruteGroup(group)
      const types = brute
        .classes()
        .map((c) => `${c.length} ${brute.order / c.length} ${lengths(brute.elements[c[0]!]!)}`)
      return [true, true, types[0], types.sort()]
    },
  }),
  relation('conjugacyClasses', 'points renamed', {
    given: groups(6, 0).chain((group) => fc.record({ group: fc.constant(group), by: images(group.degree) })),
    one: ({ group }) =>
      conjugacyClasses(made(group))
        .map((c) => `${c.size} ${lengths([...c.representative])}`)
        .sort(),
    other: ({ group, by }) =>
      conjugacyClasses(made(otherGenerators(renamed(group, by))))
        .map((c) => `${c.size} ${lengths([...c.representative])}`)
        .sort(),
  }),
  relation('conjugacyClasses conjugacyClassCount', 'numbers from the literature, sizes that add up', {
    given: byName(Object.keys(KNOWN_CLASSES)),
    one: (q) => {
      const group = made(generatorsOf(q))
      const classes = conjugacyClasses(group)
      return [
        conjugacyClassCount(group),
        classes.length,
        classes.reduce((sum, c) => sum + c.size, 0n) === group.order,
      ]
    },
    other: ({ name }) => [KNOWN_CLASSES[name], KNOWN_CLASSES[name], true],
    cost: 10,
  }),
  relation('conjugacyClasses', 'all permutations: partitions', {
    given: fc.integer({ min: 16, max: 24 }),
    one: (n) => {
      const classes = conjugacyClasses(symmetric(n))
      const types = new Set(classes.map((c) => lengths([...c.representative])))
      return [
        classes.length,
        types.size,
        classes.reduce((sum, c) => sum + c.size, 0n),
        conjugacyClassCount(symmetric(n)),
      ]
    },
    other: (n) => [partitionCount(n), partitionCount(n), symmetric(n).order, partitionCount(n)],
    cost: 30,
  }),
  relation('conjugacyClassCount', 'a direct product', {
    given: fc.record({ a: smallGroups(24), b: smallGroups(24) }),
    one: ({ a, b }) => conjugacyClassCount(directProduct(made(a), made(b))),
    other: ({ a, b }) => new BruteGroup(a).classes().length * new BruteGroup(b).classes().length,
  }),
  relation('cosetRepresentatives', 'one of each coset', {
    given: withElements,
    one: ({ group, picks }) => {
      const whole = made(group)
      const part = subgroup(whole, picked(group, picks))
      const found = cosetRepresentatives(whole, part)
      const cosets = found.map((g) => sorted(elementsIn(part).map((h) => times([...g], h))).join('|'))
      return [found.length, new Set(cosets).size, [...found[0]!], found.every((g) => contains(whole, g))]
    },
    other: ({ group, picks }) => {
      const index =
        allElements(group).length / allElements({ ...group, generators: picked(group, picks) }).length
      return [index, index, range(group.degree), true]
    },
  }),
]
