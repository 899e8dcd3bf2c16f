import { shown } from '@buridan/core'
import { InvalidArgumentError } from '@buridan/groups'
import leven from 'leven'
import type { Row } from './row.js'

/** Letters that a key may differ in from the name of a field and still be meant for it. */
const NEAR = 2

/**
 * A row with the fields that options fill, in place of its own, of a verb that reads these fields.
 *
 * @throws InvalidArgumentError for a key that is nearly a field that is missing: it would be ignored. Other keys are of whoever wrote the row
 */
export function filledRow(row: Row, given: Row, fields: readonly string[]): Row {
  const filled = { ...row, ...given }
  const missing = fields.filter((field) => !Object.hasOwn(filled, field))
  for (const key of Object.keys(row)) {
    if (fields.includes(key)) continue
    const meant = missing.find((field) => isNearly(key, field))
    if (meant !== undefined)
      throw new InvalidArgumentError(`${shown(key)} is not a field of the row; did you mean ${meant}?`)
  }
  return filled
}

/** Whether a key is a field but for case, underscores, or, of a long one, two letters. */
function isNearly(key: string, field: string): boolean {
  const [a, b] = [key, field].map((text) => text.toLowerCase().replace(/[_-]/g, ''))
  if (a === b) return true
  return (
    field.length > 4 && Math.abs(a!.length - b!.length) <= NEAR && a![0] === b![0] && leven(a!, b!) <= NEAR
  )
}
