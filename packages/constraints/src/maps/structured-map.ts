/** Vectors a map is applied to. */
export type Vector = Float64Array | Float32Array

/** A linear map A: ℝ^cols → ℝ^rows that is held by its structure and applied without a matrix. Immutable. */
export interface StructuredMap {
  readonly rows: number
  readonly cols: number
  /** Entries that are not zero: the cost of {@link StructuredMap.forEach}. */
  readonly nonzeros: number
  /** Operations that {@link StructuredMap.applyInto} takes; at most the nonzeros. */
  readonly cost: number
  /** y[yo…] += s · A x[xo…] */
  applyInto(s: number, x: Vector, xo: number, y: Vector, yo: number): void
  /** x[xo…] += s · A⊤ y[yo…] */
  applyTransposeInto(s: number, y: Vector, yo: number, x: Vector, xo: number): void
  /** Visits every entry that is not zero once: row, column, value. */
  forEach(visit: (row: number, col: number, value: number) => void): void
}
