import { BuridanError } from '@buridan/groups'
import { InvalidArgumentError as BadOption } from 'commander'
import { OutputError, UnreadableError } from './file-errors.js'
import type { Output } from './output.js'
import { printable, shortMessage } from './printable.js'
import { errorRow } from './rows/row.js'

/** Standard streams, to be replaced in tests. */
export interface Streams {
  readonly stdin: NodeJS.ReadableStream & NodeJS.ReadStream
  readonly stdout: NodeJS.WritableStream & NodeJS.WriteStream
  readonly stderr: NodeJS.WritableStream & NodeJS.WriteStream
}

/** An error as text for people; the stack of one that should not be. */
function errorText(error: unknown): string {
  if (error instanceof BuridanError) return `${error.name}: ${printable(shortMessage(error.message))}`
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** Says what went wrong, as an answer where answers are JSON. Returns the exit code. */
export async function tellError(output: Output, error: unknown, json: boolean | undefined): Promise<number> {
  if (json) await output.json(errorRow(error))
  else output.say(errorText(error))
  return exitCode(error)
}

/** 3 for what could not be written, 2 for what could not be read, 1 for all else. */
function exitCode(error: unknown): number {
  if (error instanceof OutputError) return 3
  return error instanceof UnreadableError ? 2 : 1
}

/** An option that is a whole number. @throws InvalidArgumentError of commander */
export function integer(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0) throw new BadOption('it must be an integer ≥ 0.')
  return value
}
