import { shown } from '@buridan/core'
import { AmbiguousToleranceError, InvalidArgumentError } from '@buridan/groups'

/**
 * Singular values of equations up to this are taken for zero, where a row of the equations has a length of about 1. Representations in
 * float64 are right to 1e-8 or better.
 */
export const NULL_TOLERANCE = 1e-7
/** A rank is decided only where values that are kept are so many times those that are dropped. */
const LEAST_GAP = 1e3

/** The least singular value that was kept, and the greatest that was taken for zero. */
export interface RankGap {
  readonly kept: number
  readonly dropped: number
}

/** What a rank is of, and how it is decided. */
export interface Decision {
  /** What the equations are of, for messages. */
  readonly text: string
  /** Singular values up to this may be errors of the numbers that representations were given by; 0 by default. */
  readonly noise?: number | undefined
  /** The least gap; 1000 by default. */
  readonly leastGap?: number | undefined
}

/** @throws InvalidArgumentError if it is not a number ≥ 0 */
export function checkedGap(leastGap: unknown): number | undefined {
  if (leastGap === undefined || (typeof leastGap === 'number' && leastGap >= 0)) return leastGap
  throw new InvalidArgumentError(`leastGap is ${shown(leastGap)}; it must be a number ≥ 0`)
}

/**
 * The gap, where it decides the rank: at least as wide as rounding, and the digits of the representations, let it be known.
 *
 * @throws AmbiguousToleranceError below 1000, or the least gap asked for
 */
export function decidedGap(found: RankGap, rank: number, decision: Decision): number {
  const { text, noise = 0, leastGap = LEAST_GAP } = decision
  const gap = found.kept / Math.max(found.dropped, noise, Number.EPSILON)
  if (gap >= leastGap) return gap
  const zero =
    noise > found.dropped
      ? `what the matrices of the representations are known to, ${noise.toExponential(1)}`
      : `the greatest taken for zero, ${found.dropped.toExponential(1)}`
  throw new AmbiguousToleranceError(
    `${text}: floating point does not decide the rank. It would be ${rank} with a gap of ${gap.toPrecision(2)} between the least singular ` +
      `value kept, ${found.kept.toExponential(1)}, and ${zero}; the gap must be at least ${leastGap}. Give the matrices of the ` +
      'representations to more digits or in whole numbers, or to matrixRepresentation with the option tolerance, which moves rounded ones to ' +
      'exact ones, in networks too; the option leastGap: 0 takes the rank as it is',
  )
}
