import { parseGroup, structureName } from '@buridan/groups'
import fc from 'fast-check'
import {
  allElements,
  type GivenGroup,
  groups,
  images,
  made,
  otherGenerators,
  renamed,
} from '../../given/permutations.js'
import { relation } from '../../harness/relation.js'

const renamings = groups(6).chain((group) =>
  fc.record({ group: fc.constant(group), by: images(group.degree) }),
)

/** How many elements there are of each order. */
function ordersIn(group: GivenGroup): string {
  const orders = allElements(group).map((g) => {
    let order = 1
    for (let power = [...g]; power.some((image, i) => image !== i); power = power.map((i) => g[i]!)) order++
    return order
  })
  return orders.sort((a, b) => a - b).join()
}

export const structure = [
  relation('structureName', 'other generators, on renamed points', {
    given: renamings,
    one: ({ group }) => structureName(made(group)),
    other: ({ group, by }) => structureName(made(renamed(otherGenerators(group), by))),
    cost: 4,
  }),
  relation('structureName', 'elements of the group that the name says', {
    given: groups(6),
    one: (group) => ordersIn(group),
    other: (group) => {
      const name = structureName(made(group))
      if (name === undefined) return ordersIn(group)
      const { degree, generators } = parseGroup(name)
      return ordersIn({ ...group, degree, generators: generators.map((g) => Array.from(g)) })
    },
    cost: 10,
  }),
]
