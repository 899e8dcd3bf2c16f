import { InvalidArgumentError, InvalidFileError, parseJson } from '@buridan/core'

/** A JSON object whose fields are not checked. */
export type JsonObject = Readonly<Record<string, unknown>>

/**
 * Reads one JSON object, such as a line of a JSON lines file.
 *
 * @throws InvalidArgumentError for text that is not JSON, or is of another kind of value
 * @throws InvalidFileError for a key that an object has twice: one of its values would be dropped without a word
 * @remarks O(length).
 *
 * @example
 * ```ts
 * import { parseJsonObject } from '@buridan/data'
 * console.log(parseJsonObject('{"id": 7}').id) // → 7
 * ```
 */
export function parseJsonObject(text: string): JsonObject {
  let value: unknown
  try {
    value = parseJson(text, 'the row')
  } catch (error) {
    if (!(error instanceof InvalidFileError && error.cause instanceof SyntaxError)) throw error
    throw new InvalidArgumentError(error.message, { cause: error.cause })
  }
  if (!isObject(value)) throw new InvalidArgumentError(`the row is not a JSON object: ${text.slice(0, 60)}`)
  return value
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
