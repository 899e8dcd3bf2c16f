import { addAbortSignal } from 'node:stream'
import { AbortedError, InvalidFileError, TooLargeError } from '@buridan/core'
import type { NumberedLine } from '@buridan/data/node'
import { unlessAborted } from './abort.js'
import { UnreadableError } from './failures/file-errors.js'
import type { Output } from './output.js'
import type { OpenFile } from './read-file.js'
import type { Answered } from './rows/questions.js'
import type { Row } from './rows/row.js'

/** Keys that are kept to be told: rows may be without end, and each may have others. */
const MOST_IGNORED = 100

/**
 * Answers every line read with one line, in order, flushed as it goes. Returns whether all rows were good, and the keys of rows that
 * nothing reads.
 *
 * @throws UnreadableError if reading fails
 * @throws TooLargeError for a line that is too long for a string
 * @throws AbortedError if the signal is aborted, with the line to go on from
 */
export async function answerLines(
  answer: (line: NumberedLine) => Promise<Answered>,
  { name, stream, source, own }: OpenFile,
  output: Output,
  signal: AbortSignal | undefined,
): Promise<{ readonly good: boolean; readonly ignored: readonly string[] }> {
  const { readLines } = await import('@buridan/data/node')
  let good = true
  let next = 1
  let count = 0
  const ignored = new Set<string>()
  if (signal) addAbortSignal(signal, source)
  try {
    for await (const line of named(readLines(stream), name)) {
      next = line.number
      count++
      const answered = await unlessAborted(answer(line), signal)
      for (const key of answered.ignored) if (ignored.size < MOST_IGNORED) ignored.add(key)
      if (isFailed(answered.answer)) good = false
      await output.json(answered.answer)
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
  return { good, ignored: [...ignored] }
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
    if (error instanceof TooLargeError) throw new TooLargeError(`${name}: ${error.message}`)
    throw new UnreadableError(name, error instanceof InvalidFileError ? error.cause : error)
  }
}
