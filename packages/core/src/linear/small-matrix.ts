import { finiteVector, shown } from '../checks/validate.js'
import { RepresentationMismatchError } from '../errors/errors.js'

/** Checks rows of a square matrix and copies them row-major. */
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

/** Whether a row-major matrix has orthonormal rows, to 1e-12. */
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
