import { InvalidArgumentError } from '@buridan/core'
import { errorRow } from '../failures/error-row.js'
import { failureOf } from '../failures/failure.js'
import { answererOf } from './answerers.js'
import type { FileRow } from './file-row.js'
import { arrayFormat, formatOfName } from './formats.js'
import type { OutputFiles } from './output-files.js'
import type { Row } from './row.js'

/** A file for a verb. */
export interface FileQuestion {
  readonly verb: string
  /** Its name, which tells its format unless an option does. */
  readonly name: string
  /** Its bytes, unpacked. */
  readonly bytes: Uint8Array
  readonly given: Row
  /** The files that the answer goes to beside. */
  readonly files?: OutputFiles
}

/** What is in a file, by the format that its name or an option tells. */
type RowsOfFile = (content: string, format: string | undefined, given?: string) => readonly FileRow[]

/** How the verbs that read files make rows of them. */
const ROWS: Readonly<Record<string, () => Promise<RowsOfFile>>> = {
  read: async () => (text, format) => [
    { row: { ...(format === undefined ? {} : { format }), text, partial: true } },
  ],
  'point-group': async () => (await import('./point-group-files.js')).pointGroupRowsOf,
  automorphisms: async () => (await import('./graph-texts.js')).graphRowsOf,
}

/**
 * The answers to what is in a file, or errors in the place of those: one, or one for each frame with its number, or for each graph.
 *
 * @throws BuridanError if the file cannot be understood at all, or the only thing in it not answered
 */
export async function answerFile({ verb, name, bytes, given, files }: FileQuestion): Promise<readonly Row[]> {
  const format = typeof given.format === 'string' ? given.format : undefined
  const ofArrays = verb === 'read' ? arrayFormat(name, format, bytes) : undefined
  if (ofArrays !== undefined) return [(await import('./arrays-read.js')).arraysRead(ofArrays, bytes)]
  const rowsOf = await ROWS[verb]!()
  const rows = rowsOf(new TextDecoder().decode(bytes), format ?? formatOfName(name), format)
  const answer = await answererOf(verb)
  const [output] = Object.keys(files ?? {})
  if (output !== undefined && rows.length > 1) {
    throw new InvalidArgumentError(`--${output} is for one structure; ${name} holds ${rows.length}`)
  }
  const answered = async (row: Row | Error): Promise<Row> => {
    if (row instanceof Error) throw row
    return answer({ ...given, ...row }, files)
  }
  if (rows.length === 1) return [await answered(rows[0]!.row)]
  const answers: Row[] = []
  for (const { row, line, frame } of rows) {
    const found = await answered(row).catch((error) => errorRow(failureOf(error), line))
    answers.push({ ...(frame === undefined ? {} : { frame }), ...found })
  }
  return answers
}
