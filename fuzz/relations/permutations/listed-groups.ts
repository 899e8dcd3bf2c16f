import { parseGroup } from '@buridan/groups'
import {
  ElementClasses,
  type ElementList,
  eachElement,
  elementClasses,
  elementsOf,
  orbitalNumbers,
  orbitals,
  signedPermutationGroup,
  subgroupWithMembers,
} from '@buridan/permutations'
import fc from 'fast-check'
import { BruteGroup, range, smallGroups, sorted, times } from '../../given/brute-groups.js'
import { allElements, groups, images, made, otherGenerators, renamed } from '../../given/permutations.js'
import { both, subgroupsGiven, textOf } from '../../given/subgroup-questions.js'
import { relation } from '../../harness/relation.js'

const given = fc.oneof(groups(5, 0), smallGroups())
const withNames = groups(6, 1).chain((group) =>
  fc.record({ group: fc.constant(group), by: images(group.degree) }),
)

/** The elements of each class, as texts. */
const classTexts = ({ count, classOf, list }: ElementClasses) =>
  range(count)
    .map((c) => members(list, (i) => classOf[i] === c).join('|'))
    .sort()

const members = (list: ElementList, is: (i: number) => boolean) =>
  sorted(
    range(list.order)
      .filter(is)
      .map((i) => list.at(i)),
  )

/** Names of groups, and a text for what they act on. */
const SPACES: readonly (readonly [string, string])[] = [
  ['S(3)', 'points'],
  ['Z(5)', 'points'],
  ['B(2)', 'two axes'],
  ['B(3)', 'three axes'],
  ['Oh', 'three axes'],
  ['C4v', 'three axes'],
  ['C(5)', 'pentagon'],
  ['D(7)', 'heptagon'],
  ['S(3)xZ(2)', 'S(3) and Z(2)'],
  ['Z(2)xS(3)', 'Z(2) and S(3)'],
]

export const listedGroups = [
  relation('eachElement', 'all products of generators, in the order of the list', {
    given,
    one: (group) => {
      const whole = made(group)
      const list = elementsOf(whole)
      const found: string[] = []
      let right = true
      eachElement(whole, (g, i) => {
        right &&= i === found.length && list.at(i).join() === g.join()
        found.push(g.join())
      })
      return [found.sort(), right]
    },
    other: (group) => [sorted(allElements(group)), true],
  }),
  relation('elementClasses ElementClasses', 'all conjugates of all elements', {
    given: smallGroups(48),
    one: (group) => {
      const classes = elementClasses(made(group))
      const { list, representatives, classOf, sizes } = classes
      return [
        classTexts(classes),
        classTexts(new ElementClasses(list)),
        representatives.map((i) => classOf[i]),
        [...sizes].sort((a, b) => a - b),
      ]
    },
    other: (group) => {
      const brute = new BruteGroup(group)
      const classes = brute.classes()
      const texts = classes.map((c) => brute.images(c).join('|')).sort()
      return [texts, texts, range(classes.length), classes.map((c) => c.length).sort((a, b) => a - b)]
    },
  }),
  relation('ElementClasses#powers', 'products point by point', {
    given: smallGroups(48),
    one: (group) => {
      const classes = elementClasses(made(group))
      return range(classes.count).map((c) => classes.powers(c))
    },
    other: (group) => {
      const { list, classOf, representatives } = elementClasses(made(group))
      return representatives.map((i) => {
        const g = [...list.at(i)]
        const out = [0]
        for (let power = g; power.some((image, p) => image !== p); power = times(power, g))
          out.push(classOf[list.indexOf(Uint32Array.from(power))]!)
        return out
      })
    },
  }),
  relation('orbitalNumbers', 'points renamed, other generators', {
    given: withNames,
    one: ({ group, by }) => {
      const n = group.degree
      const numbers = orbitalNumbers(made(group))
      const other = orbitalNumbers(made(renamed(otherGenerators(group), by)))
      // the same partition of the pairs: equal numbers go to equal numbers
      const pairs = range(n * n).map((k) => {
        const image = by[Math.floor(k / n)]! * n + by[k % n]!
        return `${numbers[k]} ${other[image]}`
      })
      return [new Set(pairs).size, new Set(numbers).size]
    },
    other: ({ group }) => {
      const count = orbitals(made(group)).length
      return [count, count]
    },
  }),
  relation('orbitalNumbers', 'images of a pair under all elements', {
    given: groups(5, 1),
    one: (group) => Array.from(orbitalNumbers(made(group))),
    other: (group) => {
      const n = group.degree
      const all = allElements(group)
      const leasts = range(n * n).map((k) =>
        Math.min(...all.map((g) => g[Math.floor(k / n)]! * n + g[k % n]!)),
      )
      const firsts = [...new Set(leasts)]
      return leasts.map((least) => firsts.indexOf(least))
    },
  }),
  relation('subgroupWithMembers', 'members in any order', {
    given: subgroupsGiven(),
    one: (q) => {
      const { a, list } = both(q)
      const found = subgroupWithMembers(list, [...a.members].reverse())
      return [textOf(found), 2 ** found.generators.length <= found.order]
    },
    other: (q) => {
      const { brute, bruteA } = both(q)
      return [brute.images(bruteA), true]
    },
  }),
  relation('FiniteGroup#equals', 'made again, by other generators, and on signed axes', {
    given: groups(5, 1),
    one: (group) => {
      const [a, again, other] = [made(group), made(group), made(otherGenerators(group))]
      return [a.equals(a), a.equals(again), a.equals(other), a.equals(signed(group.degree))]
    },
    other: (group) => [true, true, JSON.stringify(group) === JSON.stringify(otherGenerators(group)), false],
  }),
  relation('FiniteGroup#sharesBaseSpace', 'the spaces that names say', {
    given: fc.constantFrom(...SPACES),
    one: ([name]) => SPACES.map(([other]) => parseGroup(name).sharesBaseSpace(parseGroup(other))),
    other: ([, space]) => SPACES.map(([, other]) => other === space),
  }),
]

const signed = (dim: number) => signedPermutationGroup([], { dim })
