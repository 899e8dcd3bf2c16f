import { arrayOf, euclideanNorm, integerIn, numberIn } from '@buridan/core'
import { InvalidArgumentError } from '@buridan/groups'
/** A share with its 95 % confidence interval. */
export interface Rate {
  readonly right: number
  readonly of: number
  readonly share: number
  readonly low: number
  readonly high: number
}

/**
 * The mean and the sample standard deviation of numbers (0 for one number).
 *
 * @param values - numbers of at most 1e150
 * @throws InvalidArgumentError if there are none, or one is not such a number
 * @remarks O(length).
 *
 * @example
 * ```ts
 * import { meanAndSpread } from '@buridan/tasks'
 * console.log(meanAndSpread([1, 2, 3])) // → { mean: 2, spread: 1 }
 * ```
 */
export function meanAndSpread(values: readonly number[]): { mean: number; spread: number } {
  if (arrayOf(values, 'values').length === 0)
    throw new InvalidArgumentError('values is empty; it has no mean')
  for (const v of values) numberIn(v, -1e150, 1e150, 'a value')
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length
  if (values.length < 2) return { mean, spread: 0 }
  const deviation = euclideanNorm(values.map((v) => v - mean))
  return { mean, spread: deviation / Math.sqrt(values.length - 1) }
}

/**
 * A share of successes with Wilson's interval at 95 %, which stays within 0 and 1 and is not empty at either end.
 *
 * @throws InvalidArgumentError unless 0 ≤ right ≤ of, both integers, and of ≥ 1
 * @remarks Wilson 1927.
 *
 * @example
 * ```ts
 * import { rate } from '@buridan/tasks'
 * const { share, low, high } = rate(10, 10)
 * console.log(share, low.toFixed(3), high.toFixed(3)) // → 1 0.722 1.000
 * ```
 */
export function rate(right: number, of: number): Rate {
  integerIn(of, 1, Number.MAX_SAFE_INTEGER, 'of, how many there were,')
  integerIn(right, 0, of, 'right')
  const z = 1.959963984540054
  const share = right / of
  const middle = (share + z ** 2 / (2 * of)) / (1 + z ** 2 / of)
  const half = (z / (1 + z ** 2 / of)) * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2))
  // at either end the interval begins with the share itself, whatever rounding says
  const low = right === 0 ? 0 : Math.max(0, middle - half)
  const high = right === of ? 1 : Math.min(1, middle + half)
  return { right, of, share, low, high }
}
