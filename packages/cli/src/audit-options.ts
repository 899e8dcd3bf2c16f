import { numberIn, objectOf, shown, stringOf } from '@buridan/core'
import { frameFormatOf } from '@buridan/data'
import { InvalidArgumentError } from '@buridan/groups'

/** Takes the number of samples that are audited and that of all. */
export type AuditProgress = (done: number, total: number) => void

/** What a data set does not say of itself. */
export interface AuditDataOptions {
  readonly group?: string
  readonly in?: string
  /**
   * The output representation; for files of atoms what the numbers of the label are, where it is not clear from how many they are:
   * `scalar`, `pseudo`, `vector`, `axial`, `tensor`, `voigt` or `voigt-strain`, see `frameDataSets` of `@buridan/data`.
   */
  readonly out?: string
  /** The property of a file of atoms that is the label, such as `bonds` of molecules. */
  readonly label?: string
  /**
   * How far near-symmetries and near-copies are sought, relative to the norm of an input, 0.1 by default; for files of atoms in Å, 1 by default. A larger
   * one makes the curve of the floor begin at smaller slopes, and changes no value of it.
   */
  readonly tolerance?: number
  /**
   * How well inputs are known: what is symmetric to it has the symmetry. For files of atoms in Å an atom, by default what the digits of the file
   * tell; of rows the distance, by default that of rounding.
   */
  readonly precision?: number
  /** Takes periodic frames of a file of atoms for molecules, without their cells. */
  readonly asMolecule?: boolean
  /** A convex loss whose floor is computed too. */
  readonly loss?: string
  /** Of files of atoms, what figures are split by beside those of all: `element`, `formula`, or a key of the frames. */
  readonly by?: string
  /** Takes how many samples of all are audited, after each. */
  readonly onProgress?: AuditProgress
}

/** @throws InvalidArgumentError for an option of another type */
export function checkOptionTypes(options: AuditDataOptions): void {
  const { tolerance, asMolecule, onProgress } = objectOf(options, 'options')
  if (onProgress !== undefined && typeof onProgress !== 'function')
    throw new InvalidArgumentError(`onProgress is ${shown(onProgress)}; it must be a function`)
  if (asMolecule !== undefined && typeof asMolecule !== 'boolean') {
    throw new InvalidArgumentError(`asMolecule is ${shown(asMolecule)}; it must be true or false`)
  }
  if (tolerance !== undefined) numberIn(tolerance, 0, 1e6, 'tolerance')
  if (options.precision !== undefined) numberIn(options.precision, 0, Number.MAX_VALUE, 'precision')
  for (const key of ['group', 'in', 'out', 'label', 'loss', 'by'] as const) {
    if (options[key] !== undefined) stringOf(options[key], key)
  }
}

/**
 * Whether options go with files of these names: seen before large files are read.
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

/** Whether a file is one of atoms, by its name. */
export function isAtoms(name: string): boolean {
  return frameFormatOf(name) !== undefined
}

/** Whether a file has a row `{ x, y }` a line: JSON lines with a representation of x; without one they are molecules. */
export function isLines(name: string, options: AuditDataOptions): boolean {
  return /\.jsonl$/i.test(name) && options.in !== undefined
}

/** Whether a file is a NumPy archive, by its name. */
export function isNpz(name: string): boolean {
  return /\.npz$/i.test(name)
}

/** Whether a file is one of NumPy, by its name. */
function isNpy(name: string): boolean {
  return /\.npy$/i.test(name)
}
