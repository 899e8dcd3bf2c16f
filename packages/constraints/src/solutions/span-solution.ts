import type { StructuredMap, Vector } from '../maps/structured-map.js'
import type { BlockSolution, Solver } from './block-solution.js'

/** A matrix by rows: row k has the entries values[start[k] … start[k + 1]) at columns index[…]. */
export interface SparseRows {
  readonly start: Int32Array
  readonly index: Int32Array
  readonly values: Float64Array
}

/** Rows from lists of entries. */
export function sparseRows(
  rows: readonly (readonly (readonly [column: number, value: number])[])[],
): SparseRows {
  const start = new Int32Array(rows.length + 1)
  rows.forEach((r, k) => {
    start[k + 1] = start[k]! + r.length
  })
  const all = rows.flat()
  return {
    start,
    index: Int32Array.from(all, (e) => e[0]),
    values: Float64Array.from(all, (e) => e[1]),
  }
}

/** A block's basis as combinations Q_k = Σ_s T_ks D_s of structured maps D_s. */
export class SpanSolution implements BlockSolution {
  constructor(
    readonly solver: Solver,
    readonly reason: string,
    readonly rows: number,
    readonly cols: number,
    readonly spanning: readonly StructuredMap[],
    /** T: rank rows, a column for each map. */
    readonly transform: SparseRows,
    readonly gap = Number.POSITIVE_INFINITY,
  ) {}

  get rank(): number {
    return this.transform.start.length - 1
  }

  /**
   * The structured maps that the basis combines. Solvers combine independent ones: a maximal set of diagrams, or for S_n the partitions
   * of at most n blocks. So they are as many as the rank.
   */
  get independent(): readonly StructuredMap[] {
    const used = new Set(this.transform.index)
    return this.spanning.filter((_, s) => used.has(s))
  }

  combineInto(c: Float64Array, co: number, out: Float64Array, at: number, stride: number): void {
    const d = this.#onMaps(c, co)
    this.spanning.forEach((map, s) => {
      const weight = d[s]!
      if (weight === 0) return
      map.forEach((i, j, v) => {
        out[at + i * stride + j]! += weight * v
      })
    })
  }

  innerProducts(w: Float64Array, at: number, stride: number, out: Float64Array, oo: number): void {
    const d = this.spanning.map((map) => {
      let sum = 0
      map.forEach((i, j, v) => {
        sum += v * w[at + i * stride + j]!
      })
      return sum
    })
    out.fill(0, oo, oo + this.rank)
    this.#addFromMaps(d, out, oo)
  }

  mapInto(c: Float64Array, co: number, x: Vector, xo: number, y: Vector, yo: number): void {
    const d = this.#onMaps(c, co)
    this.spanning.forEach((map, s) => {
      if (d[s] !== 0) map.applyInto(d[s]!, x, xo, y, yo)
    })
  }

  mapTransposeInto(c: Float64Array, co: number, y: Vector, yo: number, x: Vector, xo: number): void {
    const d = this.#onMaps(c, co)
    this.spanning.forEach((map, s) => {
      if (d[s] !== 0) map.applyTransposeInto(d[s]!, y, yo, x, xo)
    })
  }

  pairInto(x: Vector, xo: number, y: Vector, yo: number, out: Float64Array, oo: number): void {
    const image = new Float64Array(this.rows)
    const d = this.spanning.map((map) => {
      image.fill(0)
      map.applyInto(1, x, xo, image, 0)
      let sum = 0
      for (let i = 0; i < image.length; i++) sum += image[i]! * y[yo + i]!
      return sum
    })
    this.#addFromMaps(d, out, oo)
  }

  /** T⊤ c. */
  #onMaps(c: Float64Array, co: number): Float64Array {
    const { start, index, values } = this.transform
    const d = new Float64Array(this.spanning.length)
    for (let k = 0; k < this.rank; k++) {
      const weight = c[co + k]!
      if (weight === 0) continue
      for (let e = start[k]!; e < start[k + 1]!; e++) d[index[e]!]! += values[e]! * weight
    }
    return d
  }

  /** out += T d. */
  #addFromMaps(d: readonly number[], out: Float64Array, oo: number): void {
    const { start, index, values } = this.transform
    for (let k = 0; k < this.rank; k++) {
      for (let e = start[k]!; e < start[k + 1]!; e++) out[oo + k]! += values[e]! * d[index[e]!]!
    }
  }
}
