import { InvalidArgumentError, stringOf } from '@buridan/core'

/** A JSON object whose fields are not checked. */
export type JsonObject = Readonly<Record<string, unknown>>

/**
 * Reads one JSON object, such as a line of a JSON lines file.
 *
 * @throws InvalidArgumentError for text that is not JSON, or is of another kind of value
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
    value = JSON.parse(stringOf(text, 'a row'))
  } catch (cause) {
    if (cause instanceof InvalidArgumentError) throw cause
    throw new InvalidArgumentError(
      `the row is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    )
  }
  if (!isObject(value)) throw new InvalidArgumentError(`the row is not a JSON object: ${text.slice(0, 60)}`)
  return value
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
