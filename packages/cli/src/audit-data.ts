import { arrayOf, knownOptions, objectOf, shown, stringOf } from '@buridan/core'
import { type AtomsFrame, describedLabels, frameLabels, framesOfFiles, type LabelKind } from '@buridan/data'
import { InvalidArgumentError, InvalidFileError } from '@buridan/groups'
import {
  type AuditDataOptions,
  checkDataOptions,
  checkOptionTypes,
  isAtoms,
  isLines,
  isNpz,
} from './audit-options.js'
import type { Audited } from './audited.js'
import { type DataFile, named, textOf } from './data-file.js'
import { type DataPart, mergeParts } from './parts/data-part.js'
import { lookAtFrames } from './parts/frame-part.js'
import { formatPart, parsePart } from './parts/part-file.js'
import { type LookedAtRows, readJson, readLines, readNpy, readNpz } from './parts/rows-of-files.js'
import { type Needed, slimmer } from './parts/slim-frame.js'

/**
 * Audits a data set: `{ group, repIn, repOut, x, y }` in a JSON file, options replace its fields; JSON lines of `{ x, y }`, a pair of NumPy
 * files of inputs and labels, or an archive with arrays `x` and `y`, with `group`, `in` and `out`; or files of atoms with `group` and
 * `label`: extended XYZ, molecules, a JSON object a line, with the label `bonds`, and CIF and POSCAR, whose labels are in JSON lines beside
 * them, see `framesOfFiles` of `@buridan/data`. Runs in Node and in a browser.
 *
 * @throws InvalidFileError if a file is not such a data set
 * @throws InvalidArgumentError if an option is missing or does not apply
 * @remarks As {@link Auditor}: about O(order + |G_x| · dim) a sample where the group is listed.
 *
 * @example
 * ```ts
 * import { auditData } from 'buridan/browser'
 * const text = JSON.stringify({ group: 'S(2)', repIn: 'V', repOut: 'V', x: [[1, 1]], y: [[1, 0]] })
 * const { report, prices } = auditData([{ name: 'pairs.json', bytes: new TextEncoder().encode(text) }])
 * console.log(report.strictFloor, prices) // → 0.5 Float64Array(1) [ 0.5 ]
 * ```
 */
export function auditData(files: readonly DataFile[], options: AuditDataOptions = {}): Audited {
  arrayOf(files, 'files')
  return auditTaken([...files], options)
}

/** As {@link auditData}, of files that nothing else needs: the list is emptied, so that they take no memory once they are read. */
export function auditTaken(files: DataFile[], options: AuditDataOptions): Audited {
  checkData(files, options)
  const { by } = options
  return mergeParts([lookAtData(files, options, false)], by === undefined ? {} : { by })
}

/** A part of an audit as text. */
export interface WrittenPart {
  readonly text: string
  readonly records: number
  readonly skipped: number
  /** Why the first skipped record is skipped. */
  readonly reason?: string
}

/**
 * The near-symmetries of the records of files, as text that {@link mergeData} takes: a part of an audit that is made in several processes.
 *
 * @throws As {@link auditData}
 * @remarks O(records · cost of a search for symmetries): the part of {@link auditData} that does not compare them.
 *
 * @example
 * ```ts
 * import { mergeData, partOfData } from 'buridan/browser'
 * const bytes = (text: string) => new TextEncoder().encode(text)
 * const part = (x: number[], y: number[]) =>
 *   partOfData([{ name: 'a.json', bytes: bytes(JSON.stringify({ group: 'S(2)', repIn: 'V', repOut: 'V', x: [x], y: [y] })) }])
 * const parts = [part([1, 1], [1, 0]), part([1, 2], [0, 0])]
 * const { report } = mergeData(parts.map(({ text }, i) => ({ name: `${i}.part`, bytes: bytes(text) })))
 * console.log(report.samples, report.strictFloor) // → 2 0.25
 * ```
 */
export function partOfData(files: readonly DataFile[], options: AuditDataOptions = {}): WrittenPart {
  arrayOf(files, 'files')
  return partTaken([...files], options)
}

/** As {@link partOfData}, of files that nothing else needs, see {@link auditTaken}. */
export function partTaken(files: DataFile[], options: AuditDataOptions): WrittenPart {
  checkData(files, options)
  const written = lookAtData(files, options, true)
  const reasons = skippedIn(written)
  const records = written.of === 'atoms' ? written.part.frames.length : written.part.records.length
  const [reason] = reasons
  return {
    text: formatPart(written),
    records,
    skipped: reasons.length,
    ...(reason === undefined ? {} : { reason }),
  }
}

/** The reason of each skipped record. */
function skippedIn(written: DataPart): string[] {
  if (written.of === 'rows') return written.part.records.flatMap((r) => ('error' in r ? r.error.message : []))
  const { frames, found } = written.part
  return frames.flatMap((frame, i) => {
    if (frame instanceof Error) return frame.message
    const own = found[i]
    return own && 'error' in own ? own.error.message : []
  })
}

