import type { ColouredGraph } from '../graph/coloured-graph.js'
import type { OrderedPartition } from './ordered-partition.js'

/** Down to this level of the search tree cells are chosen by their joins, further down only by their sizes. */
const LEVELS_BY_JOINS = 12

/**
 * Chooses the cell to branch on, by properties that isomorphic paths share. Near the root: the cell with some but not all arcs to
 * most other cells, as fixing one of its vertices splits most. Deep down, where a graph falls into many parts: the smallest
 * cell that the last step touched, which finishes one part before the next.
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

  /**
   * A cell of two vertices or more; the partition must have one.
   *
   * @param since - the number of splits before the last vertex was fixed
   * @param from - a position before which all cells are single
   * @remarks Near the root O(n + arcs of one vertex a cell), further down the cost of the last step.
   */
  choose(level: number, since: number, from: number): number {
    if (level < LEVELS_BY_JOINS) return this.#mostJoined()
    const near = this.#partition.smallestSince(since)
    if (near >= 0) return near
    const { length } = this.#partition
    let c = from
    while (length[c] === 1) c++
    return c
  }

  #mostJoined(): number {
    const { length, size } = this.#partition
    let best = -1
    let bestJoins = -1
    for (let c = 0; c < size; c += length[c]!) {
      if (length[c]! < 2) continue
      const joins = this.#joins(c)
      if (joins > bestJoins || (joins === bestJoins && length[c]! > length[best]!)) {
        best = c
        bestJoins = joins
      }
    }
    return best
  }

  /** The number of cells of two vertices or more into which a vertex of cell c has some but not all arcs. */
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
