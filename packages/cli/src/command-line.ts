import { InvalidArgumentError as BadOption } from 'commander'
import type { Output } from './output.js'
import { printable, shortMessage } from './printable.js'
import type { Row } from './rows/row.js'
import { type Failure, failureOf } from './work/failure.js'
import type { Work } from './work/work.js'

/** Standard streams, to be replaced in tests. */
export interface Streams {
  readonly stdin: NodeJS.ReadableStream & NodeJS.ReadStream
  readonly stdout: NodeJS.WritableStream & NodeJS.WriteStream
  readonly stderr: NodeJS.WritableStream & NodeJS.WriteStream
}

/** What the commands share. */
export interface Context {
  readonly io: Streams
  readonly output: Output
  readonly work: Work
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal | undefined
  /** Takes the exit code of the command. */
  readonly finish: (code: number) => void
}

/** Exit codes beside 0. */
export const EXIT = { failed: 1, usage: 2, lost: 3, stopped: 130 } as const

/** What a field of a row is called where the user gave it: an option, where one filled it. */
export type FieldNames = (field: string) => string

/** An error as an answer, with the number of the line of its row if there are lines. */
export function errorRow(failure: Failure, line?: number, nameOf: FieldNames = (field) => field): Row {
  const message = shortMessage(messageOf(failure, nameOf))
  return { error: { code: failure.code, message, ...(line === undefined ? {} : { line }) } }
}

/** An error as text for people; the stack of one that should not be. */
function errorText(failure: Failure, nameOf: FieldNames): string {
  if (failure.kind === 'fault') return failure.stack ?? failure.message
  return `${failure.name}: ${printable(shortMessage(messageOf(failure, nameOf)))}`
}

/** The message, with the field that was wrong by the name that the user knows it by. */
function messageOf({ message, field }: Failure, nameOf: FieldNames): string {
  if (field === undefined) return message
  const about = message.startsWith(`${field} `) ? message.slice(field.length) : `: ${message}`
  return `${nameOf(field)}${about}`
}

/** Says what went wrong, as an answer where answers are JSON. Returns the exit code. */
export async function tellError(
  output: Output,
  error: unknown,
  json: boolean | undefined,
  nameOf: FieldNames = (field) => field,
): Promise<number> {
  const failure = failureOf(error)
  if (failure.kind === 'stopped') output.say(failure.message)
  else if (json) await output.json(errorRow(failure, undefined, nameOf))
  else output.say(errorText(failure, nameOf))
  return exitCode(failure)
}

function exitCode({ kind }: Failure): number {
  if (kind === 'unwritten') return EXIT.lost
  if (kind === 'stopped') return EXIT.stopped
  return kind === 'limit' || kind === 'fault' ? EXIT.failed : EXIT.usage
}

/** An option that is a whole number. @throws InvalidArgumentError of commander */
export function integer(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0) throw new BadOption('it must be an integer ≥ 0.')
  return value
}

/** An option that is a positive number. @throws InvalidArgumentError of commander */
export function positive(text: string): number {
  const value = Number(text)
  if (!(value > 0)) throw new BadOption('it must be a positive number.')
  return value
}
