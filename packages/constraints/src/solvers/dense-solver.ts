import { nullSpace } from '@buridan/core'
import { type Signal, TooLargeError } from '@buridan/groups'
import type { BlockSolution } from '../solutions/block-solution.js'
import { DenseSolution } from '../solutions/dense-solution.js'
import { throwIfAborted } from './abort.js'
import { applyConstraint, type ConstraintSystem, inUnits } from './constraint-system.js'
import { decidedGap, NULL_TOLERANCE } from './rank-gap.js'

/** The largest rows · cols solved densely. */
export const MAX_DENSE_SIZE = 1_100

/**
 * Solves a block by null spaces in float64: the constraint L W − W R = 0 of one generator after the other, restricted
 * to the solutions of those before, by QR with column pivoting.
 *
 * O(generators · (rows · cols)³) time, O((rows · cols)²) memory. See docs/mathematics.md, “Equivariant linear maps”.
 *
 * @throws TooLargeError above 1100 entries of W, with the memory it would have taken
 * @throws AmbiguousToleranceError if the gap of the pivots does not decide the rank
 */
export function solveDense(system: ConstraintSystem, signal?: Signal): BlockSolution {
  const { rows, cols, text } = system
  const size = rows * cols
  if (size > MAX_DENSE_SIZE) {
    throw new TooLargeError(
      `${text} has ${size} entries; the dense solver would take ` +
        `${Math.ceil((3 * 8 * size * size) / 2 ** 20)} MiB and its limit is ${MAX_DENSE_SIZE} entries`,
    )
  }
  // rows are the solutions so far; all of them to begin with
  let basis = new Float64Array(size * size)
  for (let e = 0; e < size; e++) basis[e * size + e] = 1
  let count = size
  // of all constraints together: what one of them keeps must stand out from what another takes for zero
  let kept = Number.POSITIVE_INFINITY
  let dropped = 0
  const scaled = inUnits(system)
  for (const constraint of scaled.constraints) {
    if (count === 0) break
    throwIfAborted(signal)
    const images = new Float64Array(count * size)
    for (let k = 0; k < count; k++) {
      const [from, to] = [k * size, (k + 1) * size]
      applyConstraint(constraint, basis.subarray(from, to), cols, images.subarray(from, to))
    }
    const kernel = nullSpace(images, size, count, NULL_TOLERANCE)
    basis = combined(kernel.vectors, kernel.count, basis, count, size)
    count = kernel.count
    kept = Math.min(kept, kernel.kept)
    dropped = Math.max(dropped, kernel.dropped)
  }
  const gap = decidedGap({ kept, dropped }, count, scaled)
  // rounding residue of the factorization is cleared so that structure shows
  const q = basis.map((v) => (Math.abs(v) < 1e-14 ? 0 : v))
  return new DenseSolution('dense', 'null spaces of the constraints', rows, cols, q, gap)
}

/** The combinations of rows of a basis that the rows of `weights` say. */
function combined(
  weights: Float64Array,
  count: number,
  basis: Float64Array,
  before: number,
  size: number,
): Float64Array<ArrayBuffer> {
  const out = new Float64Array(count * size)
  for (let k = 0; k < count; k++) {
    for (let j = 0; j < before; j++) {
      const weight = weights[k * before + j]!
      if (weight === 0) continue
      for (let e = 0; e < size; e++) out[k * size + e]! += weight * basis[j * size + e]!
    }
  }
  return out
}
