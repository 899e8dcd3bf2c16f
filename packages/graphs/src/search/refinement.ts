import type { ColouredGraph } from '../graph/coloured-graph.js'
import type { OrderedPartition } from './ordered-partition.js'
import { SMALL, sortAscending } from './sort-ascending.js'
import { mix, type Trace } from './trace.js'

/** Vertex numbers are below this: see MAX_VERTICES. */
const VERTEX_RANGE = 2 ** 21

/**
 * Refines a partition until it is equitable: any two vertices of a cell have equally many arcs of each label into every
 * cell. Everything is done in an order that depends on positions only, so isomorphic graphs are refined alike, and every
 * count goes into the trace. Labels are counted by the sum of a random number for each: a collision would leave a cell
 * whole, which costs time but not correctness.
 *
 * Splitting a cell costs the vertices moved, not all of the cell: O((n + m) log n) for a whole path.
 */
export class Refinement {
  #graph!: ColouredGraph
  readonly #partition: OrderedPartition
  readonly #trace: Trace
  /** Cells that are still to split others, as a ring; singles go to the front. */
  readonly #queue: Int32Array
  #head = 0
  #size = 0
  readonly #queued: Uint8Array
  /** For each cell the number of its vertices that were met, which are now at its end. */
  readonly #met: Int32Array
  readonly #cells: Int32Array
  readonly #counts: Int32Array
  readonly #counted: Uint8Array
  readonly #touched: Int32Array
  readonly #keys: Float64Array
  #labelled = false

  constructor(capacity: number, partition: OrderedPartition, trace: Trace) {
    this.#partition = partition
    this.#trace = trace
    this.#queue = new Int32Array(capacity + 1)
    this.#queued = new Uint8Array(capacity)
    this.#met = new Int32Array(capacity)
    this.#cells = new Int32Array(capacity)
    this.#counts = new Int32Array(capacity)
    this.#counted = new Uint8Array(capacity)
    this.#touched = new Int32Array(capacity)
    this.#keys = new Float64Array(capacity)
  }

  reset(graph: ColouredGraph): void {
    this.#graph = graph
    this.#labelled = graph.labelCount > 1
  }

  /** Queues all cells: for the root. */
  queueAll(): void {
    const { length, size } = this.#partition
    for (let c = 0; c < size; c += length[c]!) this.#push(c)
  }

  /** Gives v a cell of its own and refines. Returns false if the trace is hopeless; the partition is then half refined. */
  individualize(v: number): boolean {
    const c = this.#partition.individualize(v)
    this.#trace.emit(c)
    this.#push(c)
    return this.refine()
  }

  refine(): boolean {
    const partition = this.#partition
    const trace = this.#trace
    while (this.#size > 0 && !partition.isDiscrete) {
      const c = this.#pop()
      if (this.#labelled) this.#splitByLabels(c)
      else if (partition.length[c] === 1) this.#splitBySingle(c)
      else this.#splitByCounts(c)
      if (trace.hopeless) {
        this.#clear()
        return false
      }
    }
    this.#clear()
    trace.emit(partition.cellCount)
    return !trace.hopeless
  }

  #push(c: number): void {
    const ring = this.#queue
    this.#queued[c] = 1
    if (this.#partition.length[c] === 1) {
      this.#head = this.#head === 0 ? ring.length - 1 : this.#head - 1
      ring[this.#head] = c
    } else {
      let tail = this.#head + this.#size
      if (tail >= ring.length) tail -= ring.length
      ring[tail] = c
    }
    this.#size++
  }

  #pop(): number {
    const c = this.#queue[this.#head]!
    this.#head++
    if (this.#head === this.#queue.length) this.#head = 0
    this.#size--
    this.#queued[c] = 0
    return c
  }

  #clear(): void {
    while (this.#size > 0) this.#pop()
  }

  /** Every neighbour of the one vertex is met once: each cell splits into neighbours and others. */
  #splitBySingle(single: number): void {
    const { starts, targets } = this.#graph
    const { vertices, cell, length } = this.#partition
    const met = this.#met
    const cells = this.#cells
    const v = vertices[single]!
    let cellCount = 0
    let seenSingles = 0
    for (let e = starts[v]!; e < starts[v + 1]!; e++) {
      const u = targets[e]!
      const c = cell[u]!
      if (length[c] === 1) {
        seenSingles = (seenSingles + mix(c, 1, 0)) | 0
        continue
      }
      if (met[c] === 0) cells[cellCount++] = c
      this.#moveToEnd(u, c)
    }
    sortAscending(cells, cellCount)
    for (let i = 0; i < cellCount; i++) {
      const c = cells[i]!
      const t = met[c]!
      met[c] = 0
      this.#trace.emit(mix(c, t, single))
      if (t < length[c]!) this.#splitInTwo(c, c + length[c]! - t)
    }
    this.#trace.emit(seenSingles)
  }

