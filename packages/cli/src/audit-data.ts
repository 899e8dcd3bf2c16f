import { arrayOf, objectOf, shown, stringOf } from '@buridan/core'
import { type AtomsFrame, describedLabels, frameLabels, framesOfFiles, type LabelKind } from '@buridan/data'
import { InvalidArgumentError, InvalidFileError } from '@buridan/groups'
import { auditFrames } from './audit-frames.js'
import {
  type AuditDataOptions,
  checkDataOptions,
  checkOptionTypes,
  isAtoms,
  isLines,
  isNpz,
} from './audit-options.js'
import { auditJson, auditLines, auditNpy, auditNpz } from './audit-rows.js'
import type { Audited } from './audited.js'
import { type DataFile, named, textOf } from './data-file.js'

/**
 * Audits a data set: `{ group, repIn, repOut, x, y }` in a JSON file, the options in place of its fields; JSON lines of `{ x, y }`, a pair of
 * NumPy files of inputs and labels, or an archive with arrays `x` and `y`, with `group`, `in` and `out`; or files of atoms with `group` and `label`: extended XYZ, molecules, a JSON object a line, with the
 * label `bonds`, and CIF and POSCAR, whose labels are in JSON lines beside them, see `framesOfFiles` of `@buridan/data`. Runs in Node and in
 * a browser.
 *
 * @throws InvalidFileError if a file is no such data set
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
  arrayOf(files, 'files').forEach(checkFile)
  checkOptionTypes(options)
  checkDataOptions(
    files.map((f) => f.name),
    options,
  )
  const [file, second] = files as [DataFile, DataFile?]
  if (isLines(file.name, options)) return auditLines(file, options)
  if (isAtoms(file.name)) return auditAtoms(files, options)
  if (isNpz(file.name)) return auditNpz(file, options)
  return second ? auditNpy(file, second, options) : auditJson(file, options)
}

function checkFile(file: DataFile): void {
  const { name, bytes } = objectOf(file, 'a file')
  stringOf(name, 'the name of a file')
  if (!(bytes instanceof Uint8Array)) {
    throw new InvalidArgumentError(`the bytes of ${name} are ${shown(bytes)}; they must be a Uint8Array`)
  }
}

/**
 * The names of what can be the label of files of atoms, of all frames that can be read; none for other files. O(size of the files).
 *
 * @param files - all files of a data set: labels of crystals are in a file beside theirs, see `framesOfFiles` of `@buridan/data`
 * @throws InvalidFileError if they are no such files
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
  const frames = framesOf(files)
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

function framesOf(files: readonly DataFile[]): readonly (AtomsFrame | InvalidFileError)[] {
  const texts = files.map((file) => ({ name: file.name, text: textOf(file) }))
  const [only, second] = texts
  // the errors of several files name them
  return second ? framesOfFiles(texts) : named(only!.name, framesOfFiles, texts)
}

/** Audits sets of atoms. */
function auditAtoms(
  files: readonly DataFile[],
  { group, label, out, tolerance, precision, asMolecule, onProgress }: AuditDataOptions,
): Audited {
  const frames = framesOf(files)
  if (label === undefined) {
    const good = frames.filter((frame): frame is AtomsFrame => !(frame instanceof InvalidFileError))
    const [first] = frames
    if (good.length === 0 && first instanceof InvalidFileError) throw first
    throw new InvalidArgumentError(
      `--label is missing: the name of the property that is the label; ${describedLabels(good)}`,
    )
  }
  return named(
    files.length === 1 ? files[0]!.name : `${files.length} files`,
    (given: typeof frames) =>
      auditFrames(
        given,
        {
          group: group!,
          label,
          ...(out === undefined ? {} : { out: out as LabelKind }),
          ...(tolerance === undefined ? {} : { radius: tolerance }),
          ...(precision === undefined ? {} : { precision }),
          ...(asMolecule === undefined ? {} : { asMolecule }),
        },
        onProgress,
      ),
    frames,
  )
}
