import {
  centreOrder,
  conjugacyClassCount,
  contains,
  derivedSubgroup,
  isAbelian,
  isSolvable,
  isTransitive,
  orbitalCount,
  orbits,
  pointwiseStabilizer,
  setwiseStabilizer,
} from '@buridan/groups'
import { groupOf, integer, optionalArray, type Row } from './row.js'

const MAX_CLASSES_ORDER = 1_000_000n

/** `group`: facts of a permutation group. */
export function groupRow(row: Row): Row {
  const group = groupOf(row)
  const members = [...optionalArray(row, 'members'), ...optionalArray(row, 'nonMembers')] as number[][]
  const points = group.degree > 1 ? [0, 1] : group.degree > 0 ? [0] : []
  return {
    order: integer(group.order),
    orbits: orbits(group).length,
    orbitals: orbitalCount(group),
    transitive: isTransitive(group),
    abelian: isAbelian(group),
    solvable: isSolvable(group),
    centreOrder: integer(centreOrder(group)),
    derivedOrder: integer(derivedSubgroup(group).order),
    conjugacyClasses: group.order <= MAX_CLASSES_ORDER ? conjugacyClassCount(group) : null,
    stabilizerOf0Order: integer(pointwiseStabilizer(group, points.slice(0, 1)).order),
    setwiseStabilizerOf01Order: integer(setwiseStabilizer(group, points).order),
    contains: members.map((g) => contains(group, g)),
  }
}
