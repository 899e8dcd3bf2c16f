import { arrayOf, objectOf, shown, stringOf } from '@buridan/core'
import {
  type AtomsFrame,
  describedLabels,
  framesOfFiles,
  type LabelKind,
  labelNames,
  parseNpy,
  type Rows,
} from '@buridan/data'
import {
  BuridanError,
  InvalidArgumentError,
  InvalidFileError,
  parseAnyGroup,
  parseRepresentation,
} from '@buridan/groups'
import { Auditor, type AuditorOptions, convexFloor, convexLoss } from '@buridan/relaxed'
import { auditFrames } from './audit-frames.js'
import { type AuditDataOptions, checkDataOptions, checkOptionTypes, isAtoms } from './audit-options.js'
import type { Audited } from './audited.js'

/** A file's name, whose ending says what it is, and what is in it. */
export interface DataFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/**
 * Audits a data set: `{ group, repIn, repOut, x, y }` in a JSON file, the options in place of its fields; a pair of NumPy files of inputs and
 * labels with `group`, `in` and `out`; or files of atoms with `group` and `label`: extended XYZ, molecules, a JSON object a line, with the
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
  if (isAtoms(file.name)) return auditAtoms(files, options)
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
 * The names of what can be the label of a file of atoms, from the first frame that can be read; none for other files. O(size of the file).
 *
 * @throws InvalidFileError if it is no such file
 * @throws InvalidArgumentError if `file` is not a name with bytes
 *
 * @example
 * ```ts
 * import { labelsIn } from 'buridan/browser'
 * const text = '1\nenergy=-0.5\nH 0 0 0\n'
 * console.log(labelsIn({ name: 'h.xyz', bytes: new TextEncoder().encode(text) })) // → [ 'energy' ]
 * ```
 */
export function labelsIn(file: DataFile): string[] {
  checkFile(file)
  if (!isAtoms(file.name)) return []
  const frames = framesOf([file])
  const first = frames.find((frame): frame is AtomsFrame => !(frame instanceof InvalidFileError))
  if (first) return labelNames(first)
  return named(
    file.name,
    ([error]: typeof frames) => {
      throw error
    },
    frames,
  )
}

function framesOf(files: readonly DataFile[]): readonly (AtomsFrame | InvalidFileError)[] {
  const texts = files.map((file) => ({ name: file.name, text: textOf(file) }))
  const [only, second] = texts
  // files of several are named by the errors of their frames
  return second ? framesOfFiles(texts) : named(only!.name, framesOfFiles, texts)
}

function textOf({ bytes }: DataFile): string {
  return new TextDecoder().decode(bytes)
}

function auditJson(file: DataFile, options: AuditDataOptions): Audited {
  const { name: path } = file
  const data = readDataSet(file)
  const field = (name: string, given: string | undefined) => {
    const value = given ?? data[name]
    if (typeof value !== 'string')
      throw new InvalidFileError(`${path} has no text field ${name}; add it or give the option`)
    return value
  }
  const group = parseAnyGroup(field('group', options.group))
  const [x, y] = [rows(data.x, 'x', path), rows(data.y, 'y', path)]
  if (x.length !== y.length) {
    throw new InvalidFileError(`${path}: x has ${x.length} rows and y ${y.length}; they must pair up`)
  }
  const reps = {
    repIn: parseRepresentation(group, field('repIn', options.in)),
    repOut: parseRepresentation(group, field('repOut', options.out)),
  }
  return auditRows(
    { rows: x.length, row: (i) => x[i]! },
    { rows: y.length, row: (i) => y[i]! },
    reps,
    options,
  )
}

/** Rows that are there or are read one by one, whose numbers are not looked at yet. */
type UncheckedRows = Pick<Rows, 'rows'> & { row(i: number): ArrayLike<number> }

/** Audits rows one by one, and computes the floor of another loss if one is given. */
function auditRows(
  x: UncheckedRows,
  y: UncheckedRows,
  reps: Pick<AuditorOptions, 'repIn' | 'repOut'>,
  { tolerance, loss }: AuditDataOptions,
): Audited {
  const settings = { ...reps, ...(tolerance === undefined ? {} : { tolerance }) }
  const auditor = new Auditor(settings)
  const prices: number[] = []
  const good: number[] = []
  for (let i = 0; i < x.rows; i++) {
    try {
      prices.push(auditor.add(x.row(i), y.row(i)))
      good.push(i)
    } catch (error) {
      // a bad row is named in the report and does not lose the others
      if (!(error instanceof BuridanError)) throw error
      auditor.skip(error)
    }
  }
  const audited = { report: auditor.report(), prices: Float64Array.from(prices) }
  if (loss === undefined) return audited
  const all = (data: UncheckedRows) => good.map((i) => data.row(i))
  return { ...audited, convex: convexFloor({ ...settings, x: all(x), y: all(y), loss: convexLoss(loss) }) }
}

/** Audits sets of atoms. */
function auditAtoms(
  files: readonly DataFile[],
  { group, label, out, tolerance, asMolecule }: AuditDataOptions,
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
      auditFrames(given, {
        group: group!,
        label,
        ...(out === undefined ? {} : { out: out as LabelKind }),
        ...(tolerance === undefined ? {} : { tolerance }),
        ...(asMolecule === undefined ? {} : { asMolecule }),
      }),
    frames,
  )
}

function auditNpy(xFile: DataFile, yFile: DataFile, options: AuditDataOptions): Audited {
  const group = parseAnyGroup(options.group!)
  const x = named(xFile.name, parseNpy, xFile.bytes)
  const y = named(yFile.name, parseNpy, yFile.bytes)
  if (x.rows !== y.rows) {
    throw new InvalidFileError(
      `${xFile.name} has ${x.rows} rows and ${yFile.name} ${y.rows}; they must pair up`,
    )
  }
  const reps = {
    repIn: parseRepresentation(group, options.in!),
    repOut: parseRepresentation(group, options.out!),
  }
  return auditRows(x, y, reps, options)
}

/** Parses, with the path before what goes wrong. */
function named<I, O>(path: string, parse: (input: I) => O, input: I): O {
  try {
    return parse(input)
  } catch (cause) {
    if (cause instanceof InvalidFileError) throw new InvalidFileError(`${path}: ${cause.message}`, { cause })
    throw cause
  }
}

function readDataSet(file: DataFile): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(textOf(file))
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>
  } catch (cause) {
    throw new InvalidFileError(`${file.name} is not JSON: it is of another format, or was cut`, { cause })
  }
  throw new InvalidFileError(`${file.name} holds no object { group, repIn, repOut, x, y }`)
}

function rows(value: unknown, name: string, path: string): number[][] {
  if (!Array.isArray(value)) throw new InvalidFileError(`${path}: ${name} must be an array of rows`)
  return value as number[][]
}
