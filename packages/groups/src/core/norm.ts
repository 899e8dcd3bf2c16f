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
 * The power of two by which vectors are divided so that squares of their entries neither overflow nor vanish: near the largest entry of
 * all, and 1 where it is not far from 1. Exact, so that nothing but the scale changes.
 */
export function scaleOf(...vectors: readonly ArrayLike<number>[]): number {
  let most = 0
  for (const v of vectors) for (let i = 0; i < v.length; i++) most = Math.max(most, Math.abs(v[i]!))
  if (most === 0 || (most <= LARGEST_UNSCALED && most >= 1 / LARGEST_UNSCALED)) return 1
  return 2 ** Math.max(-1074, Math.floor(Math.log2(most)))
}
