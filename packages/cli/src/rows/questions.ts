import { parseJsonObject } from '@buridan/data'
import { errorRow } from '../failures/error-row.js'
import { failureOf } from '../failures/failure.js'
import { UnreadableError } from '../failures/file-errors.js'
import { answererOf } from './answerers.js'
import { filledRow, ignoredKeys } from './given-row.js'
import type { OutputFiles } from './output-files.js'
import type { Row } from './row.js'

/** A row for a verb, as it was given. */
export interface RowQuestion {
  readonly verb: string
  /** The fields that rows of the verb have. */
  readonly fields: readonly string[]
  /** The row as JSON, or as a line that fills `lineField`; none where options say all. */
  readonly text?: string
  readonly lineField?: string
  /** What the options say, of every row. */
  readonly given: Row
  /** The files that the answer goes to beside. */
  readonly files?: OutputFiles
  /** What holds where neither the row nor an option says it. */
  readonly usual: Row
}

/** A question of a line of many. */
export interface LineQuestion extends RowQuestion {
  readonly text: string
  readonly number: number
}

/** The answer to a row, with the row's `id` before it if it has one, and the keys of the row that nothing reads. */
export interface Answered {
  readonly answer: Row
  readonly ignored: readonly string[]
}

/**
 * The answer to a row.
 *
 * @throws UnreadableError if it is not a JSON object
 * @throws BuridanError what the verb throws
 */
export async function answerRow({
  verb,
  fields,
  text,
  lineField,
  given,
  usual,
  files,
}: RowQuestion): Promise<Answered> {
  const answer = await answererOf(verb)
  const row = text === undefined ? {} : readable(text, lineField)
  const found = await answer({ ...usual, ...filledRow(row, given, fields) }, files)
  return { answer: withId(row, found), ignored: ignoredKeys(row, fields) }
}

function readable(text: string, lineField: string | undefined): Row {
  try {
    return rowOf(text, lineField)
  } catch (cause) {
    throw new UnreadableError('the row', cause)
  }
}

/** The answer to a line, or its error with its number. */
export async function answerLine(question: LineQuestion): Promise<Answered> {
  const { verb, fields, text, lineField, given, usual, number } = question
  let row: Row = {}
  try {
    const answer = await answererOf(verb)
    row = rowOf(text, lineField)
    const found = await answer({ ...usual, ...filledRow(row, given, fields) })
    return { answer: withId(row, found), ignored: ignoredKeys(row, fields) }
  } catch (error) {
    return { answer: withId(row, errorRow(failureOf(error), number)), ignored: ignoredKeys(row, fields) }
  }
}

function rowOf(text: string, lineField: string | undefined): Row {
  return lineField === undefined ? parseJsonObject(text) : { [lineField]: text }
}

function withId({ id }: Row, answer: Row): Row {
  return id === undefined ? answer : { id, ...answer }
}
