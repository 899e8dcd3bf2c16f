import { centralizer, centre, centreOrder, conjugator, contains, intersection } from '@buridan/groups'
import fc from 'fast-check'
import { back, elementsIn, listed, picked, smallGroups, sorted, times } from '../../given/brute-groups.js'
import { byName, generatorsOf } from '../../given/large-groups.js'
import {
  allElements,
  conjugate,
  groups,
  images,
  made,
  otherGenerators,
  renamed,
} from '../../given/permutations.js'
import { relation } from '../../harness/relation.js'

const any = fc.oneof(groups(6, 0), smallGroups())
const given = any.chain((group) =>
  fc.record({
    group: fc.constant(group),
    by: images(group.degree),
    inside: fc.array(fc.nat(1000), { maxLength: 2 }),
    outside: fc.array(images(group.degree), { maxLength: 1 }),
  }),
)
const pairs = any.chain((group) =>
  fc.record({
    group: fc.constant(group),
    a: fc.nat(1000),
    by: fc.oneof(fc.nat(1000), images(group.degree)),
  }),
)
const two = fc
  .integer({ min: 0, max: 6 })
  .chain((n) => fc.record({ a: groups(Math.max(n, 0), n), b: groups(n, n) }))
const larger = byName([
  'S(4)xS(4)',
  'Z(2) wr S(4)',
  'PSL(2,7)xZ(4)',
  'AGL(3,2)',
  'S(16)',
  'A(17)',
  'S(3) wr S(3)',
  'M11',
  'Dih(20)',
])
const commute = (g: readonly number[], h: readonly number[]) => times(g, h).join() === times(h, g).join()

/** a and what it may be conjugate to: a conjugate in the group, or by any permutation. */
function pairOf({ group, a, by }: { group: Parameters<typeof made>[0]; a: number; by: number | number[] }) {
  const [from] = picked(group, [a])
  const t = typeof by === 'number' ? picked(group, [by])[0]! : by
  return { from: from!, to: conjugate(from!, t) }
}

export const centralizers = [
  relation('centralizer', 'all elements that commute, of elements in the group and not', {
    given,
    one: ({ group, inside, outside }) => {
      const found = centralizer(made(group), [...picked(group, inside), ...outside])
      return [found.order, listed(found)]
    },
    other: ({ group, inside, outside }) => {
      const with_ = [...picked(group, inside), ...outside]
      const all = allElements(group).filter((g) => with_.every((s) => commute(g, s)))
      return [BigInt(all.length), sorted(all)]
    },
  }),
  relation('centre centreOrder', 'all elements that commute with all', {
    given: any,
    one: (group) => [centreOrder(made(group)), listed(centre(made(group)))],
    other: (group) => {
      const all = allElements(group).filter((g) => group.generators.every((s) => commute(g, s)))
      return [BigInt(all.length), sorted(all)]
    },
  }),
  relation('centreOrder centre', 'points renamed, other generators', {
    given: larger,
    one: (q) => centreOrder(made(generatorsOf(q))),
    other: (q) => centre(made(otherGenerators(generatorsOf({ ...q, by: q.by.map((_, i) => i) })))).order,
  }),
  relation('centralizer', 'points renamed, other generators', {
    given: fc.record({ q: larger, word: fc.array(fc.nat(7), { maxLength: 12 }) }),
    one: ({ q, word }) => {
      const group = made(generatorsOf(q))
      const g = product(group.generators, word)
      const found = centralizer(group, [g])
      return [found.order, found.generators.every((c) => commute([...c], [...g]) && contains(group, c))]
    },
    other: ({ q, word }) => {
      const given = generatorsOf({ ...q, by: q.by.map((_, i) => i) })
      const g = product(given.generators, word)
      return [centralizer(made(otherGenerators(given)), [g]).order, true]
    },
  }),
  relation('conjugator', 'all elements tried', {
    given: pairs,
    one: (q) => {
      const { from, to } = pairOf(q)
      const g = conjugator(made(q.group), from, to)
      return g && [conjugate(from, [...g]).join() === to.join(), contains(made(q.group), g)]
    },
    other: (q) => {
      const { from, to } = pairOf(q)
      return allElements(q.group).some((g) => times(times(g, from), back(g)).join() === to.join())
        ? [true, true]
        : undefined
    },
  }),
  relation('conjugator', 'points renamed', {
    given: pairs.chain((q) => images(q.group.degree).map((names) => ({ ...q, names }))),
    one: (q) => {
      const { from, to } = pairOf(q)
      return conjugator(made(q.group), from, to) !== undefined
    },
    other: (q) => {
      const { from, to } = pairOf(q)
      const group = made(otherGenerators(renamed(q.group, q.names)))
      return conjugator(group, conjugate(from, q.names), conjugate(to, q.names)) !== undefined
    },
  }),
  relation('intersection', 'elements of both', {
    given: two,
    one: ({ a, b }) => {
      const found = intersection(made(a), made(b))
      return [found.order, listed(found)]
    },
    other: ({ a, b }) => {
      const inB = new Set(sorted(allElements(b)))
      const both = allElements(a).filter((g) => inB.has(g.join()))
      return [BigInt(both.length), sorted(both)]
    },
  }),
  relation('intersection', 'in the other order, points renamed', {
    given: fc
      .integer({ min: 6, max: 18 })
      .chain((n) => fc.record({ a: groups(n, n), b: groups(n, n), by: images(n) })),
    one: ({ a, b }) => intersection(made(a), made(b)).order,
    other: ({ a, b, by }) => {
      const found = intersection(made(otherGenerators(renamed(b, by))), made(renamed(a, by)))
      return found.generators.every((g) => contains(made(renamed(a, by)), g)) ? found.order : undefined
    },
  }),
  relation('intersection', 'a group with itself and with its subgroups', {
    given,
    one: ({ group, inside }) => {
      const part = { degree: group.degree, generators: picked(group, inside) }
      return [listed(intersection(made(group), made(group))), listed(intersection(made(group), made(part)))]
    },
    other: ({ group, inside }) => {
      const part = { degree: group.degree, generators: picked(group, inside) }
      return [listed(made(group)), sorted(elementsIn(made(part)))]
    },
  }),
]

/** A product of generators, renamed alike where they are. */
function product(generators: readonly ArrayLike<number>[], word: readonly number[]): number[] {
  const degree = generators[0]!.length
  return word.reduce<number[]>(
    (g, k) => times(Array.from(generators[k % generators.length]!), g),
    Array.from({ length: degree }, (_, i) => i),
  )
}
