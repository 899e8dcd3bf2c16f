import { AmbiguousToleranceError } from '@buridan/groups'

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

/**
 * The gap, where it decides the rank: at least as wide as rounding lets it be known.
 *
 * @throws AmbiguousToleranceError below 1000
 */
export function decidedGap(found: RankGap, rank: number, text: string): number {
  const gap = found.kept / Math.max(found.dropped, Number.EPSILON)
  if (gap >= LEAST_GAP) return gap
  throw new AmbiguousToleranceError(
    `${text}: floating point does not decide the rank. It would be ${rank} with a gap of ${gap.toPrecision(2)} between the least singular ` +
      `value kept, ${found.kept.toExponential(1)}, and the greatest taken for zero, ${found.dropped.toExponential(1)}; the gap must be ` +
      `at least ${LEAST_GAP}. Give the matrices of the representations to more digits, or in whole numbers, which are solved exactly`,
  )
}
