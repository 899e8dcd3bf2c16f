import { shortMessage } from '../printable.js'
import type { Failure } from './failure.js'

/** What a field of a row is called where the user gave it: an option, where one filled it. */
export type FieldNames = (field: string) => string

/** An error as an answer, with the number of the line of its row if there are lines. */
export function errorRow(
  failure: Failure,
  line?: number,
  nameOf: FieldNames = (field) => field,
): { readonly error: { readonly code: string; readonly message: string; readonly line?: number } } {
  const message = shortMessage(messageOf(failure, nameOf))
  return { error: { code: failure.code, message, ...(line === undefined ? {} : { line }) } }
}

/** The message, with the field that was wrong by the name that the user knows it by. */
export function messageOf({ message, field }: Failure, nameOf: FieldNames): string {
  if (field === undefined) return message
  const about = message.startsWith(`${field} `) ? message.slice(field.length) : `: ${message}`
  return `${nameOf(field)}${about}`
}
