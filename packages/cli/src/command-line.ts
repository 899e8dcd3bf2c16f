import { BuridanError } from '@buridan/groups'
import { InvalidArgumentError as BadOption } from 'commander'

/** Standard streams, to be replaced in tests. */
export interface Streams {
  readonly stdin: NodeJS.ReadableStream & NodeJS.ReadStream
  readonly stdout: NodeJS.WritableStream & NodeJS.WriteStream
  readonly stderr: NodeJS.WritableStream & NodeJS.WriteStream
}

/** An error as text for people; the stack of one that should not be. */
export function errorText(error: unknown): string {
  if (error instanceof BuridanError) return `${error.name}: ${error.message}`
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** An option that is a whole number. @throws InvalidArgumentError of commander */
export function integer(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0) throw new BadOption('it must be an integer ≥ 0.')
  return value
}
