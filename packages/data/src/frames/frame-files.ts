import { arrayOf, objectOf, stringOf } from '@buridan/core'
import { InvalidArgumentError, InvalidFileError } from '@buridan/groups'
import type { AtomsFrame } from './atoms-frame.js'
import { isLabelFile, type LabelRow, parseLabelRows, withLabels } from './label-rows.js'
import { type FrameFormat, parseFrames } from './parse-frames.js'

/** A file of atoms, or of labels for others: its name, whose ending says what it is, and its text. */
export interface FrameFile {
  readonly name: string
  readonly text: string
}

/** How the names of files of each format end, or begin. */
const NAMES: readonly (readonly [RegExp, FrameFormat])[] = [
  [/\.(?:ext)?xyz$/i, 'xyz'],
  [/\.cif$/i, 'cif'],
  [/(?:^|[/\\])(?:POSCAR|CONTCAR)[^/\\]*$|\.(?:vasp|poscar)$/i, 'poscar'],
  [/\.(?:sdf?|mol)$/i, 'sdf'],
  [/\.jsonl$/i, 'molecules'],
]

/**
 * The format of a file of atoms by its name: `.xyz` and `.extxyz`, `.cif`, names that begin with POSCAR or CONTCAR or end in `.vasp` or
 * `.poscar`, `.sdf`, `.sd` and `.mol`, and `.jsonl` for molecules; undefined for other names.
 *
 * @throws InvalidArgumentError for a name that is not a string
 * @remarks O(length).
 *
 * @example
 * ```ts
 * import { frameFormatOf } from '@buridan/data'
 * console.log(frameFormatOf('md/water.extxyz'), frameFormatOf('NaCl/POSCAR'), frameFormatOf('notes.txt')) // → xyz poscar undefined
 * ```
 */
export function frameFormatOf(name: string): FrameFormat | undefined {
  stringOf(name, 'the name of a file')
  return NAMES.find(([pattern]) => pattern.test(name))?.[1]
}

/**
 * The frames of several files of atoms, in order, each in the format that its name says, see {@link frameFormatOf}.
 *
 * Files of crystals have no labels: those come from JSON lines with the name of a file in `file`, in a file of them, such as
 * `{"file": "NaCl.cif", "energy": -27.1, "stress": [[…], […], […]], "atoms": {"forces": [[…], …]}}`: numbers, arrays of numbers and 3×3
 * matrices of the whole frame, and in `atoms` an entry for each atom. `block` names one of several structures of a CIF, `frame` one of several
 * frames, from 0. Values that are not numbers are left alone.
 *
 * @returns for a frame that cannot be read, its error; frames of several files have names
 * @throws InvalidFileError for a file without frames or of no such name, and for labels that belong to no frame, or are there already
 * @throws InvalidArgumentError for what is not a list of files
 * @remarks O(length of all).
 *
 * @example
 * ```ts
 * import { framesOfFiles } from '@buridan/data'
 * const poscar = 'Po\n3.36\n1 0 0\n0 1 0\n0 0 1\nPo\n1\nDirect\n0 0 0\n'
 * const [frame] = framesOfFiles([
 *   { name: 'Po/POSCAR', text: poscar },
 *   { name: 'labels.jsonl', text: '{"file": "Po/POSCAR", "energy": -3.1}' },
 * ])
 * console.log('elements' in frame! && frame.properties) // → Map(1) { 'energy' => [ -3.1 ] }
 * ```
 */
export function framesOfFiles(files: readonly FrameFile[]): (AtomsFrame | InvalidFileError)[] {
  for (const file of arrayOf(files, 'files')) {
    const { name, text } = objectOf(file, 'a file')
    stringOf(name, 'the name of a file')
    stringOf(text, `the text of ${name}`)
  }
  if (files.length === 0) throw new InvalidArgumentError('there are no files')
  const several = files.length > 1
  const isLabels = (file: FrameFile) =>
    several && frameFormatOf(file.name) === 'molecules' && isLabelFile(file.text)
  const rows: LabelRow[] = files.filter(isLabels).flatMap(parseLabelRows)
  const frames = files
    .filter((file) => !isLabels(file))
    .flatMap((file) => {
      const own = framesOf(file, several)
      return own.map((frame, index) => ({ file: file.name, index, count: own.length, frame }))
    })
  if (frames.length === 0) throw new InvalidFileError('the files hold labels only, and no atoms')
  return rows.length === 0 ? frames.map(({ frame }) => frame) : withLabels(frames, rows)
}

function framesOf({ name, text }: FrameFile, several: boolean): (AtomsFrame | InvalidFileError)[] {
  const format = frameFormatOf(name)
  if (!format) {
    throw new InvalidFileError(
      `${name} is not a file of atoms by its name: .xyz, .extxyz, .cif, POSCAR, CONTCAR, .vasp, .sdf, .mol or .jsonl`,
    )
  }
  if (!several) return parseFrames(text, format)
  const inFile = (error: InvalidFileError) =>
    new InvalidFileError(`${name}: ${error.message}`, { cause: error })
  try {
    const found = parseFrames(text, format)
    return found.map((frame, i) => {
      if (frame instanceof InvalidFileError) return inFile(frame)
      const which = frame.name ?? `frame ${i + 1} of it`
      return { ...frame, name: found.length > 1 ? `${name}, ${which}` : name }
    })
  } catch (error) {
    // one file that cannot be read does not lose the others
    if (error instanceof InvalidFileError) return [inFile(error)]
    throw error
  }
}
