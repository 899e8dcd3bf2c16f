/** Places in ascending order of their keys 0..n−1, those of equal keys in the order given: a counting sort. O(places + n). */
export function stableOrder(places: Int32Array, keyOf: ArrayLike<number>, n: number): Int32Array {
  const next = new Int32Array(n + 1)
  for (const p of places) next[keyOf[p]! + 1]!++
  for (let k = 0; k < n; k++) next[k + 1]! += next[k]!
  const sorted = new Int32Array(places.length)
  for (const p of places) sorted[next[keyOf[p]!]!++] = p
  return sorted
}
