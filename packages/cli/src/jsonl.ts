import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { InvalidArgumentError } from '@buridan/groups'
import { errorRow, type Row } from './rows/row.js'

/**
 * Answers every row read, one a line, with one line, in order, flushed as it goes; a bad row is answered by its
 * error. Returns whether all rows were good.
 */
export async function answerLines(
  handler: (row: Row) => Row,
  read: (line: string) => Row,
  input: Readable,
  output: Writable,
): Promise<boolean> {
  let good = true
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue
    const answer = answerLine(handler, read, line)
    if ('error' in answer) good = false
    if (!output.write(`${JSON.stringify(answer)}\n`)) await once(output, 'drain')
  }
  return good
}

function answerLine(handler: (row: Row) => Row, read: (line: string) => Row, line: string): Row {
  try {
    return handler(read(line))
  } catch (error) {
    return errorRow(error)
  }
}

/** Reads one JSON object. */
export function parseRow(line: string): Row {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (cause) {
    throw new InvalidArgumentError(
      `the row is no JSON: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    )
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InvalidArgumentError(`the row is no JSON object: ${line.slice(0, 60)}`)
  }
  return value as Row
}