  #moveToEnd(u: number, c: number): void {
    const { vertices, position, length } = this.#partition
    const to = c + length[c]! - 1 - this.#met[c]!
    const from = position[u]!
    const other = vertices[to]!
    vertices[from] = other
    position[other] = from
    vertices[to] = u
    position[u] = to
    this.#met[c]!++
  }

  /** If a cell is not in the queue, its smaller half is enough to split by. */
  #splitInTwo(c: number, k: number): void {
    const { length } = this.#partition
    this.#partition.split(c, k)
    this.#push(this.#queued[c] || length[k]! <= length[c]! ? k : c)
  }

  #splitByCounts(splitter: number): void {
    const { starts, targets } = this.#graph
    const { vertices, length } = this.#partition
    const counts = this.#counts
    const touched = this.#touched
    let size = 0
    const end = splitter + length[splitter]!
    for (let p = splitter; p < end; p++) {
      const v = vertices[p]!
      for (let e = starts[v]!; e < starts[v + 1]!; e++) {
        const u = targets[e]!
        if (counts[u]!++ === 0) touched[size++] = u
      }
    }
    this.#splitTouched(splitter, size)
  }

  #splitByLabels(splitter: number): void {
    const { starts, targets, labels } = this.#graph
    const { vertices, length } = this.#partition
    const counts = this.#counts
    const counted = this.#counted
    const touched = this.#touched
    let size = 0
    const end = splitter + length[splitter]!
    for (let p = splitter; p < end; p++) {
      const v = vertices[p]!
      for (let e = starts[v]!; e < starts[v + 1]!; e++) {
        const u = targets[e]!
        counts[u] = (counts[u]! + labelWeight(labels[e]!)) | 0
        if (counted[u] === 0) {
          counted[u] = 1
          touched[size++] = u
        }
      }
    }
    for (let i = 0; i < size; i++) counted[touched[i]!] = 0
    this.#splitTouched(splitter, size)
  }

  /** Splits every cell by the counts of its vertices, which are then set back to 0. */
  #splitTouched(splitter: number, size: number): void {
    const { cell, length } = this.#partition
    const counts = this.#counts
    const touched = this.#touched
    const cells = this.#cells
    const met = this.#met
    let cellCount = 0
    let seenSingles = 0
    for (let i = 0; i < size; i++) {
      const u = touched[i]!
      const c = cell[u]!
      if (length[c] === 1) {
        seenSingles = (seenSingles + mix(c, counts[u]!, 0)) | 0
        counts[u] = 0
        continue
      }
      if (met[c] === 0) cells[cellCount++] = c
      this.#moveToEnd(u, c)
    }
    sortAscending(cells, cellCount)
    for (let i = 0; i < cellCount; i++) {
      const c = cells[i]!
      const t = met[c]!
      met[c] = 0
      this.#splitCell(c, t, splitter)
    }
    this.#trace.emit(seenSingles)
  }

  /** The last t vertices of a cell have counts; the others have none. */
  #splitCell(c: number, t: number, splitter: number): void {
    const { vertices, length } = this.#partition
    const counts = this.#counts
    const end = c + length[c]!
    const first = end - t
    this.#sortByCount(first, end)
    const waiting = this.#queued[c] === 1
    let largest = c
    let start = c
    let p = first
    const old = this.#partition.splitCount
    while (p < end) {
      const count = counts[vertices[p]!]!
      let q = p
      while (q < end && counts[vertices[q]!] === count) counts[vertices[q++]!] = 0
      this.#trace.emit(mix(c, q - p, mix(count, splitter, 1)))
      if (p > c) {
        this.#partition.split(start, p)
        if (length[start]! > length[largest]!) largest = start
        start = p
      }
      p = q
    }
    if (this.#partition.splitCount === old) return
    if (length[start]! > length[largest]!) largest = start
    for (let s = c; s < end; s += length[s]!) {
      if (waiting ? s !== c : s !== largest) this.#push(s)
    }
  }

  #sortByCount(start: number, end: number): void {
    const { vertices, position } = this.#partition
    const counts = this.#counts
    const lowest = counts[vertices[start]!]!
    let p = start + 1
    while (p < end && counts[vertices[p]!] === lowest) p++
    if (p === end) return
    if (end - start <= SMALL) {
      for (let i = p; i < end; i++) {
        const v = vertices[i]!
        const count = counts[v]!
        let j = i - 1
        while (j >= start && counts[vertices[j]!]! > count) {
          vertices[j + 1] = vertices[j]!
          j--
        }
        vertices[j + 1] = v
      }
    } else {
      const keys = this.#keys.subarray(0, end - start)
      for (let i = start; i < end; i++) {
        const v = vertices[i]!
        keys[i - start] = counts[v]! * VERTEX_RANGE + v
      }
      keys.sort()
      for (let i = start; i < end; i++) {
        const key = keys[i - start]!
        vertices[i] = key - Math.floor(key / VERTEX_RANGE) * VERTEX_RANGE
      }
    }
    for (let i = start; i < end; i++) position[vertices[i]!] = i
  }
}

/** A pseudo-random odd number for a label. */
function labelWeight(label: number): number {
  return mix(label, 0x51ed27, label + 1) | 1
}
