import { elementOf } from '@buridan/data'
import { crystalPointGroup, findPointGroup } from '@buridan/groups'
import { array, infiniteOr, optionalNumber, type Row } from './row.js'

/** `point-group`: the point group of a molecule or, with a lattice, of a crystal. */
export function pointGroupRow(row: Row): Row {
  const elements = array(row, 'elements').map(named)
  const positions = array(row, 'positions') as number[][]
  const options = optionalNumber(row, 'tolerance')
  const found =
    row.lattice === undefined
      ? findPointGroup({ elements, positions }, options)
      : crystalPointGroup({ elements, positions, lattice: array(row, 'lattice') as number[][] }, options)
  return {
    pointGroup: found.name,
    order: infiniteOr(found.order),
    deviation: found.deviation,
    equivalentAtoms: found.equivalentAtoms,
  }
}

/** Atoms of one element are alike whatever the spelling of their labels; a label that is not a string is refused by the library. */
function named(label: unknown): string {
  return typeof label === 'string' ? elementOf(label) : (label as string)
}
