/**
 * Clusters of values: sorted neighbours are in one cluster if they differ by at most delta.
 *
 * @remarks O(m log m) for m values.
 *
 * @example
 * ```ts
 * import { Clusters } from '@buridan/core'
 * const clusters = new Clusters([Float64Array.of(1, 2), Float64Array.of(1.001)], 0.01)
 * console.log(clusters.clusterOf(1), clusters.clusterOf(1.0005), clusters.clusterOf(2), clusters.separation.toFixed(3)) // → 0 0 1 0.999
 * ```
 */
export class Clusters {
  /** The least distance of neighbouring clusters; infinite if there are fewer than two. */
  readonly separation: number
  /** The greatest difference between two values of one cluster, which may be more than delta. */
  readonly width: number
  /** The greatest value of each cluster. */
  readonly #ends: Float64Array

  /** @param lists - arrays of any length, whose numbers are clustered together */
  constructor(lists: readonly Float64Array[], delta: number) {
    const all = new Float64Array(lists.reduce((s, l) => s + l.length, 0))
    let at = 0
    for (const list of lists) {
      all.set(list, at)
      at += list.length
    }
    all.sort()
    const ends: number[] = []
    let separation = Number.POSITIVE_INFINITY
    let [width, start] = [0, all[0] ?? 0]
    for (let i = 1; i < all.length; i++) {
      const step = all[i]! - all[i - 1]!
      if (step <= delta) {
        width = Math.max(width, all[i]! - start)
        continue
      }
      ends.push(all[i - 1]!)
      start = all[i]!
      separation = Math.min(separation, step)
    }
    if (all.length > 0) ends.push(all[all.length - 1]!)
    this.#ends = Float64Array.from(ends)
    this.separation = separation
    this.width = width
  }

  /**
   * The index of the value's cluster, in ascending order; a value between two belongs to the upper one, one after the last to the last.
   *
   * @remarks O(log clusters).
   */
  clusterOf(value: number): number {
    let low = 0
    let high = this.#ends.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#ends[middle]! < value) low = middle + 1
      else high = middle
    }
    return low
  }
}
