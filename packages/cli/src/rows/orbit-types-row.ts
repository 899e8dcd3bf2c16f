import { colouringOrbitTypes } from '@buridan/groups'
import { groupOf, inField, integer, number, type Row } from './row.js'

/** `orbit-types`: orbits on colourings by the class of their stabilizer. */
export function orbitTypesRow(row: Row): Row {
  const group = groupOf(row)
  const found = inField('colours', () => colouringOrbitTypes(group, number(row, 'colours')))
  return {
    order: integer(group.order),
    orbits: found.orbits,
    orbitTypes: found.orbitTypes.map(({ stabilizerOrder, orbits: count, example }) => ({
      stabilizerOrder,
      orbits: count,
      example,
    })),
  }
}