/**
 * The audit of parts, in their order: exactly that of their records in one run.
 *
 * @param files - written by {@link partOfData}
 * @param options - only `by`; the parts hold all other options
 * @throws InvalidFileError if a file is not a part
 * @throws InvalidArgumentError if the options of the parts differ
 * @remarks O(n log n) for n records, and a bounded number of alignments of two samples, and one for each copy.
 *
 * @example
 * ```ts
 * import { mergeData } from 'buridan/browser'
 * try {
 *   mergeData([{ name: 'a.part', bytes: new TextEncoder().encode('{}') }])
 * } catch (error) {
 *   console.log((error as Error).message) // → a.part is no part of an audit; buridan audit FILE --partial PART writes one
 * }
 * ```
 */
export function mergeData(files: readonly DataFile[], options: Pick<AuditDataOptions, 'by'> = {}): Audited {
  arrayOf(files, 'files').forEach(checkFile)
  const { by } = knownOptions(options, { by: true }, 'mergeData')
  if (by !== undefined) stringOf(by, 'by')
  const parts = files.map((file) => parsePart(textOf(file), file.name))
  return mergeParts(parts, by === undefined ? {} : { by })
}

function checkData(files: readonly DataFile[], options: AuditDataOptions): void {
  arrayOf(files, 'files').forEach(checkFile)
  checkOptionTypes(options)
  checkDataOptions(
    files.map((f) => f.name),
    options,
  )
}

function checkFile(file: DataFile): void {
  const { name, bytes } = objectOf(file, 'a file')
  stringOf(name, 'the name of a file')
  if (!(bytes instanceof Uint8Array)) {
    throw new InvalidArgumentError(`the bytes of ${name} are ${shown(bytes)}; they must be a Uint8Array`)
  }
}

/**
 * The names of the possible labels in files of atoms, from all frames that can be read; empty for other files. O(size of the files).
 *
 * @param files - all files of a data set: labels of crystals are in a separate file, see `framesOfFiles` of `@buridan/data`
 * @throws InvalidFileError if they are not such files
 * @throws InvalidArgumentError if `files` are not names with bytes
 *
 * @example
 * ```ts
 * import { labelsIn } from 'buridan/browser'
 * const text = '1\nenergy=-0.5\nH 0 0 0\n'
 * console.log(labelsIn([{ name: 'h.xyz', bytes: new TextEncoder().encode(text) }])) // → [ 'energy' ]
 * ```
 */
export function labelsIn(files: readonly DataFile[]): string[] {
  arrayOf(files, 'files').forEach(checkFile)
  if (files.length === 0 || !files.every((file) => isAtoms(file.name))) return []
  const frames = framesOf([...files])
  const good = frames.filter((frame): frame is AtomsFrame => !(frame instanceof InvalidFileError))
  if (good.length > 0) return [...new Set(frameLabels(good).map(({ name }) => name))]
  const [error] = frames as InvalidFileError[]
  // the errors of several files name them
  if (files.length > 1) throw error
  return named(
    files[0]!.name,
    () => {
      throw error
    },
    undefined,
  )
}

/** The frames of files, with what is needed alone where that is said. The list of files is emptied. */
function framesOf(files: DataFile[], needed?: Needed): readonly (AtomsFrame | InvalidFileError)[] {
  const texts = files.splice(0).map((file) => ({ name: file.name, text: textOf(file) }))
  const [only, second] = texts
  // the errors of several files name them
  const frames = second ? framesOfFiles(texts) : named(only!.name, framesOfFiles, texts)
  return needed === undefined ? frames : frames.map(slimmer(needed))
}

/**
 * Finds the near-symmetries of the records of files: a part of an audit. Files and options have been checked.
 *
 * @param comments - whether the comment lines of frames are kept
 */
function lookAtData(files: DataFile[], options: AuditDataOptions, comments: boolean): DataPart {
  const { name } = files[0]!
  if (!isLines(name, options) && isAtoms(name)) return lookAtAtoms(files, options, comments)
  const [file, second] = files as [DataFile, DataFile?]
  const { part, options: own, ignored } = rowsOf(file, second, options)
  return { of: 'rows', options: own, part, ignored }
}

function rowsOf(file: DataFile, second: DataFile | undefined, options: AuditDataOptions): LookedAtRows {
  if (isLines(file.name, options)) return readLines(file, options)
  if (isNpz(file.name)) return readNpz(file, options)
  return second ? readNpy(file, second, options) : readJson(file, options)
}

function lookAtAtoms(
  files: DataFile[],
  { group, label, out, tolerance, precision, asMolecule, by, onProgress }: AuditDataOptions,
  comments: boolean,
): DataPart {
  const needed = label === undefined ? undefined : { label, comments, ...(by === undefined ? {} : { by }) }
  const where = files.length === 1 ? files[0]!.name : `${files.length} files`
  const frames = framesOf(files, needed)
  if (label === undefined) {
    const good = frames.filter((frame): frame is AtomsFrame => !(frame instanceof InvalidFileError))
    const [first] = frames
    if (good.length === 0 && first instanceof InvalidFileError) throw first
    throw new InvalidArgumentError(
      `--label is missing: the name of the property that is the label; ${describedLabels(good)}`,
    )
  }
  const options = {
    group: group!,
    label,
    ...(out === undefined ? {} : { out: out as LabelKind }),
    ...(tolerance === undefined ? {} : { radius: tolerance }),
    ...(precision === undefined ? {} : { precision }),
    ...(asMolecule === undefined ? {} : { asMolecule }),
  }
  const part = named(where, (given: typeof frames) => lookAtFrames(given, options, onProgress), frames)
  return { of: 'atoms', options, part }
}
