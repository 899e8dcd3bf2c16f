import { open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { InvalidArgumentError } from '@buridan/groups'
import { UnreadableError } from './file-errors.js'
import type { Output } from './output.js'
import { errorRow, type Row, withId } from './rows/row.js'

/** Where rows come from, and its name for messages. */
export interface LinesInput {
  readonly name: string
  readonly stream: Readable
  /** Whether the stream is of this command alone. */
  readonly own: boolean
}

/**
 * The file of a name, or standard input for `-`.
 *
 * @throws UnreadableError if it cannot be opened
 */
export async function openLines(name: string, stdin: Readable): Promise<LinesInput> {
  if (name === '-') return { name: 'standard input', stream: stdin, own: false }
  try {
    const file = await open(name)
    return { name, stream: file.createReadStream(), own: true }
  } catch (cause) {
    throw new UnreadableError(name, cause)
  }
}

/**
 * Answers every row read, one a line, with one line, in order, flushed as it goes, with the `id` of the row if it has one; a bad row
 * is answered by its error, with the number of its line. Returns whether all rows were good.
 *
 * @throws UnreadableError if reading fails
 */
export async function answerLines(
  handler: (row: Row) => Row,
  read: (line: string) => Row,
  { name, stream, own }: LinesInput,
  output: Output,
): Promise<boolean> {
  const lines = createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })
  let failure: unknown
  const failed = (error: unknown) => {
    failure ??= error
    lines.close()
  }
  stream.on('error', failed)
  let good = true
  let number = 0
  try {
    for await (const text of lines) {
      number++
      // editors on Windows begin a file with a byte order mark
      const line = number === 1 ? text.replace(/^\ufeff/, '') : text
      if (line.trim() === '') continue
      const answer = answerLine(handler, read, line, number)
      if ('error' in answer) good = false
      await output.json(answer)
      if (!output.open) break
    }
  } catch (error) {
    // the loop throws what the input could not read, which is told below
    if (error !== failure) throw error
  } finally {
    stream.off('error', failed)
    if (own) stream.destroy()
  }
  if (failure !== undefined) throw new UnreadableError(name, failure)
  return good
}

function answerLine(
  handler: (row: Row) => Row,
  read: (line: string) => Row,
  line: string,
  number: number,
): Row {
  let row: Row = {}
  try {
    row = read(line)
    return withId(row, handler(row))
  } catch (error) {
    return withId(row, errorRow(error, number))
  }
}

/** Reads one JSON object. */
export function parseRow(line: string): Row {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (cause) {
    throw new InvalidArgumentError(
      `the row is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    )
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InvalidArgumentError(`the row is not a JSON object: ${line.slice(0, 60)}`)
  }
  return value as Row
}
