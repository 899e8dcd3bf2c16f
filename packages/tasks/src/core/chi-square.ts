import { arrayOf, integerIn } from '@buridan/core'
import { InvalidArgumentError } from '@buridan/groups'
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
/** What a truly uniform law exceeds the critical value with. */
const LEVEL = 1e-3
/** From so many degrees of freedom on the Wilson–Hilferty approximation is right to five digits. */
const MANY = 200

/**
 * Tests whether counts are of equally probable classes, at the level 0.001; the critical value to five digits.
 *
 * @param counts - one for each class
 * @throws InvalidArgumentError if there are none, or one is not an integer ≥ 0
 * @remarks O(length).
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
  const critical = criticalValue(degreesOfFreedom)
  return { statistic, degreesOfFreedom, critical, uniform: statistic <= critical }
}

/** The value that the χ² law exceeds with probability {@link LEVEL}. */
function criticalValue(degrees: number): number {
  if (degrees === 0) return 0
  // Wilson–Hilferty
  const w = 2 / (9 * degrees)
  const about = degrees * (1 - w + Z_999 * Math.sqrt(w)) ** 3
  if (degrees >= MANY) return about
  // it is off by 3 % for one degree of freedom, and less for more
  let [low, high] = [0.9 * about, 1.1 * about]
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2
    if (upperTail(degrees, middle) > LEVEL) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/**
 * The probability that the χ² law exceeds x, from the recurrence Q(k + 2) = Q(k) + (x/2)^(k/2) e^(−x/2) / Γ(k/2 + 1) up from one or two degrees
 * of freedom. O(degrees).
 */
function upperTail(degrees: number, x: number): number {
  const half = x / 2
  const odd = degrees % 2 === 1
  let q = odd ? 2 * normalTail(Math.sqrt(x)) : Math.exp(-half)
  let term = odd ? Math.sqrt(half) * Math.exp(-half) * (2 / Math.sqrt(Math.PI)) : half * Math.exp(-half)
  for (let k = odd ? 1 : 2; k < degrees; k += 2) {
    q += term
    term *= half / (k / 2 + 1)
  }
  return q
}

/** The probability that a standard normal number exceeds z, of at least 2, by Laplace's continued fraction. */
function normalTail(z: number): number {
  let fraction = z
  for (let k = 100; k > 0; k--) fraction = z + k / fraction
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI) / fraction
}
