import { basename } from 'node:path'
import { filesIn } from '@buridan/data/node'
import { InvalidFileError } from '@buridan/groups'
import { writeWhole } from './atomic-write.js'
import { auditData } from './audit-data.js'
import { type AuditDataOptions, type AuditProgress, checkDataOptions } from './audit-options.js'
import { type Audited, auditFields } from './audited.js'
import { inputFile, readFiles, unpackedName } from './data-files.js'
import { UnreadableError } from './failures/file-errors.js'
import type { Row } from './rows/row.js'

/** A data set to be audited, in files or folders. */
export interface AuditQuestion {
  readonly files: readonly string[]
  readonly options: AuditDataOptions
  /** What standard input holds, where it is the only file, `-`, and how it is written. */
  readonly input?: { readonly bytes: Uint8Array; readonly format: string | undefined }
  /** Where a page of plots goes. */
  readonly html?: string
}

/** What is printed of an audit. */
export interface AuditAnswer {
  readonly fields: Row
  readonly samples: number
  readonly skipped: number
  /** Why the first sample was skipped. */
  readonly reason?: string
}

/**
 * Audits the data set of files or of folders of them: see {@link auditData}. Files may be packed by gzip.
 *
 * @throws UnreadableError if a file cannot be read
 * @throws InvalidFileError if it is no such data set
 */
export async function auditFile(files: readonly string[], options: AuditDataOptions = {}): Promise<Audited> {
  const names = await namesOf(files)
  checkDataOptions(names.map(unpackedName), options)
  return auditData(await readFiles(names), options)
}

/**
 * What is printed of an audit of files, with a page of plots where one is asked for.
 *
 * @throws OutputError if the page cannot be written
 */
export async function auditJob(
  { files, options, input, html }: AuditQuestion,
  tell: AuditProgress,
): Promise<AuditAnswer> {
  const settings = { ...options, onProgress: tell }
  const audited = input
    ? auditData([inputFile(input.bytes, input.format)], settings)
    : await auditFile(files, settings)
  if (html !== undefined) {
    // the plots' library is only loaded where it is needed
    const { auditHtml } = await import('./report/audit-html.js')
    await writeWhole(html, auditHtml(basename(files[0]!), audited))
  }
  const { skipped, samples } = audited.report
  const [first] = skipped
  return {
    fields: auditFields(audited),
    samples,
    skipped: skipped.length,
    ...(first ? { reason: first.message } : {}),
  }
}

/** The names of files, with those in a folder in place of it. */
async function namesOf(files: readonly string[]): Promise<string[]> {
  const lists = await Promise.all(
    files.map((file) =>
      filesIn([file]).catch((error: unknown) => {
        if (!(error instanceof InvalidFileError)) throw error
        throw new UnreadableError(file, error.cause ?? error)
      }),
    ),
  )
  return lists.flat()
}
