import { type Representation, TooLargeError } from '@buridan/groups'
import { Matrix, SingularValueDecomposition } from 'ml-matrix'
import type { BlockSolution } from './block-solution.js'

/** The largest rows · cols solved densely. */
const MAX_DENSE_SIZE = 1_100
/** Singular values below this times the largest count as zero. */
const NULL_TOLERANCE = 1e-9

/**
 * Solves a block by null spaces in float64: the constraint ρ_out(g)W − Wρ_in(g) = 0 of one generator after the other,
 * restricted to the solutions of those before, by singular values.
 *
 * O(generators · (rows · cols)³) time, O((rows · cols)²) memory. See docs/mathematics.md, “Equivariant linear maps”.
 *
 * @throws TooLargeError above 1100 entries of W, with the memory it would have taken
 */
export function solveDense(repIn: Representation, repOut: Representation): BlockSolution {
  const rows = repOut.dim
  const cols = repIn.dim
  const size = rows * cols
  if (size > MAX_DENSE_SIZE) {
    throw new TooLargeError(
      `${repIn.text} → ${repOut.text} has ${size} entries; the dense solver would take ` +
        `${Math.ceil((3 * 8 * size * size) / 2 ** 20)} MiB and its limit is ${MAX_DENSE_SIZE} entries`,
    )
  }
  let basis = Matrix.eye(size)
  let gap = Number.POSITIVE_INFINITY
  for (const g of repIn.group.generators) {
    if (basis.columns === 0) break
    const constraint = constraintOn(basis, repIn.matrix(g), repOut.matrix(g), rows, cols)
    const kernel = nullSpace(constraint)
    basis = kernel.vectors.columns === 0 ? new Matrix(size, 0) : basis.mmul(kernel.vectors)
    gap = Math.min(gap, kernel.gap)
  }
  return fromColumns(basis, rows, cols, gap)
}

/** The columns ρ_out(g) W − W ρ_in(g) for the columns W of a basis. */
function constraintOn(
  basis: Matrix,
  gIn: Float64Array,
  gOut: Float64Array,
  rows: number,
  cols: number,
): Matrix {
  const out = new Matrix(rows * cols, basis.columns)
  const w = new Float64Array(rows * cols)
  for (let k = 0; k < basis.columns; k++) {
    for (let e = 0; e < w.length; e++) w[e] = basis.get(e, k)
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < cols; j++) {
        let sum = 0
        for (let a = 0; a < rows; a++) sum += gOut[i * rows + a]! * w[a * cols + j]!
        for (let b = 0; b < cols; b++) sum -= w[i * cols + b]! * gIn[b * cols + j]!
        out.set(i * cols + j, k, sum)
      }
    }
  }
  return out
}

function nullSpace(constraint: Matrix): { vectors: Matrix; gap: number } {
  const svd = new SingularValueDecomposition(constraint, { computeLeftSingularVectors: false })
  const values = svd.diagonal
  const cut = NULL_TOLERANCE * Math.max(1, values[0] ?? 0)
  const first = values.findIndex((v) => v <= cut)
  const kept = first === -1 ? values.length : first
  const columns = Array.from({ length: values.length - kept }, (_, k) => kept + k)
  const least = kept > 0 ? values[kept - 1]! : Number.POSITIVE_INFINITY
  const noise = Math.max(values[kept] ?? 0, Number.EPSILON)
  const vectors =
    columns.length === 0
      ? new Matrix(constraint.columns, 0)
      : svd.rightSingularVectors.subMatrixColumn(columns)
  return { vectors, gap: least / noise }
}

function fromColumns(basis: Matrix, rows: number, cols: number, gap: number): BlockSolution {
  const rank = basis.columns
  const size = rows * cols
  // row k is Q_k; rounding residue of the factorization is cleared so that structure shows
  const q = new Float64Array(rank * size)
  for (let k = 0; k < rank; k++) {
    for (let e = 0; e < size; e++) {
      const v = basis.get(e, k)
      q[k * size + e] = Math.abs(v) < 1e-14 ? 0 : v
    }
  }
  return {
    solver: 'dense',
    reason: 'not signed permutations',
    rank,
    rows,
    cols,
    gap,
    combineInto(c, co, out, at, stride) {
      for (let k = 0; k < rank; k++) {
        const weight = c[co + k]!
        if (weight === 0) continue
        for (let i = 0; i < rows; i++) {
          for (let j = 0; j < cols; j++) out[at + i * stride + j]! += weight * q[k * size + i * cols + j]!
        }
      }
    },
    innerProducts(w, at, stride, out, oo) {
      for (let k = 0; k < rank; k++) {
        let sum = 0
        for (let i = 0; i < rows; i++) {
          for (let j = 0; j < cols; j++) sum += q[k * size + i * cols + j]! * w[at + i * stride + j]!
        }
        out[oo + k] = sum
      }
    },
  }
}
