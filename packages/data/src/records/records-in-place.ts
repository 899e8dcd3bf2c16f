import { InvalidArgumentError, type InvalidFileError } from '@buridan/core'
import type { RecordOptions } from './record-options.js'

/**
 * The records that a reader finds, in order, with the error of each that cannot be read in its place: one bad record does not lose the others.
 *
 * @param parse - a reader of this package with what it reads; it is given `onError`
 * @returns as many as there are records
 * @throws InvalidArgumentError if `parse` is not a function; and what it throws, such as for a file without records
 * @remarks O(records) beside the cost of the reader.
 *
 * @example
 * ```ts
 * import { parseXyz, recordsInPlace } from '@buridan/data'
 * const text = '1\n\nH 0 0\n1\n\nH 0 0 0\n'
 * const [bad, good] = recordsInPlace((options) => parseXyz(text, options))
 * console.log(bad instanceof Error, good instanceof Error) // → true false
 * ```
 */
export function recordsInPlace<R>(parse: (options: RecordOptions) => readonly R[]): (R | InvalidFileError)[] {
  if (typeof parse !== 'function') throw new InvalidArgumentError('parse must be a function')
  const errors = new Map<number, InvalidFileError>()
  const good = parse({ onError: (error, index) => errors.set(index, error) })
  let next = 0
  return Array.from({ length: good.length + errors.size }, (_, i) => errors.get(i) ?? good[next++]!)
}
