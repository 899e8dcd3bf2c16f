import { parseJson, shown } from '@buridan/core'
import { InvalidFileError } from '@buridan/groups'
import { type DataFile, textOf } from '../data-file.js'
import { ignoredKeys, meantField } from '../rows/given-row.js'

/** The fields of a data set. */
const FIELDS = ['group', 'repIn', 'repOut', 'x', 'y']

/** What options of an audit are called where a file may seem to give them. */
const OPTIONS = ['in', 'out', 'tolerance', 'precision', 'loss', 'label', 'by', 'asMolecule']

/** A data set in JSON, its fields unchecked, and the keys of it that nothing reads. */
export interface ReadDataSet {
  readonly data: Readonly<Record<string, unknown>>
  readonly ignored: readonly string[]
}

/**
 * Reads the object of a JSON file.
 *
 * @param given - the fields that options fill
 * @throws InvalidFileError if it is not JSON or no object, or has a key that is nearly a missing field, or that of an option
 */
export function readDataSet(file: DataFile, given: readonly string[]): ReadDataSet {
  const value = parseJson(textOf(file), file.name)
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new InvalidFileError(`${file.name} holds no object { group, repIn, repOut, x, y }`)
  const data = value as Record<string, unknown>
  const missing = FIELDS.filter((field) => !given.includes(field) && !Object.hasOwn(data, field))
  const ignored = ignoredKeys(data, FIELDS)
  for (const key of ignored) {
    const field = meantField(key, missing)
    if (field !== undefined)
      throw new InvalidFileError(`${file.name}: ${shown(key)} is not a field; did you mean ${field}?`)
    const option = meantField(key, OPTIONS)
    if (option !== undefined) {
      throw new InvalidFileError(
        `${file.name}: ${shown(key)} is not a field of a data set, and would be ignored; leave it out, and give the option if it is meant: ${option}`,
      )
    }
  }
  return { data, ignored }
}
