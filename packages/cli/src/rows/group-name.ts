import { type FiniteGroup, pointGroupName, structureName } from '@buridan/groups'

/** What a group is, in words that `--group` takes: a point group of space, or its structure where that is known. */
export function nameOf(group: FiniteGroup): string | undefined {
  return pointGroupName(group) ?? structureName(group)
}
