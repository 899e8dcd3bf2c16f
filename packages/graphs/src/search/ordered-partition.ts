import type { ColouredGraph } from '../graph/coloured-graph.js'

/**
 * An ordered partition of vertices into cells, which is refined by splitting cells and taken back by undoing splits.
 * A cell is named by the position of its first vertex.
 */
export class OrderedPartition {
  /** Number of vertices; the arrays may be longer. */
  size = 0
  /** Vertices by position; a cell takes `length[c]` positions from c. */
  readonly vertices: Int32Array
  /** Position of each vertex. */
  readonly position: Int32Array
  /** The cell of each vertex. */
  readonly cell: Int32Array
  /** Length of the cell that starts at a position. */
  readonly length: Int32Array
  cellCount = 0
  /** Positions of cells of one vertex, in the order in which they became so. */
  readonly singles: Int32Array
  singleCount = 0
  /** The splits made: the cell that was split and the new cell cut from it. */
  readonly #splits: Int32Array
  splitCount = 0

  constructor(capacity: number) {
    this.vertices = new Int32Array(capacity)
    this.position = new Int32Array(capacity)
    this.cell = new Int32Array(capacity)
    this.length = new Int32Array(capacity)
    this.singles = new Int32Array(capacity)
    this.#splits = new Int32Array(2 * capacity)
  }

  /** Starts with the cells of equal colour, in the order of colours. O(n + colours). */
  reset({ n, colours, colourCount }: ColouredGraph): void {
    const { vertices, position, cell, length } = this
    this.size = n
    this.cellCount = colourCount
    this.singleCount = 0
    this.splitCount = 0
    // counting sort; position[k] is first the end of the colours up to k
    const ends = position
    ends.fill(0, 0, colourCount)
    for (let v = 0; v < n; v++) ends[colours[v]!]!++
    for (let k = 1; k < colourCount; k++) ends[k]! += ends[k - 1]!
    for (let v = n - 1; v >= 0; v--) vertices[--ends[colours[v]!]!] = v
    let start = 0
    for (let p = 0; p < n; p++) {
      const v = vertices[p]!
      if (p > 0 && colours[v] !== colours[vertices[p - 1]!]) start = p
      cell[v] = start
      length[start] = p - start + 1
    }
    for (let p = 0; p < n; p++) position[vertices[p]!] = p
    for (let c = 0; c < n; c += length[c]!) if (length[c] === 1) this.singles[this.singleCount++] = c
  }

  get isDiscrete(): boolean {
    return this.cellCount === this.size
  }

  /** Splits cell c before position k. O(length of the new cell k). */
  split(c: number, k: number): void {
    const { length, vertices, cell } = this
    const end = c + length[c]!
    length[c] = k - c
    length[k] = end - k
    for (let p = k; p < end; p++) cell[vertices[p]!] = k
    if (k - c === 1) this.singles[this.singleCount++] = c
    if (end - k === 1) this.singles[this.singleCount++] = k
    this.#splits[2 * this.splitCount] = c
    this.#splits[2 * this.splitCount + 1] = k
    this.splitCount++
    this.cellCount++
  }

  /** Moves v to the end of its cell and makes it a cell of its own. Returns the new cell. O(1). */
  individualize(v: number): number {
    const c = this.cell[v]!
    const end = c + this.length[c]! - 1
    const last = this.vertices[end]!
    const p = this.position[v]!
    this.vertices[p] = last
    this.position[last] = p
    this.vertices[end] = v
    this.position[v] = end
    this.split(c, end)
    return end
  }

  /** Among cells split or made since a count of splits, the first of the smallest with two vertices or more, or −1. */
  smallestSince(splitCount: number): number {
    const { length } = this
    let best = -1
    for (let i = 2 * splitCount; i < 2 * this.splitCount; i++) {
      const c = this.#splits[i]!
      const l = length[c]!
      if (l > 1 && (best < 0 || l < length[best]! || (l === length[best] && c < best))) best = c
    }
    return best
  }

  /** Takes back splits until `splitCount` are left, and forgets later singles. O(sizes of the cells lost). */
  undo(splitCount: number, singleCount: number): void {
    const { length, vertices, cell } = this
    const splits = this.#splits
    this.singleCount = singleCount
    this.cellCount -= this.splitCount - splitCount
    while (this.splitCount > splitCount) {
      this.splitCount--
      const c = splits[2 * this.splitCount]!
      const k = splits[2 * this.splitCount + 1]!
      const size = length[k]!
      for (let p = k; p < k + size; p++) cell[vertices[p]!] = c
      length[c]! += size
    }
  }
}
