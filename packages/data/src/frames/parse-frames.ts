import { shown } from '@buridan/core'
import { InvalidArgumentError, InvalidFileError } from '@buridan/groups'
import type { MoleculeRecord } from '../molecules/molecule-record.js'
import { parseMolecules } from '../molecules/parse-molecules.js'
import { decimalsOfNumbers } from '../precision/decimals.js'
import type { RecordOptions } from '../records/record-options.js'
import { parseXyz } from '../xyz/parse-xyz.js'
import type { AtomsFrame } from './atoms-frame.js'
import { frameOfPoscar, framesOfCif } from './crystal-frames.js'

/** A format of files of atoms: extended XYZ, molecules as one JSON object a line, CIF, or POSCAR. */
export type FrameFormat = 'xyz' | 'molecules' | 'cif' | 'poscar'

/**
 * Reads a file of atoms in a format that holds them, see {@link parseXyz}, {@link parseMolecules}, {@link parseCifBlocks} and
 * {@link parsePoscar}. Molecules have `bonds` as a property of pairs of atoms: the order of the bond between them, 0 without a bond.
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
 * console.log(frame) // → { elements: [ 'H' ], positions: [ [ 0, 0, 0 ] ], atomProperties: Map(0) {}, decimals: 0, info: Map(1) { 'comment' => '' }, properties: Map(0) {} }
 * console.log((error as Error).message) // → line 6 has 3 columns; there must be 4
 * ```
 */
export function parseFrames(text: string, format: FrameFormat): (AtomsFrame | InvalidFileError)[] {
  switch (format) {
    case 'xyz':
      return inPlace((options) => parseXyz(text, options))
    case 'molecules':
      return moleculeFrames(text)
    case 'cif':
      return inPlace((options) => framesOfCif(text, options))
    case 'poscar':
      return [frameOfPoscar(text)]
    default:
      throw new InvalidArgumentError(
        `there is no format ${shown(format)} of frames; there are xyz, molecules, cif and poscar`,
      )
  }
}

function moleculeFrames(text: string): (AtomsFrame | InvalidFileError)[] {
  const molecules = inPlace((options) => parseMolecules(text, options))
  if (molecules.length === 0) throw new InvalidFileError('there are no molecules in it')
  return molecules.map((m) => (m instanceof InvalidFileError ? m : frameOf(m)))
}

/** Records in order; for a record that cannot be read, its error. */
function inPlace<R>(parse: (options: RecordOptions) => (R | InvalidFileError)[]): (R | InvalidFileError)[] {
  const errors = new Map<number, InvalidFileError>()
  const good = parse({ onError: (error, index) => errors.set(index, error) })
  let next = 0
  return Array.from({ length: good.length + errors.size }, (_, i) => errors.get(i) ?? good[next++]!)
}

function frameOf({ elements, positions, bonds }: MoleculeRecord): AtomsFrame {
  const n = elements.length
  const orders = new Float64Array(n * n)
  for (const [i, j, order] of bonds) orders[i * n + j] = orders[j * n + i] = order
  return {
    elements,
    positions,
    atomProperties: new Map(),
    properties: new Map(),
    pairProperties: new Map([['bonds', orders]]),
    decimals: decimalsOfNumbers(positions.flat()),
  }
}
