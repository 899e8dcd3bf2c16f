import type { ColouredGraph } from '../graph/coloured-graph.js'

/**
 * The graph as labelled by the best leaf so far, for comparison with other leaves: rows in the order of new names, each with
 * the new names of the neighbours, ascending, and the labels of the arcs.
 */
export class LabelledForm {
  readonly #graph: ColouredGraph
  readonly #rows: Float64Array
  readonly #row: Float64Array

  constructor(graph: ColouredGraph) {
    this.#graph = graph
    this.#rows = new Float64Array(graph.targets.length)
    let widest = 0
    for (let v = 0; v < graph.n; v++) widest = Math.max(widest, graph.starts[v + 1]! - graph.starts[v]!)
    this.#row = new Float64Array(widest)
  }

  /** Takes a leaf, given as vertex by position, as the best. O(m log degree). */
  take(vertices: Int32Array): void {
    const position = new Int32Array(this.#graph.n)
    for (let p = 0; p < position.length; p++) position[vertices[p]!] = p
    this.#walk(vertices, position, true)
  }

  /** Whether a leaf is before (−1), like (0) or after (1) the best; if after, it becomes the best. Stops at the first difference. */
  compareAndTake(vertices: Int32Array, position: Int32Array): -1 | 0 | 1 {
    return this.#walk(vertices, position, false)
  }

  #walk(vertices: Int32Array, position: Int32Array, better: boolean): -1 | 0 | 1 {
    const { n, starts, targets, labels, labelCount } = this.#graph
    const rows = this.#rows
    let after = better
    let write = 0
    for (let p = 0; p < n; p++) {
      const v = vertices[p]!
      const size = starts[v + 1]! - starts[v]!
      const row = this.#row.subarray(0, size)
      for (let e = starts[v]!, i = 0; i < size; e++, i++)
        row[i] = position[targets[e]!]! * labelCount + labels[e]!
      row.sort()
      for (let i = 0; !after && i < size; i++) {
        const d = row[i]! - rows[write + i]!
        if (d < 0) return -1
        if (d > 0) after = true
      }
      if (after) rows.set(row, write)
      write += size
    }
    return after ? 1 : 0
  }
}
