import type { ColouredGraph } from './coloured-graph.js'
import type { OrderedPartition } from './ordered-partition.js'

/** The cell to branch on, by what isomorphic partitions share: the first of the smallest cells with over one vertex. */
export function chooseCell(_graph: ColouredGraph, partition: OrderedPartition): number {
  const { length } = partition
  let best = -1
  let size = Number.POSITIVE_INFINITY
  for (let c = 0; c < length.length; c += length[c]!) {
    const l = length[c]!
    if (l > 1 && l < size) {
      best = c
      size = l
      if (l === 2) break
    }
  }
  return best
}
