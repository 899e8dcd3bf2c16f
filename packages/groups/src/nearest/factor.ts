import type { Permutation } from '@buridan/core'

/** Finds the element of a factor that brings an image nearest to a vector, the rest left as it is; undefined if it is the identity. */
export interface Factor {
  readonly exact: boolean
  best(image: Float64Array, y: ArrayLike<number>): Permutation | undefined
}
