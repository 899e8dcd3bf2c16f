/** Values in clusters: sorted neighbours are in one if they differ by at most delta. */
export class Clusters {
  readonly separation: number
  /** The greatest value of each cluster. */
  readonly #ends: Float64Array

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
    for (let i = 1; i < all.length; i++) {
      const step = all[i]! - all[i - 1]!
      if (step <= delta) continue
      ends.push(all[i - 1]!)
      separation = Math.min(separation, step)
    }
    if (all.length > 0) ends.push(all[all.length - 1]!)
    this.#ends = Float64Array.from(ends)
    this.separation = separation
  }

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
