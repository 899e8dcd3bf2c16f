import {
  baseRepresentation,
  colouringOrbitTypes,
  elementsOf,
  fixedDimension,
  orbitTypeOf,
  orbitTypes,
  parseGroup,
  stabilizer,
  subgroupClasses,
  tensor,
} from '@buridan/groups'
import fc from 'fast-check'
import { allLists } from '../../given/brute-catalogue.js'
import { BruteGroup, range, smallGroups } from '../../given/brute-groups.js'
import { type GivenGroup, made } from '../../given/permutations.js'
import { both, numbersIn, subgroupsGiven, textOf } from '../../given/subgroup-questions.js'
import { relation } from '../../harness/relation.js'

const onFew = smallGroups(48).filter(({ degree }) => degree <= 5)

/** Elements that keep colours, as numbers. */
const keeping = (brute: BruteGroup, x: readonly number[]) =>
  range(brute.order).filter((i) => brute.elements[i]!.every((p, from) => x[p] === x[from]))

/** Every orbit of colourings once: its first colouring. */
function firstColourings(brute: BruteGroup, colours: number): number[][] {
  const seen = new Set<string>()
  return allLists(brute.given.degree, colours).filter((x) => {
    if (seen.has(x.join())) return false
    for (const g of brute.elements) seen.add(g.map((p) => x[p]).join())
    return true
  })
}

/** A text equal for conjugate subgroups. */
const classKey = (brute: BruteGroup, h: readonly number[]) =>
  range(brute.order)
    .map((g) => brute.conjugated(g, h).join())
    .sort()[0]!

/** The number of orbits of a subgroup on lists of so many points: the dimension that it fixes of V^k. */
function orbitCount(brute: BruteGroup, h: readonly number[], k: number): number {
  const keys = allLists(k, brute.given.degree).map(
    (points) => h.map((g) => points.map((p) => brute.elements[g]![p]!).join()).sort()[0]!,
  )
  return new Set(keys).size
}

const SPACES = [
  'C2v',
  'C4',
  'S4',
  'D3',
  'C3v',
  'D4',
  'D2d',
  'Q8',
  'C(5)',
  'D(4)',
  'D(5)',
  'D(6)',
  'C3h',
  'T',
  'B(2)',
  'D2h',
]

export const orbitTypeRelations = [
  relation('colouringOrbitTypes', 'all colourings', {
    given: fc
      .record({ group: onFew, colours: fc.integer({ min: 1, max: 4 }) })
      .filter(({ group, colours }) => colours ** group.degree <= 300),
    one: ({ group, colours }) => {
      const { orbits, orbitTypes: types } = colouringOrbitTypes(made(group), colours)
      return [
        orbits,
        types.map((t) => [t.stabilizerOrder, t.orbits, t.example]),
        types.every((t) => t.subgroupClass.order === t.stabilizerOrder),
      ]
    },
    other: ({ group, colours }) => {
      const brute = new BruteGroup(group)
      const firsts = firstColourings(brute, colours)
      const types = new Map<string, [number, number, number[]]>()
      for (const x of firsts) {
        const h = keeping(brute, x)
        const key = classKey(brute, h)
        const before = types.get(key)
        if (before) before[1]++
        else types.set(key, [h.length, 1, x])
      }
      return [firsts.length, [...types.values()], true]
    },
  }),
  relation('orbitTypes', 'stabilizers of all colourings in as many colours as points', {
    given: onFew.filter((group) => group.degree <= 4 && group.degree > 0),
    one: (group) => {
      const brute = new BruteGroup(group)
      return orbitTypes(tensor(made(group), 1))
        .map(
          (t) => `${classKey(brute, numbersIn(brute, t.subgroupClass.representative))} ${t.fixedDimension}`,
        )
        .sort()
    },
    other: (group) => {
      const brute = new BruteGroup(group)
      const found = firstColourings(brute, group.degree).map((x) => keeping(brute, x))
      return [...new Set(found.map((h) => `${classKey(brute, h)} ${orbitCount(brute, h, 1)}`))].sort()
    },
    cost: 3,
  }),
  relation('orbitTypes', 'every larger subgroup fixes less, by traces', {
    given: fc.constantFrom(...SPACES),
    one: (name) =>
      orbitTypes(baseRepresentation(parseGroup(name))).map((t) => [
        textOf(t.subgroupClass.representative),
        t.fixedDimension,
      ]),
    other: (name) => {
      const group = parseGroup(name)
      const { traces, brute } = tracesOf(name)
      const fixed = (h: readonly number[]) => Math.round(h.reduce((sum, i) => sum + traces[i]!, 0) / h.length)
      const all = brute.subgroups()
      return subgroupClasses(group)
        .classes.filter((c) => {
          const h = numbersIn(brute, c.representative)
          return all.every(
            (k) => k.length <= h.length || !h.every((i) => k.includes(i)) || fixed(k) < fixed(h),
          )
        })
        .map((c) => [textOf(c.representative), fixed(numbersIn(brute, c.representative))])
    },
    cost: 4,
  }),
  relation('fixedDimension', 'orbits on points, pairs and triples', {
    given: fc.record({
      q: subgroupsGiven(24).filter(({ group }) => group.degree <= 8 && group.degree > 0),
      k: fc.integer({ min: 0, max: 2 }),
    }),
    one: ({ q, k }) => {
      const { a } = both(q)
      return fixedDimension(tensor(a.list.group, k), a)
    },
    other: ({ q, k }) => {
      const { brute, bruteA } = both(q)
      return orbitCount(brute, bruteA, k)
    },
  }),
  relation('orbitTypeOf', 'the stabilizer of a colouring, conjugated back', {
    given: onFew
      .filter(({ degree }) => degree > 0)
      .chain((group) =>
        fc.record({
          group: fc.constant(group),
          x: fc.array(fc.nat(2), { minLength: group.degree, maxLength: group.degree }),
          typed: fc.boolean(),
        }),
      ),
    one: ({ group, x, typed }) => {
      const brute = new BruteGroup(group)
      const whole = made(group)
      const list = elementsOf(whole)
      const found = stabilizer(tensor(whole, 1), x)
      const { index, conjugator } = orbitTypeOf(whole, typed ? { members: Array.from(found.members) } : found)
      const h = numbersIn(brute, subgroupClasses(whole).classes[index]!.representative)
      return brute.images(brute.conjugated(brute.number([...list.at(conjugator)]), h))
    },
    other: ({ group, x }) => {
      const brute = new BruteGroup(group)
      return brute.images(keeping(brute, x))
    },
  }),
]

/** The traces on the base space of all elements of a group. */
function tracesOf(name: string): { traces: number[]; brute: BruteGroup } {
  const group = parseGroup(name)
  const given: GivenGroup = { degree: group.degree, generators: group.generators.map((g) => [...g]) }
  const rep = baseRepresentation(group)
  const brute = new BruteGroup(given)
  const traces = brute.elements.map((g) => {
    const m = rep.matrix(Uint32Array.from(g))
    return range(rep.dim).reduce((sum, i) => sum + m[i * rep.dim + i]!, 0)
  })
  return { traces, brute }
}
