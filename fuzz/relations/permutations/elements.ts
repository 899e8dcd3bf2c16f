import { ElementList, elementsOf } from '@buridan/groups'
import fc from 'fast-check'
import { back, range, smallGroups, sorted, times } from '../../given/brute-groups.js'
import { allElements, groups, images, made } from '../../given/permutations.js'
import { relation } from '../../harness/relation.js'

const given = fc.oneof(groups(5, 0), smallGroups())
const withAny = given.chain((group) => fc.record({ group: fc.constant(group), g: images(group.degree) }))

export const elements = [
  relation('elementsOf ElementList ElementList#at', 'all products of generators, the identity first', {
    given,
    one: (group) => {
      const list = elementsOf(made(group))
      const again = new ElementList(made(group))
      const all = range(list.order).map((i) => list.at(i).slice())
      return [sorted(all), [...all[0]!], all.every((g, i) => again.at(i).join() === g.join())]
    },
    other: (group) => [sorted(allElements(group)), range(group.degree), true],
  }),
  relation('ElementList#indexOf', 'the number of each element, and −1 of others', {
    given: withAny,
    one: ({ group, g }) => {
      const list = elementsOf(made(group))
      const index = list.indexOf(Uint32Array.from(g))
      const right = range(list.order).every((i) => list.indexOf(list.at(i)) === i)
      return [right, index < 0 ? 'not in' : [...list.at(index)]]
    },
    other: ({ group, g }) => [true, allElements(group).some((h) => h.join() === g.join()) ? g : 'not in'],
  }),
  relation('ElementList#inverse', 'point by point', {
    given,
    one: (group) => {
      const list = elementsOf(made(group))
      return range(list.order).map((i) => [...list.at(list.inverse(i))])
    },
    other: (group) => {
      const list = elementsOf(made(group))
      return range(list.order).map((i) => back([...list.at(i)]))
    },
  }),
  relation('ElementList ElementList#product', 'the table of products, point by point', {
    given: smallGroups(),
    one: (group) => {
      const list = elementsOf(made(group))
      return range(list.order).flatMap((i) =>
        range(list.order).map((j) => list.at(list.product(i, j)).join()),
      )
    },
    other: (group) => {
      const list = elementsOf(made(group))
      return range(list.order).flatMap((i) =>
        range(list.order).map((j) => times([...list.at(i)], [...list.at(j)]).join()),
      )
    },
  }),
  relation('ElementList#spanningTree', 'each element is its parent times a generator, visited after it', {
    given,
    one: (group) => {
      const list = elementsOf(made(group))
      const { parent, generator, visited } = list.spanningTree()
      const place = new Map(Array.from(visited, (i, k) => [i, k]))
      return range(list.order)
        .slice(1)
        .map((i) => {
          const g = times([...list.at(parent[i]!)], group.generators[generator[i]!] ?? [])
          return g.join() === list.at(i).join() && place.get(parent[i]!)! < place.get(i)!
        })
    },
    other: (group) => range(allElements(group).length - 1).map(() => true),
  }),
  relation('elementsOf', 'up to a limit and no further', {
    given: fc.record({ group: smallGroups(), limit: fc.integer({ min: 1, max: 60 }), before: fc.boolean() }),
    one: ({ group, limit, before }) => {
      const whole = made(group)
      if (before) elementsOf(whole)
      try {
        return elementsOf(whole, limit).order
      } catch {
        return 'refused'
      }
    },
    other: ({ group, limit }) => {
      const order = allElements(group).length
      return order <= limit ? order : 'refused'
    },
  }),
]
