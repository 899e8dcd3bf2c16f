import { DEFAULT_POSITION_TOLERANCE } from '@buridan/groups'

/** No coordinates are better than this share of their extent: quantum chemistry is not converged further. */
const FINEST_SHARE = 1e-6

/** The decimals that a number is written with: 2 in 1.25, 5 in 1.25e-3, 0 in 125. O(length). */
export function decimalsOf(word: string): number {
  const mark = word.search(/[eEdD]/)
  const mantissa = mark < 0 ? word : word.slice(0, mark)
  const exponent = mark < 0 ? 0 : Number(word.slice(mark + 1))
  const point = mantissa.indexOf('.')
  const written = point < 0 ? 0 : mantissa.length - point - 1
  // a zero says nothing by its exponent
  return Number(mantissa) === 0 ? written : Math.max(0, written - exponent)
}

/** The most decimals among numbers, as few as each takes. */
export function decimalsOfNumbers(numbers: Iterable<number>): number {
  let most = 0
  for (const v of numbers) most = Math.max(most, decimalsOf(String(v)))
  return most
}

/** How far an atom whose coordinates have so many decimals may be from an image of it that rounding has moved, and nothing else. */
export function roundingOf(decimals: number): number {
  return Math.sqrt(3) * 10 ** -decimals
}

/**
 * The tolerance, in Å for an atom, within which symmetric images of a file are one: what rounding moves them, never below a millionth of
 * their extent, and never above the one of point groups, whatever the decimals.
 */
export function defaultTolerance(decimals: number, extent: number): number {
  return Math.min(DEFAULT_POSITION_TOLERANCE, Math.max(roundingOf(decimals), FINEST_SHARE * extent))
}
