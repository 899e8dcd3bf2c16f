import { InvalidArgumentError, shown } from '@buridan/core'
import leven from 'leven'
import type { Row } from './row.js'

/** Letters that a key may differ in from the name of a field and still be meant for it. */
const NEAR = 2

/**
 * A row with the fields that options fill, in place of its own, of a verb that reads these fields.
 *
 * @throws InvalidArgumentError for a key that is nearly a field that is missing: it would be ignored. Other keys
 * are of whoever wrote the row, see {@link ignoredKeys}
 */
export function filledRow(row: Row, given: Row, fields: readonly string[]): Row {
  const filled = { ...row, ...given }
  const missing = fields.filter((field) => !Object.hasOwn(filled, field))
  for (const key of Object.keys(row)) {
    if (fields.includes(key)) continue
    const meant = meantField(key, missing)
    if (meant !== undefined)
      throw new InvalidArgumentError(`${shown(key)} is not a field of the row; did you mean ${meant}?`)
  }
  return filled
}

/** The field that a key is nearly the name of. */
export function meantField(key: string, fields: readonly string[]): string | undefined {
  return fields.find((field) => isNearly(key, field))
}

/** Keys of all rows, whatever the verb. */
const OF_ALL_ROWS = ['id', 'seed']

/** The keys of a row that are not fields of its verb: results of other programs, names, comments. They are told, for none is read. */
export function ignoredKeys(row: Row, fields: readonly string[]): string[] {
  return Object.keys(row).filter((key) => !fields.includes(key) && !OF_ALL_ROWS.includes(key))
}

/** Keys that a message names, and characters of each. */
const [NAMED, LONGEST] = [12, 40]

/** What is said of keys that nothing reads. */
export function ignoredMessage(keys: readonly string[], what: string, fields: readonly string[]): string {
  const named = keys.slice(0, NAMED).map((key) => shown(key.slice(0, LONGEST)))
  const more = keys.length > NAMED ? ` and ${keys.length - NAMED} more` : ''
  return `not read of ${what}: ${named.join(', ')}${more}; its fields are ${fields.join(', ')}`
}

/** Whether a key is a field but for case, underscores, or, of a long one, two letters. */
function isNearly(key: string, field: string): boolean {
  const [a, b] = [key, field].map((text) => text.toLowerCase().replace(/[_-]/g, ''))
  if (a === b) return true
  return (
    field.length > 4 && Math.abs(a!.length - b!.length) <= NEAR && a![0] === b![0] && leven(a!, b!) <= NEAR
  )
}
