import { InvalidArgumentError } from '../core/errors.js'
import { shown } from '../core/validate.js'

/** Relative distance within which a point counts as unmoved. */
export const DEFAULT_TOLERANCE = 1e-6

/** A relative tolerance, the default where none is given. @throws InvalidArgumentError */
export function checkedTolerance(tolerance: number = DEFAULT_TOLERANCE): number {
  if (typeof tolerance !== 'number' || !(tolerance >= 0 && tolerance < 1)) {
    throw new InvalidArgumentError(`tolerance is ${shown(tolerance)}; it must be from 0 to less than 1`)
  }
  return tolerance
}
