import { type Signal, TooLargeError } from '@buridan/groups'
import { Matrix, SingularValueDecomposition } from 'ml-matrix'
import type { BlockSolution } from '../basis/block-solution.js'
import { DenseSolution } from '../basis/dense-solution.js'
import { throwIfAborted } from './abort.js'
import { applyConstraint, type ConstraintSystem } from './constraint-system.js'

/** The largest rows · cols solved densely. */
export const MAX_DENSE_SIZE = 1_100
/** Singular values below this times the largest count as zero. */
const NULL_TOLERANCE = 1e-9

/**
 * Solves a block by null spaces in float64: the constraint L W − W R = 0 of one generator after the other, restricted
 * to the solutions of those before, by singular values.
 *
 * O(generators · (rows · cols)³) time, O((rows · cols)²) memory. See docs/mathematics.md, “Equivariant linear maps”.
 *
 * @throws TooLargeError above 1100 entries of W, with the memory it would have taken
 */
export function solveDense(system: ConstraintSystem, signal?: Signal): BlockSolution {
  const { rows, cols, constraints, text } = system
  const size = rows * cols
  if (size > MAX_DENSE_SIZE) {
    throw new TooLargeError(
      `${text} has ${size} entries; the dense solver would take ` +
        `${Math.ceil((3 * 8 * size * size) / 2 ** 20)} MiB and its limit is ${MAX_DENSE_SIZE} entries`,
    )
  }
  let basis = Matrix.eye(size)
  let gap = Number.POSITIVE_INFINITY
  for (const constraint of constraints) {
    if (basis.columns === 0) break
    throwIfAborted(signal)
    const image = new Matrix(size, basis.columns)
    for (let k = 0; k < basis.columns; k++) {
      const out = new Float64Array(size)
      applyConstraint(constraint, Float64Array.from(basis.getColumn(k)), cols, out)
      image.setColumn(k, Array.from(out))
    }
    const kernel = nullSpace(image)
    basis = kernel.vectors.columns === 0 ? new Matrix(size, 0) : basis.mmul(kernel.vectors)
    gap = Math.min(gap, kernel.gap)
  }
  const q = new Float64Array(basis.columns * size)
  for (let k = 0; k < basis.columns; k++) {
    for (let e = 0; e < size; e++) {
      // rounding residue of the factorization is cleared so that structure shows
      const v = basis.get(e, k)
      q[k * size + e] = Math.abs(v) < 1e-14 ? 0 : v
    }
  }
  return new DenseSolution('dense', 'singular values of the constraints', rows, cols, q, gap)
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
