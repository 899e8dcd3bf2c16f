import { type NpyArray, parseNpy, parseNpz } from '@buridan/data'
import { InvalidFileError } from '@buridan/groups'
import { shortMessage } from '../printable.js'
import type { Row } from './row.js'

/**
 * `read` of a `.npy` or `.npz` file: its arrays with their shapes, kinds and numbers, one list for each entry of the first axis. Arrays of an
 * archive that are not read, such as those of text, are `failed` beside the others.
 *
 * @throws InvalidFileError if it is no such file, or nothing in it can be read
 */
export function arraysRead(format: string, bytes: Uint8Array): Row {
  if (format === 'npy') return { arrays: [arrayOf(parseNpy(bytes))] }
  const arrays: Row[] = []
  const errors = new Map<number, InvalidFileError>()
  const found = parseNpz(bytes, { onError: (error, place) => errors.set(place, error) })
  let place = 0
  for (const [name, array] of found) {
    while (errors.has(place)) place++
    try {
      arrays.push({ name, ...arrayOf(array) })
    } catch (error) {
      // its numbers are read only now
      if (!(error instanceof InvalidFileError)) throw error
      errors.set(place, new InvalidFileError(`${name}: ${error.message}`, { cause: error }))
    }
    place++
  }
  const [first] = errors.values()
  if (first === undefined) return { arrays }
  if (arrays.length === 0) throw first
  const failed = [...errors]
    .sort(([a], [b]) => a - b)
    .map(([array, { code, message }]) => ({ array, code, message: shortMessage(message) }))
  return { arrays, failed }
}

function arrayOf(array: NpyArray): Row {
  const { shape, kind } = array
  const values = Array.from({ length: array.rows }, (_, i) => Array.from(array.row(i)))
  return { shape, kind, values }
}
