import { InvalidArgumentError, shown } from '@buridan/core'

/** Å; coordinates from experiment and from quantum chemistry are seldom better than 0.01 Å. */
export const DEFAULT_POSITION_TOLERANCE = 0.1

/** @throws InvalidArgumentError if it is not a positive number */
export function positiveTolerance(tolerance: number = DEFAULT_POSITION_TOLERANCE): number {
  if (typeof tolerance !== 'number' || !(tolerance > 0 && tolerance < Number.POSITIVE_INFINITY)) {
    throw new InvalidArgumentError(`tolerance is ${shown(tolerance)}; it must be a positive length`)
  }
  return tolerance
}

/** Operations are sought up to this many tolerances, so that the gap to those left out is known. */
export const SEARCH_FACTOR = 3
