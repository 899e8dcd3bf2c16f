import { knownOptions, objectOf } from '@buridan/core'
import type { Crystal } from '../crystals/crystal.js'
import { positiveTolerance } from '../operations/position-tolerance.js'
import { readWire, type Wire } from './wire.js'
import { type WireSymmetry, wireSymmetry } from './wire-symmetry.js'

/** A wire and its operations. */
export interface AnalysedWire {
  readonly wire: Wire
  readonly found: WireSymmetry
}

/**
 * Finds the symmetry of a wire.
 *
 * @throws InvalidArgumentError | RepresentationMismatchError | UnsupportedError as `rodGroup`
 */
export function analysedWire(crystal: Crystal, options: { tolerance?: number }): AnalysedWire {
  const tolerance = positiveTolerance(
    knownOptions(options, { tolerance: true }, 'a wire’s symmetry').tolerance,
  )
  const wire = readWire(objectOf(crystal, 'a wire'), tolerance)
  return { wire, found: wireSymmetry(wire, tolerance * wire.given.unit) }
}

/** Whether a structure says that it repeats along one of its cell vectors only. */
export function isWire({ periodic }: Crystal): boolean {
  return Array.isArray(periodic) && periodic.filter((p) => p === true).length === 1
}
