import { determinant3 } from '@buridan/core'
import {
  type AtomsFrame,
  type Crystal,
  type CrystalStructure,
  crystalAtoms,
  parseCifBlocks,
  parseFrames,
  parsePoscar,
  recordsInPlace,
} from '@buridan/data'
import { BuridanError, InvalidArgumentError, InvalidFileError, UnsupportedError } from '@buridan/groups'
import type { FileRow } from './file-row.js'
import type { Row } from './row.js'

/** The rows of `point-group` that a file holds: its molecules and crystals, in order. */
export function pointGroupRowsOf(text: string, format: string | undefined): FileRow[] {
  return structuresIn(text, format).map((row, frame) => ({ row, frame }))
}

function structuresIn(text: string, format: string | undefined): (Row | Error)[] {
  switch (format) {
    case 'extxyz':
    case 'xyz':
      return parseFrames(text, 'xyz').map((frame) => (frame instanceof Error ? frame : kept(ofFrame, frame)))
    case 'sdf':
    case 'molecules':
      return parseFrames(text, format).map((frame) => (frame instanceof Error ? frame : kept(ofFrame, frame)))
    case 'cif':
      return recordsInPlace((options) => parseCifBlocks(text, options)).map((crystal) =>
        crystal instanceof Error ? crystal : kept(ofCrystal, crystal),
      )
    case 'poscar':
      return [ofStructure(parsePoscar(text))]
    default:
      throw new InvalidFileError(
        'how the file is written is not clear from its name: give --format extxyz, cif, poscar, sdf or molecules',
      )
  }
}

/** The row, or the error in its place. */
function kept<T>(rowOf: (value: T) => Row, value: T): Row | Error {
  try {
    return rowOf(value)
  } catch (error) {
    if (error instanceof BuridanError) return error
    throw error
  }
}

function ofFrame({ elements, positions, lattice, pbc }: AtomsFrame): Row {
  const isPeriodic = pbc ?? [lattice, lattice, lattice].map(Boolean)
  if (!isPeriodic.includes(true)) return { elements, positions }
  if (isPeriodic.includes(false) || !lattice) {
    throw new UnsupportedError(
      `the frame is periodic along ${isPeriodic.filter(Boolean).length} of 3 directions (pbc): point groups of slabs and wires are not known`,
    )
  }
  const rows = [lattice.slice(0, 3), lattice.slice(3, 6), lattice.slice(6)]
  return { elements, positions: positions.map((p) => fractional(lattice, p)), lattice: rows }
}

/** Coordinates along the rows of a lattice, by Cramer's rule. */
function fractional(lattice: readonly number[], position: readonly number[]): number[] {
  const volume = determinant3(Float64Array.from(lattice))
  if (volume === 0) throw new InvalidArgumentError('the lattice is flat: its vectors lie in a plane')
  return [0, 1, 2].map((k) => {
    const replaced = Float64Array.from(lattice)
    replaced.set(position, 3 * k)
    return determinant3(replaced) / volume
  })
}

function ofStructure({ elements, positions, lattice }: CrystalStructure): Row {
  return { elements, positions, lattice }
}

function ofCrystal(crystal: Crystal): Row {
  const partial = crystal.sites.find((site) => site.occupancy !== 1)
  if (partial) {
    throw new UnsupportedError(
      `${crystal.name}: site ${partial.label} is occupied in ${partial.occupancy} of the cells: point groups of disordered crystals are not known`,
    )
  }
  return ofStructure(crystalAtoms(crystal))
}
