import type { StructuredMap } from '@buridan/constraints'

const norms = new WeakMap<StructuredMap, number>()

/** The norm of a map's entries: the most that it stretches a vector by. */
export function entriesNorm(map: StructuredMap): number {
  let norm = norms.get(map)
  if (norm === undefined) {
    let sum = 0
    map.forEach((_row, _column, v) => {
      sum += v * v
    })
    norms.set(map, (norm = Math.sqrt(sum)))
  }
  return norm
}

/** M v. */
export function applied(map: StructuredMap, v: Float64Array): Float64Array {
  const out = new Float64Array(map.rows)
  map.applyInto(1, v, 0, out, 0)
  return out
}

/** What a map has below this part of its largest entry is rounding, of representations or of how the map was found. */
const RESIDUE = 1e-5
const counts = new WeakMap<StructuredMap, number>()

/** How many entries a map has, without those that are but rounding: what is chosen by it does not hang on the last digits. */
export function entryCount(map: StructuredMap): number {
  let count = counts.get(map)
  if (count === undefined) {
    let largest = 0
    map.forEach((_row, _column, v) => {
      largest = Math.max(largest, Math.abs(v))
    })
    count = 0
    map.forEach((_row, _column, v) => {
      if (Math.abs(v) > RESIDUE * largest) count!++
    })
    counts.set(map, count)
  }
  return count
}
