import { InvalidArgumentError } from '@buridan/core'
import { errorRow } from '../failures/error-row.js'
import { failureOf } from '../failures/failure.js'
import { answererOf } from './answerers.js'
import type { FileRow } from './file-row.js'
import { arrayFormat, formatOfName } from './formats.js'
import { filledRow, ignoredKeys } from './given-row.js'
import type { OutputFiles } from './output-files.js'
import type { Row } from './row.js'

/** A file for a verb. */
export interface FileQuestion {
  readonly verb: string
  /** The fields that rows of the verb have. */
  readonly fields: readonly string[]
  /** Its name, which tells its format unless an option does. */
  readonly name: string
  /** Its bytes, unpacked. */
  readonly bytes: Uint8Array
  readonly given: Row
  /** The files that the answer goes to beside. */
  readonly files?: OutputFiles
}

/** The answers to what is in a file, and the keys of its rows that nothing reads. */
export interface AnsweredFile {
  readonly answers: readonly Row[]
  readonly ignored: readonly string[]
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
export async function answerFile({
  verb,
  fields,
  name,
  bytes,
  given,
  files,
}: FileQuestion): Promise<AnsweredFile> {
  const format = typeof given.format === 'string' ? given.format : undefined
  const ofArrays = verb === 'read' ? arrayFormat(name, format, bytes) : undefined
  if (ofArrays !== undefined) {
    const { arraysRead } = await import('./arrays-read.js')
    return { answers: [arraysRead(ofArrays, bytes)], ignored: [] }
  }
  const rowsOf = await ROWS[verb]!()
  const rows = rowsOf(new TextDecoder().decode(bytes), format ?? formatOfName(name), format)
  const answer = await answererOf(verb)
  const [output] = Object.keys(files ?? {})
  if (output !== undefined && rows.length > 1) {
    throw new InvalidArgumentError(`--${output} is for one structure; ${name} holds ${rows.length}`)
  }
  const ignored = new Set<string>()
  const answered = async ({ row, own }: FileRow): Promise<Row> => {
    if (row instanceof Error) throw row
    if (!own) return answer({ ...given, ...row }, files)
    for (const key of ignoredKeys(row, fields)) ignored.add(key)
    return answer(filledRow(row, given, fields), files)
  }
  if (rows.length === 1) {
    const only = await answered(rows[0]!)
    return { answers: [only], ignored: [...ignored] }
  }
  const answers: Row[] = []
  for (const row of rows) {
    const { line, frame } = row
    const found = await answered(row).catch((error) => errorRow(failureOf(error), line))
    answers.push({ ...(frame === undefined ? {} : { frame }), ...found })
  }
  return { answers, ignored: [...ignored] }
}
