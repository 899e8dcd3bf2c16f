import { arrayOf, InvalidArgumentError, integerIn } from '@buridan/groups'
/** A χ² test of counts against equal probabilities. */
export interface ChiSquareTest {
  readonly statistic: number
  readonly degreesOfFreedom: number
  /** The value that a truly uniform law exceeds once in a thousand. */
  readonly critical: number
  readonly uniform: boolean
}

/** The 0.999 quantile of the standard normal distribution. */
const Z_999 = 3.0902323

/**
 * Tests whether counts are of equally probable classes, at the level 0.001; the critical value by the Wilson–Hilferty
 * approximation (within 1 % from 1 degree of freedom on).
 *
 * @example
 * ```ts
 * import { chiSquareUniform } from '@buridan/tasks'
 * console.log(chiSquareUniform([101, 98, 103, 98]).uniform, chiSquareUniform([400, 0]).uniform) // → true false
 * ```
 */
export function chiSquareUniform(counts: readonly number[]): ChiSquareTest {
  for (const c of arrayOf(counts, 'counts')) integerIn(c, 0, Number.MAX_SAFE_INTEGER, 'a count')
  if (counts.length === 0) throw new InvalidArgumentError('counts is empty; give at least one')
  const total = counts.reduce((sum, c) => sum + c, 0)
  const expected = total / counts.length
  const statistic = expected === 0 ? 0 : counts.reduce((sum, c) => sum + (c - expected) ** 2 / expected, 0)
  const degreesOfFreedom = counts.length - 1
  const w = 2 / (9 * Math.max(1, degreesOfFreedom))
  const critical = degreesOfFreedom * (1 - w + Z_999 * Math.sqrt(w)) ** 3
  return { statistic, degreesOfFreedom, critical, uniform: statistic <= critical }
}
