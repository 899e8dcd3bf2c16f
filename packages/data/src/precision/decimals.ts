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

/** The most decimals among words. */
export function decimalsOfWords(words: Iterable<string>): number {
  let most = 0
  for (const word of words) most = Math.max(most, decimalsOf(word))
  return most
}

/** The most decimals among numbers, each written as short as possible. */
export function decimalsOfNumbers(numbers: Iterable<number>): number {
  return decimalsOfWords(Array.from(numbers, String))
}

/** No numbers are known better than so many units in the last place of the largest of them. */
const LAST_PLACES = 64 * Number.EPSILON

/** The length of the largest rounding of three coordinates with these decimals. */
export function roundingOf(decimals: number): number {
  return (Math.sqrt(3) / 2) * 10 ** -decimals
}

/** The largest distance of an atom from where a file says it is, by the decimals of its coordinates and the extent of the atoms. */
export function positionPrecision(decimals: number, extent: number): number {
  return Math.max(roundingOf(decimals), LAST_PLACES * extent)
}

/** The root of the sum of squares of what is not known of numbers, by their decimals, how many they are and their norm; whole ones are exact. */
export function labelPrecision(decimals: number, count: number, norm: number): number {
  const digits = decimals === 0 ? 0 : 0.5 * 10 ** -decimals * Math.sqrt(count)
  return Math.max(digits, LAST_PLACES * norm)
}

/**
 * The tolerance, in Å for an atom, within which symmetric images in a file coincide: the effect of rounding, at least a millionth of the
 * extent, and at most the tolerance of point groups, whatever the decimals.
 */
export function defaultTolerance(rounding: number, extent: number): number {
  return Math.min(DEFAULT_POSITION_TOLERANCE, Math.max(rounding, FINEST_SHARE * extent))
}
