import {
  Bsgs,
  contains,
  FiniteGroup,
  orbitals,
  orbits,
  permutationGroup,
  pointwiseStabilizer,
  subgroup,
} from '@buridan/groups'
import fc from 'fast-check'
import {
  back,
  elementsIn,
  generated,
  listed,
  picked,
  range,
  sorted,
  times,
} from '../../given/brute-groups.js'
import { generatorsOf, largeGroups, orderOf } from '../../given/large-groups.js'
import { allElements, groups, images, made, otherGenerators, renamed } from '../../given/permutations.js'
import { sameEntries } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

const given = groups(6, 0)
const withBase = given.chain((group) =>
  fc.record({
    group: fc.constant(group),
    base: fc.uniqueArray(fc.nat(Math.max(0, group.degree - 1)), { maxLength: group.degree }),
    picks: fc.array(fc.nat(1000), { minLength: 1, maxLength: 2 }),
    g: images(group.degree),
    options: fc.record({ random: fc.boolean(), verify: fc.constant(true) }),
  }),
)
const typed = (list: readonly (readonly number[])[]) => list.map((g) => Uint32Array.from(g))
const chain = ({
  group,
  base,
  options,
}: {
  group: { degree: number; generators: readonly (readonly number[])[] }
  base: number[]
  options: object
}) => new Bsgs(group.degree, typed(group.generators), { base, ...options })

