import type { StructuredMap, Vector } from './structured-map.js'

/** Visits entries: row, column, number of the map, value. */
export type EntryVisitor = (row: number, col: number, map: number, value: number) => void

/** A linear map by the list of its entries that are not zero. */
export class SparseMap implements StructuredMap {
  constructor(
    readonly rows: number,
    readonly cols: number,
    readonly rowOf: Int32Array,
    readonly colOf: Int32Array,
    readonly values: Float64Array,
  ) {}

  /** From a list of entries. */
  static fromEntries(
    rows: number,
    cols: number,
    entries: readonly (readonly [row: number, col: number, value: number])[],
  ): SparseMap {
    return new SparseMap(
      rows,
      cols,
      Int32Array.from(entries, (e) => e[0]),
      Int32Array.from(entries, (e) => e[1]),
      Float64Array.from(entries, (e) => e[2]),
    )
  }

  /** The entries above a threshold of a row-major matrix. */
  static fromDense(
    matrix: ArrayLike<number>,
    at: number,
    rows: number,
    cols: number,
    threshold = 0,
  ): SparseMap {
    const entries: [number, number, number][] = []
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < cols; j++) {
        const v = matrix[at + i * cols + j]!
        if (Math.abs(v) > threshold) entries.push([i, j, v])
      }
    }
    return SparseMap.fromEntries(rows, cols, entries)
  }

  /** Several maps from the entries that a function visits, the same ones each time it is called. */
  static several(
    rows: number,
    cols: number,
    count: number,
    eachEntry: (visit: EntryVisitor) => void,
  ): SparseMap[] {
    const start = new Int32Array(count + 1)
    eachEntry((_i, _j, k) => {
      start[k + 1]!++
    })
    for (let k = 0; k < count; k++) start[k + 1]! += start[k]!
    const total = start[count]!
    const [rowOf, colOf, values] = [new Int32Array(total), new Int32Array(total), new Float64Array(total)]
    const next = start.slice()
    eachEntry((i, j, k, v) => {
      const at = next[k]!++
      rowOf[at] = i
      colOf[at] = j
      values[at] = v
    })
    const part = <T extends Int32Array | Float64Array>(all: T, k: number) =>
      all.subarray(start[k], start[k + 1]) as T
    return Array.from({ length: count }, (_, k) => {
      return new SparseMap(rows, cols, part(rowOf, k), part(colOf, k), part(values, k))
    })
  }

  static identity(n: number): SparseMap {
    const index = Int32Array.from({ length: n }, (_, i) => i)
    return new SparseMap(n, n, index, index, new Float64Array(n).fill(1))
  }

  get nonzeros(): number {
    return this.values.length
  }

  get cost(): number {
    return this.values.length
  }

  applyInto(s: number, x: Vector, xo: number, y: Vector, yo: number): void {
    const { rowOf, colOf, values } = this
    for (let e = 0; e < values.length; e++) y[yo + rowOf[e]!]! += s * values[e]! * x[xo + colOf[e]!]!
  }

  applyTransposeInto(s: number, y: Vector, yo: number, x: Vector, xo: number): void {
    const { rowOf, colOf, values } = this
    for (let e = 0; e < values.length; e++) x[xo + colOf[e]!]! += s * values[e]! * y[yo + rowOf[e]!]!
  }

  forEach(visit: (row: number, col: number, value: number) => void): void {
    const { rowOf, colOf, values } = this
    for (let e = 0; e < values.length; e++) visit(rowOf[e]!, colOf[e]!, values[e]!)
  }
}

/** The same entries, each times a factor. */
export function scaledMap({ rows, cols, rowOf, colOf, values }: SparseMap, factor: number): SparseMap {
  return new SparseMap(
    rows,
    cols,
    rowOf,
    colOf,
    values.map((v) => v * factor),
  )
}

export function transposed({ rows, cols, rowOf, colOf, values }: SparseMap): SparseMap {
  return new SparseMap(cols, rows, colOf, rowOf, values)
}
