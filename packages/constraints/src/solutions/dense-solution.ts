import { SparseMap } from '../maps/sparse-map.js'
import type { StructuredMap, Vector } from '../maps/structured-map.js'
import type { BlockSolution, Solver } from './block-solution.js'

/** A block's orthonormal basis as a matrix, rank × (rows · cols). */
export class DenseSolution implements BlockSolution {
  readonly rank: number

  constructor(
    readonly solver: Solver,
    readonly reason: string,
    readonly rows: number,
    readonly cols: number,
    readonly q: Float64Array,
    readonly gap: number,
  ) {
    this.rank = q.length / (rows * cols)
  }

  get spanning(): readonly StructuredMap[] {
    const { rows, cols, rank, q } = this
    return Array.from({ length: rank }, (_, k) => SparseMap.fromDense(q, k * rows * cols, rows, cols))
  }

  combineInto(c: Float64Array, co: number, out: Float64Array, at: number, stride: number): void {
    this.#eachRow((k, row, i) => {
      const weight = c[co + k]!
      if (weight === 0) return
      const to = at + i * stride
      for (let j = 0; j < this.cols; j++) out[to + j]! += weight * this.q[row + j]!
    })
  }

  innerProducts(w: Float64Array, at: number, stride: number, out: Float64Array, oo: number): void {
    out.fill(0, oo, oo + this.rank)
    this.#eachRow((k, row, i) => {
      const from = at + i * stride
      let sum = 0
      for (let j = 0; j < this.cols; j++) sum += this.q[row + j]! * w[from + j]!
      out[oo + k]! += sum
    })
  }

  mapInto(c: Float64Array, co: number, x: Vector, xo: number, y: Vector, yo: number): void {
    this.#eachRow((k, row, i) => {
      const weight = c[co + k]!
      if (weight !== 0) y[yo + i]! += weight * this.#dot(row, x, xo)
    })
  }

  mapTransposeInto(c: Float64Array, co: number, y: Vector, yo: number, x: Vector, xo: number): void {
    this.#eachRow((k, row, i) => {
      const weight = c[co + k]! * y[yo + i]!
      if (weight === 0) return
      for (let j = 0; j < this.cols; j++) x[xo + j]! += weight * this.q[row + j]!
    })
  }

  pairInto(x: Vector, xo: number, y: Vector, yo: number, out: Float64Array, oo: number): void {
    this.#eachRow((k, row, i) => {
      if (y[yo + i] !== 0) out[oo + k]! += y[yo + i]! * this.#dot(row, x, xo)
    })
  }

  #dot(row: number, x: Vector, xo: number): number {
    let sum = 0
    for (let j = 0; j < this.cols; j++) sum += this.q[row + j]! * x[xo + j]!
    return sum
  }

  #eachRow(visit: (k: number, row: number, i: number) => void): void {
    const { rank, rows, cols } = this
    for (let k = 0, row = 0; k < rank; k++) for (let i = 0; i < rows; i++, row += cols) visit(k, row, i)
  }
}
