import { realpath } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { filesIn } from '@buridan/data/node'
import { InvalidArgumentError, InvalidFileError } from '@buridan/groups'
import { writeWhole } from './atomic-write.js'
import { auditTaken, mergeData, partTaken } from './audit-data.js'
import { type AuditDataOptions, type AuditProgress, checkDataOptions, isAtoms } from './audit-options.js'
import { type Audited, auditFields } from './audited.js'
import type { DataFile } from './data-file.js'
import { inputFile, readFiles, unpackedName } from './data-files.js'
import { UnreadableError } from './failures/file-errors.js'
import type { Row } from './rows/row.js'

/** A data set to be audited, in files or folders. */
export interface AuditQuestion {
  readonly files: readonly string[]
  readonly options: AuditDataOptions
  /** The contents and format of standard input, if it is the only file, `-`. */
  readonly input?: { readonly bytes: Uint8Array; readonly format: string | undefined }
  /** The path of a page of plots. */
  readonly html?: string
  /** The path of a part of an audit, written in place of an audit. */
  readonly partial?: string
  /** Whether the files are parts of an audit. */
  readonly merge?: boolean
}

/** The fields of an audit that are printed. */
export interface AuditAnswer {
  readonly fields: Row
  readonly samples: number
  readonly skipped: number
  /** Why the first sample was skipped. */
  readonly reason?: string
}

/**
 * Audits the data set in files or folders of files: see `auditData`. Files may be compressed by gzip.
 *
 * @throws UnreadableError if a file cannot be read
 * @throws InvalidFileError if it is not such a data set
 */
export async function auditFile(files: readonly string[], options: AuditDataOptions = {}): Promise<Audited> {
  return auditTaken(await given(files, undefined, options), options)
}

/**
 * Audits files and returns the fields to print; writes a page of plots if its path is given.
 *
 * @throws OutputError if the page cannot be written
 */
export async function auditJob(
  { files, options, input, html, partial, merge }: AuditQuestion,
  tell: AuditProgress,
): Promise<AuditAnswer> {
  const settings = { ...options, onProgress: tell }
  await refuseInputs([html, partial], files)
  if (partial !== undefined) return writePart(await given(files, input, options), settings, partial)
  const audited = merge
    ? await mergedFiles(files, options)
    : auditTaken(await given(files, input, options), settings)
  if (html !== undefined) {
    // the code of the page is loaded only if it is needed
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

/** @throws InvalidArgumentError where what is written would take the place of what is read */
async function refuseInputs(
  outputs: readonly (string | undefined)[],
  files: readonly string[],
): Promise<void> {
  const inputs = await Promise.all(files.map(placeOf))
  for (const output of outputs) {
    if (output !== undefined && inputs.includes(await placeOf(output))) {
      throw new InvalidArgumentError(`${output} is read, and would be written over; give another name`)
    }
  }
}

/** The files of a question, in memory. */
async function given(
  files: readonly string[],
  input: AuditQuestion['input'],
  options: AuditDataOptions,
): Promise<DataFile[]> {
  if (input) return [inputFile(input.bytes, input.format)]
  const names = await namesOf(files)
  checkDataOptions(names.map(unpackedName), options)
  // rows may be inputs and labels at once
  if (names.every((name) => isAtoms(unpackedName(name)))) await refuseTwice(names)
  return readFiles(names)
}

/** Writes a part of an audit. @throws OutputError if it cannot be written */
async function writePart(files: DataFile[], options: AuditDataOptions, path: string): Promise<AuditAnswer> {
  const { text, records, skipped, reason } = partTaken(files, options)
  await writeWhole(path, text)
  return {
    fields: { part: path, records, skipped },
    samples: records - skipped,
    skipped,
    ...(reason === undefined ? {} : { reason }),
  }
}

/** The audit of written parts. @throws InvalidFileError if a file is not a part */
async function mergedFiles(files: readonly string[], options: AuditDataOptions): Promise<Audited> {
  await refuseTwice(files)
  return mergeData(await readFiles(files), options)
}

/** @throws InvalidArgumentError where samples would count twice */
async function refuseTwice(files: readonly string[]): Promise<void> {
  const known = new Map<string, string>()
  for (const file of files) {
    const place = await placeOf(file)
    const before = known.get(place)
    if (before !== undefined) {
      const which = before === file ? 'given twice' : `the same file as ${before}`
      throw new InvalidArgumentError(`${file} is ${which}, and its samples would count twice; give it once`)
    }
    known.set(place, file)
  }
}

/** Where a file is, whatever the links to it; of one that is not there, where it would be. */
function placeOf(path: string): Promise<string> {
  return realpath(path).catch(() => resolve(path))
}

/** The names of files, each folder replaced by the files in it. */
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
