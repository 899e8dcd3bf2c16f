import type { ColouredGraph } from './coloured-graph.js'
import type { OrderedPartition } from './ordered-partition.js'

/** Down to this level of the search tree the joins of cells are looked at, further down only their sizes. */
const LEVELS_BY_JOINS = 12

/**
 * Chooses the cell to branch on, by what isomorphic partitions share. Near the root the cell that has some but not all
 * arcs to most other cells: fixing one of its vertices splits most. Deep down, where a graph falls into many parts, the
 * first of the smallest cells, which finishes one part before the next.
 */
export class CellChooser {
  #graph!: ColouredGraph
  readonly #partition: OrderedPartition
  /** Arcs of one vertex into each cell. */
  readonly #arcs: Int32Array
  readonly #joined: Int32Array

  constructor(capacity: number, partition: OrderedPartition) {
    this.#partition = partition
    this.#arcs = new Int32Array(capacity)
    this.#joined = new Int32Array(capacity)
  }

  reset(graph: ColouredGraph): void {
    this.#graph = graph
  }

  /** A cell of over one vertex; the partition must have one. O(n + arcs of one vertex a cell). */
  choose(level: number): number {
    const { length, size } = this.#partition
    const byJoins = level < LEVELS_BY_JOINS
    let best = -1
    let bestJoins = -1
    for (let c = 0; c < size; c += length[c]!) {
      if (length[c]! < 2) continue
      const joins = byJoins ? this.#joins(c) : 0
      const better =
        best < 0 ||
        joins > bestJoins ||
        (joins === bestJoins && (byJoins ? length[c]! > length[best]! : length[c]! < length[best]!))
      if (better) {
        best = c
        bestJoins = joins
        if (!byJoins && length[c] === 2) break
      }
    }
    return best
  }

  /** The number of cells of over one vertex into which a vertex of cell c has some but not all arcs. */
  #joins(c: number): number {
    const { starts, targets } = this.#graph
    const { vertices, cell, length } = this.#partition
    const arcs = this.#arcs
    const joined = this.#joined
    const v = vertices[c]!
    let count = 0
    for (let e = starts[v]!; e < starts[v + 1]!; e++) {
      const d = cell[targets[e]!]!
      if (length[d]! < 2) continue
      if (arcs[d]!++ === 0) joined[count++] = d
    }
    let joins = 0
    for (let i = 0; i < count; i++) {
      const d = joined[i]!
      if (arcs[d]! < length[d]!) joins++
      arcs[d] = 0
    }
    return joins
  }
}
