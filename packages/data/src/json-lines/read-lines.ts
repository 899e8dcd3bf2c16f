import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { InvalidArgumentError, InvalidFileError, shown } from '@buridan/core'
import type { NumberedLine } from './lines.js'

/**
 * Reads the lines of a stream one by one as they come, without empty lines, so that files larger than memory and pipes that stay open can
 * be read. The byte order mark that editors on Windows put first is left out too.
 *
 * @param input - text in UTF-8; it is read only as far as lines are asked for, and left open if the loop ends early
 * @throws InvalidArgumentError if it is not a stream
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

/** All lines of a stream, as they come, the empty ones too. @throws InvalidFileError as {@link readLines} */
export async function* linesOf(input: Readable): AsyncGenerator<NumberedLine, void, undefined> {
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })
  let failure: unknown
  const failed = (error: unknown) => {
    failure ??= error
    lines.close()
  }
  input.on('error', failed)
  let number = 0
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
    input.off('error', failed)
    lines.close()
  }
  if (failure !== undefined) {
    const reason = failure instanceof Error ? failure.message : String(failure)
    throw new InvalidFileError(`the input cannot be read: ${reason}`, { cause: failure })
  }
}