export const chains = [
  relation('Bsgs Bsgs#orderFrom', 'elements that fix the first points of the base, counted', {
    given: withBase,
    one: (q) => range(q.base.length + 1).map((l) => chain(q).orderFrom(l)),
    other: ({ group, base }) => {
      const all = allElements(group)
      return range(base.length + 1).map((l) =>
        BigInt(all.filter((g) => base.slice(0, l).every((p) => g[p] === p)).length),
      )
    },
  }),
  relation('Bsgs#contains', 'all products of generators', {
    given: withBase,
    one: (q) => [...picked(q.group, q.picks), q.g].map((g) => chain(q).contains(Uint32Array.from(g))),
    other: ({ group, picks, g }) => {
      const all = new Set(sorted(allElements(group)))
      return [...picked(group, picks), g].map((h) => all.has(h.join()))
    },
  }),
  relation('Bsgs#sift', 'a residue is left of the coset that the rest is in', {
    given: withBase,
    one: (q) => {
      const { residue, level } = chain(q).sift(Uint32Array.from(q.g))
      const fixed = chain(q)
        .levels.slice(0, level)
        .map((l) => l.base)
      // u = g r⁻¹ is a product of transversal elements, and r fixes the points of the base before its level
      const u = times(q.g, back([...residue]))
      return [
        generated(q.g.length, q.group.generators).some(
          (h) => times(back(h), q.g).join() === [...residue].join() || h.join() === u.join(),
        ),
        fixed.every((p) => residue[p] === p),
      ]
    },
    other: () => [true, true],
  }),
  relation('permutationGroup', 'found without random elements, in any base, points renamed', {
    given: largeGroups,
    one: (q) => made(generatorsOf(q)).order,
    other: (q) => orderOf(q.name),
    cost: 2,
  }),
  relation('contains', 'products of generators, and one exchange of points more', {
    given: fc.record({
      q: largeGroups,
      picks: fc.array(fc.nat(1000), { maxLength: 20 }),
      pair: fc.tuple(fc.nat(15), fc.nat(15)),
    }),
    one: ({ q, picks, pair: [a, b] }) => {
      const group = made(generatorsOf(q))
      const word = picks.reduce<number[]>(
        (g, k) => times([...(group.generators[k % group.generators.length] as Uint32Array)], g),
        range(group.degree),
      )
      const swapped = times(
        word,
        range(group.degree).map((i) => (i === a ? b : i === b ? a : i)),
      )
      // whether the exchange is in is asked of the chain that is found without random elements
      return [contains(group, word), contains(group, swapped)]
    },
    other: ({ q, pair: [a, b] }) => {
      const group = made(generatorsOf(q))
      const swap = Uint32Array.from(range(group.degree), (i) => (i === a ? b : i === b ? a : i))
      return [true, new Bsgs(group.degree, group.generators, { random: false }).contains(swap)]
    },
    cost: 2,
  }),
  relation('pointwiseStabilizer', 'elements that fix the points', {
    given: given.chain((group) =>
      fc.record({
        group: fc.constant(group),
        points: fc.array(fc.nat(Math.max(0, group.degree - 1)), { maxLength: group.degree === 0 ? 0 : 4 }),
      }),
    ),
    one: ({ group, points }) => listed(pointwiseStabilizer(made(group), points)),
    other: ({ group, points }) => sorted(allElements(group).filter((g) => points.every((p) => g[p] === p))),
  }),
  relation('pointwiseStabilizer', 'large groups: one point after the other', {
    given: fc.record({ q: largeGroups, points: fc.array(fc.nat(15), { maxLength: 5 }) }),
    one: ({ q, points }) => pointwiseStabilizer(made(generatorsOf(q)), points).order,
    other: ({ q, points }) =>
      points.reduceRight((group, p) => pointwiseStabilizer(group, [p]), made(generatorsOf(q))).order,
    cost: 2,
  }),
  relation('subgroup FiniteGroup FiniteGroup#subgroupOf', 'a group of its own', {
    given: fc.record({
      group: groups(6, 0),
      picks: fc.array(fc.nat(1000), { maxLength: 2 }),
      named: fc.boolean(),
    }),
    one: ({ group, picks, named }) => {
      const whole = new FiniteGroup(named ? 'S(2)' : undefined, group.degree, typed(group.generators), {
        kind: 'permutation',
      })
      const elements = picked(group, picks)
      const unchecked = whole.subgroupOf(typed(elements))
      const found = subgroup(whole, elements, named ? 'A(3)' : undefined)
      return [found.order, unchecked.order, listed(found), listed(unchecked)]
    },
    other: ({ group, picks }) => {
      const all = generated(group.degree, picked(group, picks))
      return [BigInt(all.length), BigInt(all.length), sorted(all), sorted(all)]
    },
  }),
  relation('subgroup', 'elements of the group and no others', {
    given: withBase,
    one: ({ group, g }) => {
      try {
        return sorted(elementsIn(subgroup(made(group), [g])))
      } catch {
        return 'refused'
      }
    },
    other: ({ group, g }) =>
      allElements(group).some((h) => h.join() === g.join())
        ? sorted(generated(group.degree, [g]))
        : 'refused',
  }),
  relation('orbits', 'images of each point under all elements', {
    given,
    one: (group) => orbits(made(group)),
    other: (group) => {
      const all = allElements(group)
      const sets = range(group.degree).map((p) => [...new Set(all.map((g) => g[p]!))].sort((a, b) => a - b))
      return sets.filter((set, p) => set[0] === p)
    },
  }),
  relation('orbitals', 'images of each pair under all elements', {
    given,
    one: (group) => orbitals(made(group)),
    other: (group) => {
      const all = allElements(group)
      const n = group.degree
      return range(n * n).flatMap((k) => {
        const p = Math.floor(k / n)
        const orbit = new Set(all.map((g) => g[p]! * n + g[k % n]!))
        return Math.min(...orbit) === k ? [{ pair: [p, k % n], size: orbit.size }] : []
      })
    },
  }),
  relation('orbitals', 'points renamed', {
    given: groups(9, 0).chain((group) => fc.record({ group: fc.constant(group), by: images(group.degree) })),
    one: ({ group }) => orbitals(made(group)).map((o) => [o.size, o.pair[0] === o.pair[1]]),
    other: ({ group, by }) =>
      orbitals(made(otherGenerators(renamed(group, by)))).map((o) => [o.size, o.pair[0] === o.pair[1]]),
    same: sameEntries,
  }),
  relation('permutationGroup', 'arrays of other types, changed afterwards, with a name of another group', {
    given,
    one: (group) => listed(made(group)),
    other: ({ degree, generators }) => {
      const input = generators.map((g) => Float64Array.from(g))
      const group = permutationGroup(input, { degree, name: 'S(3)' })
      for (const g of input) g.fill(0)
      input.length = 0
      return listed(group)
    },
  }),
]
