import { AmbiguousToleranceError } from '@buridan/core'
import type { PointMetric } from './sites.js'

/** Points up to this apart coincide: an exchange of them changes the whole by no more than the tolerance. */
export function coincidence(tolerance: number, metric: PointMetric): number {
  return metric === 'norm' ? Math.SQRT1_2 * tolerance : tolerance
}

/** Points in a unit of length. */
interface Separated {
  /** The least distance of two that do not coincide. */
  readonly separation: number
  readonly delta: number
  readonly metric: PointMetric
}

/**
 * An image within the tolerance of a point must not be within it of another: an operation, and the same with two points exchanged, must not
 * both be within the tolerance.
 *
 * @throws AmbiguousToleranceError
 */
export function refuseClosePoints({ separation, delta, metric }: Separated, unit: number): void {
  const least = 2 * coincidence(delta, metric)
  if (separation > least) return
  throw new AmbiguousToleranceError(
    `two points are ${(separation * unit).toPrecision(3)} apart, which is not above ${metric === 'largest' ? 'twice' : '√2 times'} the tolerance, ${(least * unit).toPrecision(3)}: images cannot be told apart; choose a smaller tolerance`,
  )
}
