import { type NpyArray, parseNpy, parseNpz } from '@buridan/data'
import type { BuridanError } from '@buridan/groups'
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
  const failed: { error: BuridanError; array: number }[] = []
  const found = parseNpz(bytes, { onError: (error, array) => failed.push({ error, array }) })
  const arrays: Row[] = []
  for (const [name, array] of found) arrays.push({ name, ...arrayOf(array) })
  if (arrays.length === 0 && failed.length > 0) throw failed[0]!.error
  if (failed.length === 0) return { arrays }
  return {
    arrays,
    failed: failed.map(({ error, array }) => ({
      array,
      code: error.code,
      message: shortMessage(error.message),
    })),
  }
}

function arrayOf(array: NpyArray): Row {
  const { shape, kind } = array
  const values = Array.from({ length: array.rows }, (_, i) => Array.from(array.row(i)))
  return { shape, kind, values }
}
