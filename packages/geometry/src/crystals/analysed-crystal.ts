import { knownOptions, type Matrix3, objectOf } from '@buridan/core'
import { idealMatrices } from '../operations/ideal-matrices.js'
import { cayleyTable } from '../operations/operation-group.js'
import { positiveTolerance } from '../operations/position-tolerance.js'
import type { Crystal } from './crystal.js'
import { type CrystalSymmetry, crystalSymmetry } from './crystal-symmetry.js'
import { type ReadCrystal, readCrystal } from './read-crystal.js'

/** A crystal, its operations, and matrices that multiply as they do. */
export interface AnalysedCrystal {
  readonly read: ReadCrystal
  readonly found: CrystalSymmetry
  /** The products of the operations. */
  readonly cayley: Uint32Array
  readonly matrices: readonly Matrix3[]
}

/**
 * Finds the symmetry of a crystal; what all functions of one crystal begin with.
 *
 * @throws InvalidArgumentError | RepresentationMismatchError as `crystalPointGroup`
 */
export function analysed(crystal: Crystal, options: { tolerance?: number }): AnalysedCrystal {
  const tolerance = positiveTolerance(
    knownOptions(options, { tolerance: true }, 'a crystal’s symmetry').tolerance,
  )
  const read = readCrystal(objectOf(crystal, 'a crystal'), tolerance)
  return analysedAs(read, crystalSymmetry(read.cell, tolerance * read.unit, read.radius))
}

/** A crystal with a symmetry that was found. */
export function analysedAs(read: ReadCrystal, found: CrystalSymmetry): AnalysedCrystal {
  const cayley = cayleyTable(found.group)
  return { read, found, cayley, matrices: idealMatrices(found.operations, cayley) }
}
