import { booleanOf, knownOptions, numberIn, shown, stringOf } from '@buridan/core'
import { frameFormatOf } from '@buridan/data'
import { InvalidArgumentError } from '@buridan/groups'

/** Called with the number of samples done and the number of all samples. */
export type AuditProgress = (done: number, total: number) => void

/** Options that a data set does not contain. */
export interface AuditDataOptions {
  readonly group?: string
  readonly in?: string
  /**
   * The output representation; for files of atoms the kind of the label, if the number of its components does not decide it: `scalar`,
   * `pseudo`, `vector`, `axial`, `tensor`, `voigt` or `voigt-strain`, see `frameDataSets` of `@buridan/data`.
   */
  readonly out?: string
  /** The property of a file of atoms that is the label, such as `bonds` of molecules. */
  readonly label?: string
  /**
   * How far near-symmetries and near-copies are sought, relative to the norm of an input, 0.1 by default; for files of atoms in Å, 1 by
   * default. A larger one makes the curve of the floor begin at smaller slopes and changes none of its values.
   */
  readonly tolerance?: number
  /**
   * The error of inputs: an input that is symmetric within it counts as symmetric. For files of atoms the largest error of a position in Å,
   * by default from the digits of the file; for rows that of a point, or the norm of the error of an input without points, by default that
   * of rounding.
   */
  readonly precision?: number
  /** Treats periodic frames of a file of atoms as molecules, without their cells. */
  readonly asMolecule?: boolean
  /** A convex loss whose floor is computed too. */
  readonly loss?: string
  /** Splits the figures of files of atoms: `element`, `formula`, or a key of the frames. */
  readonly by?: string
  /** Called after each sample. */
  readonly onProgress?: AuditProgress
}

/** @throws InvalidArgumentError for an option of another type */
export function checkOptionTypes(options: AuditDataOptions): void {
  const { tolerance, asMolecule, onProgress } = knownOptions(
    options,
    {
      group: true,
      in: true,
      out: true,
      label: true,
      tolerance: true,
      precision: true,
      asMolecule: true,
      loss: true,
      by: true,
      onProgress: true,
    },
    'an audit of files',
  )
  if (onProgress !== undefined && typeof onProgress !== 'function')
    throw new InvalidArgumentError(`onProgress is ${shown(onProgress)}; it must be a function`)
  if (asMolecule !== undefined) booleanOf(asMolecule, 'asMolecule')
  if (tolerance !== undefined) numberIn(tolerance, 0, 1e6, 'tolerance')
  if (options.precision !== undefined) numberIn(options.precision, 0, Number.MAX_VALUE, 'precision')
  for (const key of ['group', 'in', 'out', 'label', 'loss', 'by'] as const) {
    if (options[key] !== undefined) stringOf(options[key], key)
  }
}

/**
 * Checks that options suit files of these names, before large files are read.
 *
 * @throws InvalidArgumentError if one is missing or does not apply
 */
export function checkDataOptions(names: readonly string[], options: AuditDataOptions): void {
  const [name, second] = names
  if (name === undefined) throw new InvalidArgumentError('no file is given; give one data set')
  if (isLines(name, options)) {
    if (second !== undefined) refuseMore(second)
    refuseForRows(options)
    needed(options, 'group', 'the group')
    needed(options, 'out', 'the output representation')
    return
  }
  if (isAtoms(name)) {
    const other = names.find((n) => !isAtoms(n))
    if (other !== undefined) throw new InvalidArgumentError(`${other} is not a file of atoms, as ${name} is`)
    refuseForAtoms(options)
    return
  }
  refuseForRows(options)
  if (isNpy(name) || isNpz(name)) {
    if (isNpy(name) && (second === undefined || !isNpy(second) || names.length > 2)) {
      throw new InvalidArgumentError('NumPy data come as a pair: x.npy y.npy')
    }
    if (isNpz(name) && second !== undefined) refuseMore(second)
    needed(options, 'group', 'the group')
    needed(options, 'in', 'the input representation')
    needed(options, 'out', 'the output representation')
    return
  }
  if (second !== undefined) refuseMore(second)
}

function refuseMore(file: string): never {
  throw new InvalidArgumentError(
    `${file} is one file too many; only NumPy data come as a pair, and atoms in several files`,
  )
}

function refuseForAtoms(options: AuditDataOptions): void {
  needed(options, 'group', 'O(3), SO(3) or a point group')
  if (options.in !== undefined) {
    throw new InvalidArgumentError('--in is for JSON and NumPy data; of atoms it is positions and elements')
  }
  if (options.loss !== undefined) {
    throw new InvalidArgumentError(
      '--loss is for JSON and NumPy data, whose samples are all of one representation',
    )
  }
}

function refuseForRows({ asMolecule, label, by }: AuditDataOptions): void {
  const files = '.xyz, .cif, POSCAR and .jsonl'
  if (asMolecule) throw new InvalidArgumentError(`--as-molecule is for files of atoms: ${files}`)
  if (label !== undefined) throw new InvalidArgumentError(`--label is for files of atoms: ${files}`)
  if (by !== undefined) throw new InvalidArgumentError(`--by is for files of atoms: ${files}`)
}

function needed(options: AuditDataOptions, name: 'group' | 'in' | 'out', what: string): void {
  if (options[name] === undefined) throw new InvalidArgumentError(`--${name} is missing: ${what}`)
}

/** Whether a file holds atoms, by its name. */
export function isAtoms(name: string): boolean {
  return frameFormatOf(name) !== undefined
}

/** Whether a file has one row `{ x, y }` a line: JSON lines are rows if `in` is given, otherwise molecules. */
export function isLines(name: string, options: AuditDataOptions): boolean {
  return /\.jsonl$/i.test(name) && options.in !== undefined
}

/** Whether a file is a NumPy archive, by its name. */
export function isNpz(name: string): boolean {
  return /\.npz$/i.test(name)
}

/** Whether a file is a NumPy array, by its name. */
function isNpy(name: string): boolean {
  return /\.npy$/i.test(name)
}
