import { determinant3 } from '@buridan/core'
import { type AtomsFrame, type FrameFormat, labelNames, parseFrames } from '@buridan/data'
import { BuridanError, InvalidArgumentError, InvalidFileError } from '@buridan/groups'
import { completedCell } from './completed-cell.js'
import type { FileRow } from './file-row.js'
import type { Row } from './row.js'

/** The formats of `read` that hold atoms, as the reader of frames calls them. */
const FRAMES: Readonly<Record<string, FrameFormat>> = {
  extxyz: 'xyz',
  xyz: 'xyz',
  cif: 'cif',
  poscar: 'poscar',
  sdf: 'sdf',
  molecules: 'molecules',
}

/** The rows of `point-group` that a file holds: its molecules and crystals, in order. */
export function pointGroupRowsOf(text: string, format: string | undefined): FileRow[] {
  if (format === undefined || !Object.hasOwn(FRAMES, format)) {
    throw new InvalidFileError(
      `how the file is written is not clear from its name: give --format ${Object.keys(FRAMES).join(', ')}`,
    )
  }
  return parseFrames(text, FRAMES[format]!).map((found, frame) => ({ row: rowOrError(found), frame }))
}

function rowOrError(frame: AtomsFrame | InvalidFileError): Row | Error {
  if (frame instanceof InvalidFileError) return frame
  try {
    return rowOf(frame)
  } catch (error) {
    if (error instanceof BuridanError) return error
    throw error
  }
}

function rowOf(frame: AtomsFrame): Row {
  const { elements, positions, lattice, pbc } = frame
  const labels = labelNames(frame)
  const isPeriodic = pbc ?? [lattice, lattice, lattice].map(Boolean)
  if (!isPeriodic.includes(true)) return { elements, positions, labels }
  if (!lattice) throw new InvalidArgumentError('the frame is periodic (pbc) and has no lattice')
  const cell = completedCell(lattice, isPeriodic)
  const rows = [cell.slice(0, 3), cell.slice(3, 6), cell.slice(6)]
  const crystal = { elements, positions: positions.map((p) => fractional(cell, p)), lattice: rows, labels }
  return isPeriodic.includes(false) ? { ...crystal, pbc: isPeriodic } : crystal
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
