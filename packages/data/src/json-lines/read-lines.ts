import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { InvalidArgumentError, InvalidFileError, shown, TooLargeError } from '@buridan/core'
import type { NumberedLine } from './lines.js'

/** The most bytes of a line, half of what a string holds: readline adds to the string what comes until it is stopped. */
const LONGEST_LINE = 2 ** 28

/**
 * Reads the lines of a stream one by one as they come, without empty lines, so that files larger than memory and pipes that stay open can
 * be read. The byte order mark that editors on Windows put first is left out too.
 *
 * @param input - text in UTF-8; it is read only as far as lines are asked for, and left open if the loop ends early
 * @throws InvalidArgumentError if it is not a stream
 * @throws TooLargeError while reading, for a line of more than 256 MiB
 * @throws InvalidFileError while reading, with the error of the stream as its `cause`
 * @remarks O(length), in memory O(longest line).
 *
 * @example
 * ```ts
 * import { Readable } from 'node:stream'
 * import { parseJsonObject } from '@buridan/data'
 * import { readLines } from '@buridan/data/node'
 * const ids: unknown[] = []
 * for await (const { number, text } of readLines(Readable.from(['{"id":7}\n\n', '{"id":8}\n']))) {
 *   ids.push([number, parseJsonObject(text).id])
 * }
 * console.log(ids) // → [ [ 1, 7 ], [ 3, 8 ] ]
 * ```
 */
export function readLines(input: Readable): AsyncGenerator<NumberedLine, void, undefined> {
  if (!(input instanceof Readable)) {
    throw new InvalidArgumentError(`the input is ${shown(input)}; it must be a readable stream`)
  }
  return nonempty(input)
}

async function* nonempty(input: Readable): AsyncGenerator<NumberedLine, void, undefined> {
  for await (const line of linesOf(input)) if (line.text.trim() !== '') yield line
}

/** All lines of a stream, as they come, the empty ones too. @throws As {@link readLines} */
export async function* linesOf(input: Readable): AsyncGenerator<NumberedLine, void, undefined> {
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })
  let failure: unknown
  let number = 0
  const failed = (error: unknown) => {
    failure ??= error
    lines.close()
  }
  // readline keeps a line until its end, however far that is
  const refuseLong = sinceLineEnd((length) => {
    if (length > LONGEST_LINE)
      failed(new TooLargeError(`line ${number + 1} is longer than ${LONGEST_LINE} bytes; split it`))
  })
  input.on('error', failed)
  input.on('data', refuseLong)
  try {
    for await (const line of lines) {
      number++
      const text = number === 1 ? line.replace(/^\ufeff/, '') : line
      yield { number, text }
    }
  } catch (error) {
    // the loop throws the read error of the input, which is reported below
    if (error !== failure) throw error
  } finally {
    lines.close()
    input.off('error', failed)
    input.off('data', refuseLong)
  }
  if (failure instanceof TooLargeError) throw failure
  if (failure !== undefined) {
    const reason = failure instanceof Error ? failure.message : String(failure)
    throw new InvalidFileError(`the input cannot be read: ${reason}`, { cause: failure })
  }
}

/** Tells, for each chunk of a stream, how much there is behind the last end of a line. */
function sinceLineEnd(tell: (length: number) => void): (chunk: unknown) => void {
  let length = 0
  return (chunk) => {
    if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) return
    const end =
      typeof chunk === 'string'
        ? Math.max(chunk.lastIndexOf('\n'), chunk.lastIndexOf('\r'))
        : Math.max(chunk.lastIndexOf(0x0a), chunk.lastIndexOf(0x0d))
    length = end < 0 ? length + chunk.length : chunk.length - 1 - end
    tell(length)
  }
}
