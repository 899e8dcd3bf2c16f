import { InvalidArgumentError } from '../errors/errors.js'
import { shown } from './validate.js'

/** The default relative distance within which a point counts as unmoved. */
export const DEFAULT_TOLERANCE = 1e-6

/**
 * Returns a relative tolerance from 0 to less than 1; 1e-6 by default.
 *
 * @throws InvalidArgumentError for other values
 *
 * @example
 * ```ts
 * import { checkedTolerance } from '@buridan/core'
 * console.log(checkedTolerance(undefined)) // → 0.000001
 * ```
 */
export function checkedTolerance(tolerance: number = DEFAULT_TOLERANCE): number {
  if (typeof tolerance !== 'number' || !(tolerance >= 0 && tolerance < 1)) {
    throw new InvalidArgumentError(`tolerance is ${shown(tolerance)}; it must be from 0 to less than 1`)
  }
  return tolerance
}
