import { errorRow } from '../command-line.js'
import { failureOf } from '../work/failure.js'
import { answererOf } from './answerers.js'
import { formatOfName } from './formats.js'
import { pointGroupRowsOf } from './point-group-files.js'
import type { Row } from './row.js'

/** A file for a verb. */
export interface FileQuestion {
  readonly verb: string
  /** Its name, which tells its format unless an option does. */
  readonly name: string
  /** Its bytes, unpacked. */
  readonly bytes: Uint8Array
  readonly given: Row
}

/** The rows of a file, or in the place of one the error of what could not be read. */
export type RowsOfFile = (content: string, format: string | undefined) => readonly (Row | Error)[]

/** How the verbs that read files make rows of them. */
const ROWS: Readonly<Record<string, RowsOfFile>> = {
  read: (text, format) => [{ ...(format === undefined ? {} : { format }), text }],
  'point-group': pointGroupRowsOf,
}

/**
 * The answers to what is in a file, or errors in the place of those: one, or one for each frame with its number.
 *
 * @throws BuridanError if the file cannot be understood at all, or its only frame not answered
 */
export async function answerFile({ verb, name, bytes, given }: FileQuestion): Promise<readonly Row[]> {
  const format = typeof given.format === 'string' ? given.format : formatOfName(name)
  const rows = ROWS[verb]!(new TextDecoder().decode(bytes), format)
  const answer = await answererOf(verb)
  const answered = async (row: Row | Error): Promise<Row> => {
    if (row instanceof Error) throw row
    return answer({ ...row, ...given })
  }
  if (rows.length === 1) return [await answered(rows[0]!)]
  const answers: Row[] = []
  for (const [frame, row] of rows.entries())
    answers.push({ frame, ...(await answered(row).catch((error) => errorRow(failureOf(error)))) })
  return answers
}
