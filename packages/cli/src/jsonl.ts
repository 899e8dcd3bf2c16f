import { addAbortSignal } from 'node:stream'
import { AbortedError, InvalidFileError } from '@buridan/core'
import type { NumberedLine } from '@buridan/data/node'
import { unlessAborted } from './abort.js'
import { UnreadableError } from './failures/file-errors.js'
import type { Output } from './output.js'
import type { OpenFile } from './read-file.js'
import type { Row } from './rows/row.js'

/**
 * Answers every line read with one line, in order, flushed as it goes. Returns whether all rows were good.
 *
 * @throws UnreadableError if reading fails
 * @throws AbortedError if the signal is aborted, with the line to go on from
 */
export async function answerLines(
  answer: (line: NumberedLine) => Promise<Row>,
  { name, stream, source, own }: OpenFile,
  output: Output,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const { readLines } = await import('@buridan/data/node')
  let good = true
  let next = 1
  let count = 0
  if (signal) addAbortSignal(signal, source)
  try {
    for await (const line of named(readLines(stream), name)) {
      next = line.number
      count++
      const answered = await unlessAborted(answer(line), signal)
      if (isFailed(answered)) good = false
      await output.json(answered)
      next = line.number + 1
      if (!output.open) break
    }
  } catch (error) {
    if (!signal?.aborted) throw error
    throw new AbortedError(
      `stopped: lines before line ${next} of ${name} are answered; give the others to go on`,
    )
  } finally {
    if (own) source.destroy()
  }
  if (count === 0) output.say(`there are no rows in ${name}: nothing is answered`)
  return good
}

/** Whether an answer is an error, or says that some records of a file could not be read. */
export function isFailed(answer: Row): boolean {
  return 'error' in answer || 'failed' in answer
}

/** The lines, with the name of the input in the error that they may end with. */
async function* named(lines: AsyncIterable<NumberedLine>, name: string): AsyncGenerator<NumberedLine> {
  try {
    yield* lines
  } catch (error) {
    throw new UnreadableError(name, error instanceof InvalidFileError ? error.cause : error)
  }
}
