/** The kernel of a matrix. */
export interface NullSpace {
  /** Orthonormal vectors, one after the other, `cols` numbers each. */
  readonly vectors: Float64Array
  readonly count: number
  /** The least pivot that was kept; Infinity if there is none. */
  readonly kept: number
  /** The largest that was taken for zero; 0 if there is none. */
  readonly dropped: number
}

/**
 * The kernel of a rows × cols matrix, by Householder QR with the largest column first: A P = Q R with falling pivots, those up to a
 * threshold zero. Columns of the matrix, each contiguous, are overwritten.
 *
 * @remarks O(rows · cols²). Businger & Golub 1965; Golub & Van Loan, *Matrix Computations*, 5.4.
 */
export function nullSpace(columns: Float64Array, rows: number, cols: number, threshold: number): NullSpace {
  const order = Array.from({ length: cols }, (_, j) => j)
  const pivots: number[] = []
  let dropped = 0
  for (let k = 0; k < cols; k++) {
    const from = Math.min(k, rows)
    const { index, size } = largest(order, columns, rows, k, from)
    if (size <= threshold) {
      dropped = size
      break
    }
    ;[order[k], order[index]] = [order[index]!, order[k]!]
    pivots.push(size)
    reflect(order, columns, rows, k, cols)
  }
  const rank = pivots.length
  const count = cols - rank
  const vectors = new Float64Array(count * cols)
  for (let f = 0; f < count; f++) {
    const free = order[rank + f]! * rows
    const out = vectors.subarray(f * cols, (f + 1) * cols)
    out[order[rank + f]!] = 1
    // R₁₁ x = −R₁₂, from the last row up
    for (let i = rank - 1; i >= 0; i--) {
      let sum = columns[free + i]!
      for (let j = i + 1; j < rank; j++) sum += columns[order[j]! * rows + i]! * out[order[j]!]!
      out[order[i]!] = -sum / columns[order[i]! * rows + i]!
    }
  }
  orthonormalize(vectors, count, cols)
  return { vectors, count, kept: rank === 0 ? Number.POSITIVE_INFINITY : Math.min(...pivots), dropped }
}

/** The column from k on that is longest below row `from`, lengths anew each time: none is lost to cancellation. */
function largest(order: readonly number[], columns: Float64Array, rows: number, k: number, from: number) {
  let index = k
  let most = -1
  for (let j = k; j < order.length; j++) {
    const start = order[j]! * rows
    let square = 0
    for (let i = start + from; i < start + rows; i++) square += columns[i]! ** 2
    if (square > most) {
      most = square
      index = j
    }
  }
  return { index, size: Math.sqrt(Math.max(0, most)) }
}

/** The reflection that takes column k, below row k, to its first entry, applied to all columns after it. */
function reflect(
  order: readonly number[],
  columns: Float64Array,
  rows: number,
  k: number,
  cols: number,
): void {
  const v = columns.slice(order[k]! * rows + k, (order[k]! + 1) * rows)
  let square = 0
  for (const x of v) square += x * x
  const alpha = v[0]! > 0 ? -Math.sqrt(square) : Math.sqrt(square)
  square += alpha ** 2 - 2 * alpha * v[0]!
  v[0]! -= alpha
  for (let j = k; j < cols; j++) {
    const start = order[j]! * rows + k
    let overlap = 0
    for (let i = 0; i < v.length; i++) overlap += v[i]! * columns[start + i]!
    const factor = (2 * overlap) / square
    for (let i = 0; i < v.length; i++) columns[start + i]! -= factor * v[i]!
  }
}

/** Gram–Schmidt, twice. */
function orthonormalize(vectors: Float64Array, count: number, n: number): void {
  for (let k = 0; k < count; k++) {
    const v = vectors.subarray(k * n, (k + 1) * n)
    for (let pass = 0; pass < 2; pass++) {
      for (let j = 0; j < k; j++) {
        const u = vectors.subarray(j * n, (j + 1) * n)
        let overlap = 0
        for (let i = 0; i < n; i++) overlap += u[i]! * v[i]!
        for (let i = 0; i < n; i++) v[i]! -= overlap * u[i]!
      }
      let square = 0
      for (const x of v) square += x * x
      const size = Math.sqrt(square)
      for (let i = 0; i < n; i++) v[i]! /= size
    }
  }
}
