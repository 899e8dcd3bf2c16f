import { scaleOf } from './norm.js'
import { OrthonormalSet } from './orthonormal.js'

/** The kernel of a matrix. */
export interface NullSpace {
  /** Orthonormal vectors, one after the other, `cols` numbers each. */
  readonly vectors: Float64Array
  readonly count: number
  /** The least pivot that was kept; Infinity without one. */
  readonly kept: number
  /** The largest pivot that was taken for zero; 0 without one. */
  readonly dropped: number
}

/**
 * The kernel of a rows × cols matrix, by Householder QR with the largest column first: A P = Q R with falling pivots; those up to a
 * threshold are zero. Entries of any size are allowed, 10^±160 too: scaled with the threshold they have the same kernel.
 *
 * @param columns - the columns of the matrix, one after the other, `rows` numbers each; overwritten
 * @param threshold - pivots up to this, in the unit of the entries, are zero
 * @remarks O(rows · cols²) time. Businger & Golub 1965; Golub & Van Loan, *Matrix Computations*, 5.4.
 *
 * @example
 * ```ts
 * import { nullSpace } from '@buridan/core'
 * const { count, vectors } = nullSpace(Float64Array.of(3, 4), 1, 2, 1e-12) // 3 x + 4 y = 0
 * console.log(count, Array.from(vectors, (v) => Math.abs(v).toFixed(3))) // → 1 [ '0.800', '0.600' ]
 * ```
 */
export function nullSpace(columns: Float64Array, rows: number, cols: number, threshold: number): NullSpace {
  const scale = scaleOf([columns])
  // squares of scaled entries neither overflow nor vanish
  if (scale !== 1) for (let i = 0; i < columns.length; i++) columns[i]! /= scale
  const found = scaledNullSpace(columns, rows, cols, threshold / scale)
  return { ...found, kept: found.kept * scale, dropped: found.dropped * scale }
}

function scaledNullSpace(columns: Float64Array, rows: number, cols: number, threshold: number): NullSpace {
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
  const vectors = new OrthonormalSet(cols)
  for (let f = 0; f < count; f++) {
    const free = order[rank + f]! * rows
    const out = new Float64Array(cols)
    out[order[rank + f]!] = 1
    // R₁₁ x = −R₁₂, from the last row up
    for (let i = rank - 1; i >= 0; i--) {
      let sum = columns[free + i]!
      for (let j = i + 1; j < rank; j++) sum += columns[order[j]! * rows + i]! * out[order[j]!]!
      out[order[i]!] = -sum / columns[order[i]! * rows + i]!
    }
    // independent: each has a free coordinate that is 0 in the others
    vectors.add(out, 0)
  }
  const kept = rank === 0 ? Number.POSITIVE_INFINITY : Math.min(...pivots)
  return { vectors: vectors.rows(), count, kept, dropped }
}

/** The column from k on that is longest below row `from`; lengths are computed anew, so that cancellation spoils none. */
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
