import { InvalidArgumentError, InvalidFileError, parseJson } from '@buridan/core'
import type { Row } from '../rows/row.js'
import type { Field, Verb } from '../verbs.js'

/** Options of a verb that answers rows, as they were given. */
export type RowOptions = Readonly<Record<string, string | number | boolean | undefined>>

/** The fields that options fill, of every row. @throws InvalidArgumentError for an option that should be JSON and is not */
export function givenFields(verb: Verb, options: RowOptions): Row {
  const given: Record<string, unknown> = {}
  for (const field of verb.fields) {
    const value = options[optionOf(field)]
    if (value !== undefined) given[field.field] = field.json ? parsed(value as string, field) : value
  }
  return given
}

/** The name of the option that fills a field, without dashes. */
export function optionOf({ flag }: Field): string {
  return /^--([a-z]+)/.exec(flag)![1]!
}

function parsed(text: string, field: Field): unknown {
  const option = `--${optionOf(field)}`
  try {
    return parseJson(text, option)
  } catch (cause) {
    if (!(cause instanceof InvalidFileError)) throw cause
    if (!(cause.cause instanceof SyntaxError)) throw new InvalidArgumentError(cause.message, { cause })
    throw new InvalidArgumentError(`${option} is “${text}”, which is not JSON`, { cause })
  }
}
