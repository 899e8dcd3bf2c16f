import {
  closure,
  elementsOf,
  intersectionOrder,
  isContained,
  leftTransversal,
  normalizer,
  Subgroup,
  subgroupClasses,
} from '@buridan/groups'
import fc from 'fast-check'
import { BruteGroup, listed, range, smallGroups, sorted } from '../../given/brute-groups.js'
import { type GivenGroup, images, made, otherGenerators, renamed } from '../../given/permutations.js'
import { both, numbersIn, subgroupsGiven, textOf } from '../../given/subgroup-questions.js'
import { relation } from '../../harness/relation.js'

const given = subgroupsGiven()
const small = subgroupsGiven(24)

/** What a class of subgroups is, whatever its points are called. */
const shape = (group: Parameters<typeof made>[0]) =>
  subgroupClasses(made(group))
    .classes.map((c) =>
      [c.order, c.size, c.normalizer.order, c.supplement.intersectionOrder, c.hasComplement].join(),
    )
    .sort()

export const subgroups = [
  relation('closure Subgroup', 'products of all', {
    given,
    one: (q) => {
      const { a } = both(q)
      const again = new Subgroup(a.list, a.members.slice(), [...a.generators])
      return [textOf(a), a.order, listed(a.group), again.key === a.key, a.members[0]]
    },
    other: (q) => {
      const { brute, bruteA } = both(q)
      return [brute.images(bruteA), bruteA.length, brute.images(bruteA), true, 0]
    },
  }),
  relation('Subgroup#has', 'products of all', {
    given,
    one: (q) => {
      const { a, list, brute } = both(q)
      return brute.elements.map((g) => a.has(list.indexOf(Uint32Array.from(g))))
    },
    other: (q) => {
      const { brute, bruteA } = both(q)
      return range(brute.order).map((i) => bruteA.includes(i))
    },
  }),
  relation('intersectionOrder isContained', 'element by element', {
    given,
    one: (q) => {
      const { a, b } = both(q)
      return [intersectionOrder(a, b), isContained(a, b), isContained(b, a)]
    },
    other: (q) => {
      const { bruteA, bruteB } = both(q)
      const meet = bruteA.filter((i) => bruteB.includes(i)).length
      return [meet, meet === bruteA.length, meet === bruteB.length]
    },
  }),
  relation(
    'intersectionOrder isContained',
    'subgroups of another group refused, of the same made again not',
    {
      given: fc.record({ a: smallGroups(24), b: fc.option(smallGroups(24)) }),
      one: ({ a, b }) => {
        const [h, again, k] = [a, a, b ?? a].map((g) => closure(elementsOf(made(g)), [0]))
        const lattice = subgroupClasses(made(a))
        return [
          isContained(h!, again!),
          intersectionOrder(h!, again!),
          ...[
            () => intersectionOrder(h!, k!),
            () => isContained(h!, k!),
            () => lattice.locate(k!),
            () => lattice.complements(k!),
            () => lattice.minimalSupplement(k!, k!),
          ].map((f) => {
            try {
              return f() !== undefined && 'answered'
            } catch {
              return 'refused'
            }
          }),
        ]
      },
      other: ({ a, b }) => {
        const inOrder = (g: GivenGroup) => {
          const list = elementsOf(made(g))
          return [g.degree, ...range(list.order).map((i) => list.at(i).join())].join('|')
        }
        const right = inOrder(a) === inOrder(b ?? a) ? 'answered' : 'refused'
        return [true, 1, right, right, right, right, right]
      },
      cost: 3,
    },
  ),
  relation('normalizer', 'all conjugates of all elements', {
    given,
    one: (q) => textOf(normalizer(both(q).a)),
    other: (q) => {
      const { brute, bruteA } = both(q)
      return brute.images(brute.normalizer(bruteA))
    },
  }),
  relation('leftTransversal', 'cosets listed', {
    given,
    one: (q) => {
      const { a, list, brute } = both(q)
      const found = leftTransversal(a)
      const cosets = found.map((g) => {
        const i = brute.number([...list.at(g)])
        return sorted(numbersIn(brute, a).map((h) => brute.elements[brute.table[i]![h]!]!)).join('|')
      })
      return [found[0], found.length, new Set(cosets).size]
    },
    other: (q) => {
      const { brute, bruteA } = both(q)
      const index = brute.order / bruteA.length
      return [0, index, index]
    },
  }),
  relation('subgroupClasses', 'all subgroups, all their conjugates', {
    given: smallGroups(48),
    one: (group) => {
      const lattice = subgroupClasses(made(group))
      return [
        lattice.subgroupCount,
        lattice.classes.map((c) => [c.order, c.size]),
        lattice.classes
          .map((c) =>
            lattice
              .conjugates(c.index)
              .map((h) => textOf(h).join('|'))
              .sort(),
          )
          .sort(),
        lattice.classes.every((c) => lattice.conjugates(c.index)[0]!.key === c.representative.key),
      ]
    },
    other: (group) => {
      const brute = new BruteGroup(group)
      const classes = brute.subgroupClasses()
      return [
        classes.flat().length,
        classes.map((c) => [c[0]!.length, c.length]).sort((x, y) => x[0]! - y[0]! || x[1]! - y[1]!),
        classes.map((c) => c.map((h) => brute.images(h).join('|')).sort()).sort(),
        true,
      ]
    },
    cost: 8,
  }),
  relation('subgroupClasses', 'where a subgroup stands, and what takes it there', {
    given,
    one: (q) => {
      const { a, brute, bruteA } = both(q)
      const lattice = subgroupClasses(a.list.group)
      const { index, conjugator } = lattice.locate(a)
      const h = numbersIn(brute, lattice.classes[index]!.representative)
      const t = brute.number([...a.list.at(conjugator)])
      return [brute.conjugated(t, h).join() === bruteA.join(), lattice.classes[index]!.index === index]
    },
    other: () => [true, true],
  }),
  relation('subgroupClasses', 'normalizers and transversals of classes', {
    given: smallGroups(24),
    one: (group) => {
      const brute = new BruteGroup(group)
      return subgroupClasses(made(group)).classes.map((c) => {
        const h = numbersIn(brute, c.representative)
        const images = c.transversal.map((t) =>
          brute.conjugated(brute.number([...c.representative.list.at(t)]), h).join(),
        )
        return [textOf(c.normalizer), c.transversal.length, new Set(images).size]
      })
    },
    other: (group) => {
      const brute = new BruteGroup(group)
      return subgroupClasses(made(group)).classes.map((c) => {
        const n = brute.normalizer(numbersIn(brute, c.representative))
        return [brute.images(n), brute.order / n.length, brute.order / n.length]
      })
    },
    cost: 2,
  }),
  relation('subgroupClasses normalizer', 'points renamed, other generators', {
    given: smallGroups(60).chain((group) =>
      fc.record({ group: fc.constant(group), by: images(group.degree) }),
    ),
    one: ({ group }) => shape(group),
    other: ({ group, by }) => shape(otherGenerators(renamed(group, by))),
    cost: 3,
  }),
  relation('subgroupClasses', 'results spoiled by the caller', {
    given: small.map(({ group }) => group),
    one: (group) => answers(subgroupClasses(made(group))),
    other: (group) => {
      const lattice = subgroupClasses(made(group))
      const spoil = (list: unknown) => {
        try {
          ;(list as number[]).fill(7)
        } catch {}
      }
      for (const row of [...lattice.tableOfMarks]) spoil(row)
      for (const row of [...lattice.maximalSubgroups]) spoil(row)
      for (const c of lattice.classes) {
        spoil(c.transversal)
        spoil(lattice.conjugates(c.index))
        spoil(lattice.complements(c.representative))
        spoil(leftTransversal(c.representative))
      }
      return answers(lattice)
    },
  }),
]

const answers = (lattice: ReturnType<typeof subgroupClasses>) => [
  lattice.tableOfMarks.map((row) => [...row]),
  lattice.maximalSubgroups.map((row) => row.map((m) => ({ ...m }))),
  lattice.classes.map((c) => [
    [...c.transversal],
    lattice.conjugates(c.index).map((h) => h.key),
    lattice.complements(c.representative).map((h) => h.key),
    leftTransversal(c.representative),
  ]),
]
