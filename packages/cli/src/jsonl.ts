import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { type NumberedLine, readLines } from '@buridan/data/node'
import { InvalidFileError } from '@buridan/groups'
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
  let good = true
  try {
    for await (const { number, text } of named(readLines(stream), name)) {
      const answer = answerLine(handler, read, text, number)
      if ('error' in answer) good = false
      await output.json(answer)
      if (!output.open) break
    }
  } finally {
    if (own) stream.destroy()
  }
  return good
}

/** The lines, with the name of the input in the error that they may end with. */
async function* named(lines: AsyncIterable<NumberedLine>, name: string): AsyncGenerator<NumberedLine> {
  try {
    yield* lines
  } catch (error) {
    throw new UnreadableError(name, error instanceof InvalidFileError ? error.cause : error)
  }
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
