import type { GroupElement } from '../representation/any-group.js'

/** An element, and the image of a vector under it. */
export interface Nearest<E extends GroupElement = GroupElement> {
  readonly element: E
  /** ρ(g)x. */
  readonly image: Float64Array
  /** From the vector asked for. */
  readonly squaredDistance: number
}

/** A way to find, among the ρ(g)x of a group, the nearest to a vector. */
export interface NearestSearch<E extends GroupElement = GroupElement> {
  /** Whether the image found is the nearest; otherwise its distance is an upper bound. */
  readonly exact: boolean
  /** @param start - an element to begin with beside others */
  nearest(y: ArrayLike<number>, start?: E): Nearest<E>
}

export function squaredDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2
  return sum
}
