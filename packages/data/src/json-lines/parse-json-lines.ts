import { InvalidArgumentError, InvalidFileError } from '@buridan/core'
import { type RecordOptions, readRecords } from '../records/record-options.js'
import { type NumberedLine, numberedLines } from './lines.js'
import { type JsonObject, parseJsonObject } from './parse-json-object.js'

/**
 * Reads JSON lines: one JSON object a line; empty lines are skipped.
 *
 * @param text - lines that end in `\n` or `\r\n`, with or without a byte order mark before the first
 * @returns the objects in order, their fields unchecked
 * @throws InvalidFileError with the number of the first line that is not a JSON object, or gives a key twice, without `onError`
 * @throws InvalidArgumentError if the text is not a string, or `onError` not a function
 * @remarks O(length).
 * @see https://jsonlines.org
 *
 * @example
 * ```ts
 * import { parseJsonLines } from '@buridan/data'
 * const bad: number[] = []
 * const rows = parseJsonLines('{"id": 1}\n\nnot JSON\n{"id": 2}\n', { onError: (_, index) => bad.push(index) })
 * console.log(rows.map((row) => row.id), bad) // → [ 1, 2 ] [ 1 ]
 * ```
 */
export function parseJsonLines(text: string, options: RecordOptions = {}): JsonObject[] {
  return readRecords(numberedLines(text), parseLine, options)
}

function parseLine({ number, text }: NumberedLine): JsonObject {
  try {
    return parseJsonObject(text)
  } catch (cause) {
    if (!(cause instanceof InvalidArgumentError || cause instanceof InvalidFileError)) throw cause
    throw new InvalidFileError(`line ${number}: ${cause.message}`, { cause })
  }
}
