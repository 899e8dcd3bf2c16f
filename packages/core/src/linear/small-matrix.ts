import { finiteVector, shown } from '../checks/validate.js'
import { RepresentationMismatchError } from '../errors/errors.js'

/**
 * Copies the rows of a square matrix into one row-major array.
 *
 * @param rows - dim rows of dim numbers
 * @throws RepresentationMismatchError if there are not dim rows of that length
 * @throws InvalidArgumentError if a row is not an array, or an entry is not a finite number of at most 1e250 in size
 * @remarks O(dim²).
 *
 * @example
 * ```ts
 * import { isOrthogonal, squareMatrix } from '@buridan/core'
 * const m = squareMatrix([[0, -1], [1, 0]], 2, 'the matrix')
 * console.log(m, isOrthogonal(m, 2)) // → Float64Array(4) [ 0, -1, 1, 0 ] true
 * ```
 */
export function squareMatrix(rows: readonly ArrayLike<number>[], dim: number, what: string): Float64Array {
  if (!Array.isArray(rows) || rows.length !== dim) {
    throw new RepresentationMismatchError(`${what} is ${shown(rows)}; it must be a ${dim}×${dim} matrix`)
  }
  const out = new Float64Array(dim * dim)
  rows.forEach((row, i) => {
    out.set(finiteVector(row, dim, `${what}, row ${i}`), i * dim)
  })
  return out
}

/** Whether a row-major dim × dim matrix m has orthonormal rows, each product to 1e-12. O(dim³). */
export function isOrthogonal(m: Float64Array, dim: number): boolean {
  for (let i = 0; i < dim; i++) {
    for (let j = 0; j <= i; j++) {
      let dot = 0
      for (let k = 0; k < dim; k++) dot += m[i * dim + k]! * m[j * dim + k]!
      if (Math.abs(dot - (i === j ? 1 : 0)) > 1e-12) return false
    }
  }
  return true
}
