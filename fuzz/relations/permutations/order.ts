import { contains, orbitalCount, orbitals, orbits } from '@buridan/groups'
import fc from 'fast-check'
import { allElements, groups, images, made, otherGenerators, renamed } from '../../given/permutations.js'
import { sameEntries } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

const given = groups()
const withNames = groups().chain((group) =>
  fc.record({ group: fc.constant(group), by: images(group.degree) }),
)

export const order = [
  relation('permutationGroup', 'all products of generators', {
    given,
    one: (group) => made(group).order,
    other: (group) => BigInt(allElements(group).length),
  }),
  relation('permutationGroup', 'other generators', {
    given,
    one: (group) => made(group).order,
    other: (group) => made(otherGenerators(group)).order,
  }),
  relation('contains', 'all products of generators', {
    given: groups(5).chain((group) => fc.record({ group: fc.constant(group), g: images(group.degree) })),
    one: ({ group, g }) => contains(made(group), g),
    other: ({ group, g }) => allElements(group).some((h) => h.join() === g.join()),
  }),
  relation('orbits', 'points renamed', {
    given: withNames,
    one: ({ group, by }) => orbits(made(group)).map((orbit) => Array.from(orbit, (i) => by[i]!).sort()),
    other: ({ group, by }) => orbits(made(renamed(group, by))).map((orbit) => Array.from(orbit).sort()),
    same: sameEntries,
  }),
  relation('orbitalCount orbitals', 'other generators', {
    given,
    one: (group) => orbitalCount(made(group)),
    other: (group) => orbitals(made(otherGenerators(group))).length,
  }),
]
