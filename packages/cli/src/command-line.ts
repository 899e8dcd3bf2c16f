import { InvalidArgumentError as BadOption } from 'commander'
import { errorRow, type FieldNames, messageOf } from './failures/error-row.js'
import { type Failure, failureOf } from './failures/failure.js'
import type { Output } from './output.js'
import { shortMessage } from './printable.js'
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

/** Says an error to people, with the stack of one that should not be. */
function sayError(output: Output, failure: Failure, nameOf: FieldNames): void {
  if (failure.kind === 'stopped') output.say(failure.message)
  else if (failure.kind === 'fault') output.sayLines(failure.stack ?? failure.message)
  else output.say(`${failure.name}: ${shortMessage(messageOf(failure, nameOf))}`)
}

/** Says what went wrong, as an answer where answers are JSON. Returns the exit code. */
export async function tellError(
  output: Output,
  error: unknown,
  json: boolean | undefined,
  nameOf: FieldNames = (field) => field,
): Promise<number> {
  const failure = failureOf(error)
  if (json && failure.kind !== 'stopped') await output.json(errorRow(failure, undefined, nameOf))
  else sayError(output, failure, nameOf)
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
