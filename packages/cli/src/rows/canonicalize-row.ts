import { canonicalize, FiniteGroup, inverseElement } from '@buridan/groups'
import { elementAnswer } from './element.js'
import { anyGroupOf, array, optionalNumber, type Row, representationIn } from './row.js'

/** `canonicalize`: the canonical point of the orbit of x, and an element that takes x there. */
export function canonicalizeRow(row: Row): Row {
  const group = anyGroupOf(row)
  const x = array(row, 'x') as number[]
  const options = optionalNumber(row, 'tolerance')
  const { point, element } =
    group instanceof FiniteGroup
      ? canonicalize(representationIn(row, 'rep', group), x, options)
      : canonicalize(representationIn(row, 'rep', group), x, options)
  return { point: Array.from(point), element: elementAnswer(inverseElement(element)) }
}
