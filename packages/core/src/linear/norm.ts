/** The Euclidean norm, scaled by the largest entry so that squares neither overflow nor vanish. */
export function euclideanNorm(x: ArrayLike<number>): number {
  let scale = 0
  for (let i = 0; i < x.length; i++) scale = Math.max(scale, Math.abs(x[i]!))
  if (scale === 0) return 0
  let sum = 0
  for (let i = 0; i < x.length; i++) sum += (x[i]! / scale) ** 2
  return scale * Math.sqrt(sum)
}

/** Entries of this size and down to one over it have squares, and squares of squares, in float64. */
const LARGEST_UNSCALED = 2 ** 200

/**
 * The power of two next below the largest entry of all vectors, 1 if all are 0: to divide by it changes nothing but the scale. At least
 * 2⁻¹⁰⁰⁰, one over which is a number.
 */
export function powerOfTwoOf(vectors: readonly ArrayLike<number>[]): number {
  let most = 0
  for (const v of vectors) for (let i = 0; i < v.length; i++) most = Math.max(most, Math.abs(v[i]!))
  return most === 0 ? 1 : 2 ** Math.max(-1000, Math.floor(Math.log2(most)))
}

/** The same where squares of entries could overflow or vanish; 1 where the largest is not far from 1. */
export function scaleOf(vectors: readonly ArrayLike<number>[]): number {
  const scale = powerOfTwoOf(vectors)
  return scale <= LARGEST_UNSCALED && scale >= 1 / LARGEST_UNSCALED ? 1 : scale
}
