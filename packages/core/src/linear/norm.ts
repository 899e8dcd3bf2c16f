/**
 * The Euclidean norm of a vector x of any length, scaled by its largest entry so that squares neither overflow nor vanish.
 *
 * @remarks O(length).
 *
 * @example
 * ```ts
 * import { euclideanNorm, powerOfTwoOf, scaleOf } from '@buridan/core'
 * console.log(euclideanNorm([3e200, 4e200]).toPrecision(3)) // → 5.00e+200
 * console.log(powerOfTwoOf([[1, -5], [3]]), scaleOf([[1, -5], [3]]), scaleOf([[2 ** 300]]) === 2 ** 300) // → 4 1 true
 * ```
 */
export function euclideanNorm(x: ArrayLike<number>): number {
  let scale = 0
  for (let i = 0; i < x.length; i++) scale = Math.max(scale, Math.abs(x[i]!))
  if (scale === 0) return 0
  let sum = 0
  for (let i = 0; i < x.length; i++) sum += (x[i]! / scale) ** 2
  return scale * Math.sqrt(sum)
}

/**
 * The Euclidean distance of two vectors, scaled by the largest difference likewise. Unchecked.
 *
 * @param x - n numbers
 * @param y - n numbers
 * @remarks O(n).
 *
 * @example
 * ```ts
 * import { euclideanDistance, innerProduct } from '@buridan/core'
 * console.log(euclideanDistance([1, 2], [4, 6]), innerProduct([1, 2], [4, 6])) // → 5 16
 * ```
 */
export function euclideanDistance(x: ArrayLike<number>, y: ArrayLike<number>): number {
  let scale = 0
  for (let i = 0; i < x.length; i++) scale = Math.max(scale, Math.abs(x[i]! - y[i]!))
  if (scale === 0) return 0
  let sum = 0
  for (let i = 0; i < x.length; i++) sum += ((x[i]! - y[i]!) / scale) ** 2
  return scale * Math.sqrt(sum)
}

/**
 * Σ xᵢ yᵢ of two vectors, unscaled: for numbers whose products fit in float64. Unchecked.
 *
 * @param x - n numbers
 * @param y - n numbers
 * @remarks O(n).
 */
export function innerProduct(x: ArrayLike<number>, y: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < x.length; i++) sum += x[i]! * y[i]!
  return sum
}

/** Entries of size 1/LARGEST_UNSCALED to LARGEST_UNSCALED have squares, and squares of squares, that fit in float64. */
const LARGEST_UNSCALED = 2 ** 200

/**
 * The largest power of two up to the largest |entry| of all vectors, at least 2⁻¹⁰⁰⁰; 1 if all entries are 0. Division by it is exact
 * except for underflow, and so is its inverse.
 *
 * @param vectors - vectors of any length
 * @remarks O(entries).
 */
export function powerOfTwoOf(vectors: readonly ArrayLike<number>[]): number {
  let most = 0
  for (const v of vectors) for (let i = 0; i < v.length; i++) most = Math.max(most, Math.abs(v[i]!))
  return most === 0 ? 1 : 2 ** Math.max(-1000, Math.floor(Math.log2(most)))
}

/**
 * As {@link powerOfTwoOf}, but 1 if the largest |entry| is from 2⁻²⁰⁰ to 2²⁰⁰, so that squares do not overflow or vanish.
 *
 * @param vectors - vectors of any length
 * @remarks O(entries).
 */
export function scaleOf(vectors: readonly ArrayLike<number>[]): number {
  const scale = powerOfTwoOf(vectors)
  return scale <= LARGEST_UNSCALED && scale >= 1 / LARGEST_UNSCALED ? 1 : scale
}
