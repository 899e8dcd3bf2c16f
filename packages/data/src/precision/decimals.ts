import { DEFAULT_POSITION_TOLERANCE } from '@buridan/groups'

/** No coordinates are more precise than this share of their extent: quantum chemistry does not converge further. */
const FINEST_SHARE = 1e-6

/** The decimals that a number is written with: 2 in 1.25, 5 in 1.25e-3, 0 in 125. O(length). */
export function decimalsOf(word: string): number {
  const mark = word.search(/[eEdD]/)
  const mantissa = mark < 0 ? word : word.slice(0, mark)
  const exponent = mark < 0 ? 0 : Number(word.slice(mark + 1))
  const point = mantissa.indexOf('.')
  const written = point < 0 ? 0 : mantissa.length - point - 1
  // the exponent of a zero has no meaning
  return Number(mantissa) === 0 ? written : Math.max(0, written - exponent)
}

/** The most decimals among numbers, each written as short as possible. */
export function decimalsOfNumbers(numbers: Iterable<number>): number {
  let most = 0
  for (const v of numbers) most = Math.max(most, decimalsOf(String(v)))
  return most
}

/** The largest distance of an atom from its image if only rounding to so many decimals has moved it. */
export function roundingOf(decimals: number): number {
  return Math.sqrt(3) * 10 ** -decimals
}

/**
 * The tolerance, in Å for an atom, within which symmetric images in a file coincide: the effect of rounding, at least a millionth of the
 * extent, and at most the tolerance of point groups, whatever the decimals.
 */
export function defaultTolerance(decimals: number, extent: number): number {
  return Math.min(DEFAULT_POSITION_TOLERANCE, Math.max(roundingOf(decimals), FINEST_SHARE * extent))
}
