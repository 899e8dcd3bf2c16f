import {
  closure,
  type ElementList,
  type FiniteGroup,
  RepresentationMismatchError,
  type Subgroup,
} from '@buridan/groups'

/** A group on the same points as a set of element numbers of a listed group. */
export function withinList(list: ElementList, group: FiniteGroup): Subgroup {
  const numbers = group.generators.map((g) => {
    const i = list.indexOf(g)
    if (i < 0) {
      throw new RepresentationMismatchError(
        `[${g.join(',')}] is not in ${list.group.name}: no subgroup of it`,
      )
    }
    return i
  })
  return closure(list, numbers)
}
