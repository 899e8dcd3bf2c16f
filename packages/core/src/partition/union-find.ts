/**
 * A partition of 0, …, size − 1 that grows coarser: union–find with path halving. Each cell is named by its least point, so that the
 * answers do not depend on the order of the joins.
 *
 * @remarks O(log size) amortized for each call, close to O(1) in practice; 4 bytes a point. Tarjan & van Leeuwen 1984.
 *
 * @example
 * ```ts
 * import { UnionFind } from '@buridan/core'
 * const cells = new UnionFind(4)
 * console.log(cells.join(1, 3), cells.join(3, 1)) // → 3 -1
 * console.log(cells.least(3), cells.leasts()) // → 1 Int32Array(4) [ 0, 1, 2, 1 ]
 * cells.reset(2)
 * console.log(cells.leasts()) // → Int32Array(2) [ 0, 1 ]
 * ```
 */
export class UnionFind {
  readonly #parent: Int32Array
  #size: number

  /** @param start - size, with each point alone; or the least point of the cell of each point, which is copied */
  constructor(start: number | Int32Array) {
    this.#parent = typeof start === 'number' ? new Int32Array(start) : start.slice()
    this.#size = this.#parent.length
    if (typeof start === 'number') this.reset(start)
  }

  /** Puts each of the points 0, …, size − 1 alone again; size is at most the initial size. O(size). */
  reset(size: number): void {
    for (let p = 0; p < size; p++) this.#parent[p] = p
    this.#size = size
  }

  /** The least point of the cell of p. O(log size) amortized. */
  least(p: number): number {
    const parent = this.#parent
    let at = p
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!
      at = parent[at]!
    }
    return at
  }

  /** Joins the cells of two points. Returns the least point of the cell that lost its name, −1 if they were one. O(log size) amortized. */
  join(p: number, q: number): number {
    const a = this.least(p)
    const b = this.least(q)
    if (a === b) return -1
    // the lesser is the root, so that a cell is named by its least point
    const other = Math.max(a, b)
    this.#parent[other] = Math.min(a, b)
    return other
  }

  /** The least point of the cell of each point. O(size). */
  leasts(): Int32Array {
    const out = new Int32Array(this.#size)
    // parents are never greater, so earlier points are done
    for (let p = 0; p < out.length; p++) out[p] = this.#parent[p] === p ? p : out[this.#parent[p]!]!
    return out
  }
}
