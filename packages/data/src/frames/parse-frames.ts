import { shown } from '@buridan/core'
import { InvalidArgumentError, InvalidFileError } from '@buridan/groups'
import { parseMolecules } from '../molecules/parse-molecules.js'
import { recordsInPlace } from '../records/records-in-place.js'
import { parseSdf } from '../sdf/parse-sdf.js'
import { parseXyz } from '../xyz/parse-xyz.js'
import type { AtomsFrame } from './atoms-frame.js'
import { frameOfPoscar, framesOfCif } from './crystal-frames.js'
import { frameOfMolecule, frameOfSdf } from './molecule-frames.js'

/** A format of files of atoms: extended XYZ, SDF, molecules as one JSON object a line, CIF, or POSCAR. */
export type FrameFormat = 'xyz' | 'sdf' | 'molecules' | 'cif' | 'poscar'

/**
 * Reads a file of atoms in a format that holds them, see {@link parseXyz}, {@link parseSdf}, {@link parseMolecules}, {@link parseCifBlocks}
 * and {@link parsePoscar}. Molecules have `bonds` as a property of pairs of atoms: the order of the bond between them, 0 without a bond.
 * Numbers of data items of SDF, and of other fields of a JSON object, are properties of the whole; charges of SDF, and lists in the object
 * `atoms`, those of atoms. A drawing in the plane is an error.
 * Crystals have all atoms of the cell, in Å; those of CIF with `oxidation` where all sites have one, those of POSCAR with `velocities` where
 * it has them. A crystal with sites that are partly occupied is no one arrangement of atoms, and is an error.
 *
 * @returns the frames in order; for a frame that cannot be read, its error
 * @throws InvalidFileError for a file without frames
 * @remarks O(length), O(n²) for a molecule of n atoms, and what {@link crystalAtoms} takes for CIF.
 *
 * @example
 * ```ts
 * import { parseFrames } from '@buridan/data'
 * const [frame, error] = parseFrames('1\n\nH 0 0 0\n1\n\nH 0 0\n', 'xyz')
 * console.log(frame) // → { elements: [ 'H' ], positions: [ [ 0, 0, 0 ] ], atomProperties: Map(0) {}, columns: Map(0) {}, decimals: 0, info: Map(1) { 'comment' => '' }, properties: Map(0) {} }
 * console.log((error as Error).message) // → line 6 has 3 columns; there must be 4
 * ```
 */
export function parseFrames(text: string, format: FrameFormat): (AtomsFrame | InvalidFileError)[] {
  switch (format) {
    case 'xyz':
      return recordsInPlace((options) => parseXyz(text, options))
    case 'sdf':
      return framed(
        recordsInPlace((options) => parseSdf(text, options)),
        frameOfSdf,
      )
    case 'molecules':
      return moleculeFrames(text)
    case 'cif':
      return recordsInPlace((options) => framesOfCif(text, options))
    case 'poscar':
      return [frameOfPoscar(text)]
    default:
      throw new InvalidArgumentError(
        `there is no format ${shown(format)} of frames; there are xyz, sdf, molecules, cif and poscar`,
      )
  }
}

function moleculeFrames(text: string): (AtomsFrame | InvalidFileError)[] {
  const molecules = recordsInPlace((options) => parseMolecules(text, options))
  if (molecules.length === 0) throw new InvalidFileError('there are no molecules in it')
  return framed(molecules, frameOfMolecule)
}

/** The frames of records; an error in the place of a record that has one, or has no frame. */
function framed<R>(
  records: readonly (R | InvalidFileError)[],
  frameOf: (record: R) => AtomsFrame,
): (AtomsFrame | InvalidFileError)[] {
  return records.map((record, i) =>
    record instanceof InvalidFileError ? record : framedRecord(record, i + 1, frameOf),
  )
}

/** The frame of a record at a place from 1, or why it has none. */
export function framedRecord<R>(
  record: R,
  place: number,
  frameOf: (record: R) => AtomsFrame,
): AtomsFrame | InvalidFileError {
  try {
    return frameOf(record)
  } catch (cause) {
    if (!(cause instanceof InvalidFileError)) throw cause
    return new InvalidFileError(`molecule ${place}: ${cause.message}`, { cause })
  }
}
