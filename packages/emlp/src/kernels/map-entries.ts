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
