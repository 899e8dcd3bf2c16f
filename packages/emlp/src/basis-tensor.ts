import { type BasisBlock, type EquivariantBasis, materializeBlock } from '@buridan/constraints'
import * as tf from '@tensorflow/tfjs'

/** Up to this many entries of Q, one dense product is faster than many small ones: kernel calls cost more than arithmetic. */
const MAX_DENSE_ENTRIES = 2 ** 20

/**
 * The operator coefficients → W of an equivariant basis on TensorFlow.js, differentiable in the coefficients. A small
 * basis is one constant matrix; a large one is held as one constant for each pair of summands, shared by all copies.
 * Free the constants with {@link dispose}.
 */
export class BasisTensor {
  readonly #dense: tf.Tensor2D | undefined
  readonly #constants = new Map<object, tf.Tensor2D>()

  constructor(readonly basis: EquivariantBasis) {
    const [m, n] = basis.shape
    if (basis.rank > 0 && basis.rank * m * n <= MAX_DENSE_ENTRIES) {
      this.#dense = tf.keep(tf.tensor2d(Float32Array.from(basis.materialize()), [basis.rank, m * n]))
      return
    }
    for (const { solution } of basis.blocks) {
      if (solution.rank === 0 || this.#constants.has(solution)) continue
      const q = Float32Array.from(materializeBlock(solution))
      this.#constants.set(solution, tf.keep(tf.tensor2d(q, [solution.rank, solution.rows * solution.cols])))
    }
  }

  /** W = Σ c_k Q_k, [m, n], from coefficients of shape [rank]. */
  assemble(coefficients: tf.Tensor1D): tf.Tensor2D {
    const { basis } = this
    const [m, n] = basis.shape
    if (this.#dense)
      return tf.reshape(tf.matMul(tf.reshape(coefficients, [1, basis.rank]), this.#dense), [m, n])
    const perRow = basis.repIn.summands.length
    const rows: tf.Tensor2D[] = []
    for (let start = 0; start < basis.blocks.length; start += perRow) {
      const row = basis.blocks
        .slice(start, start + perRow)
        .map((block) => this.#assembleBlock(block, coefficients))
      rows.push(row.length === 1 ? row[0]! : (tf.concat(row, 1) as tf.Tensor2D))
    }
    return rows.length === 1 ? rows[0]! : (tf.concat(rows, 0) as tf.Tensor2D)
  }

  /** All copies of a block, [copies out · rows, copies in · cols]. */
  #assembleBlock(block: BasisBlock, coefficients: tf.Tensor1D): tf.Tensor2D {
    const { rank, rows: m, cols: n } = block.solution
    const { outCount, inCount } = block
    const shape: [number, number] = [outCount * m, inCount * n]
    if (rank === 0) return tf.zeros(shape) as tf.Tensor2D
    const c = tf.slice1d(coefficients, block.coefficientOffset, outCount * inCount * rank)
    const w = tf.matMul(tf.reshape(c, [outCount * inCount, rank]), this.#constants.get(block.solution)!)
    if (inCount === 1) return tf.reshape(w, shape) as tf.Tensor2D
    return tf.reshape(
      tf.transpose(tf.reshape(w, [outCount, inCount, m, n]), [0, 2, 1, 3]),
      shape,
    ) as tf.Tensor2D
  }

  dispose(): void {
    this.#dense?.dispose()
    for (const q of this.#constants.values()) q.dispose()
    this.#constants.clear()
  }
}

/**
 * Standard deviations for normal coefficients that keep variance: with inputs of unit variance every output summand has
 * unit variance on average. E‖y_b‖² = σ_b² Σ_a c_a c_b r_ab for an orthonormal basis, and it shall be c_b m_b.
 *
 * @example
 * ```ts
 * import { keepVariance } from '@buridan/emlp'
 * import { equivariantBasis } from '@buridan/constraints'
 * import { cyclic, tensor } from '@buridan/groups'
 * const V = tensor(cyclic(4), 1)
 * console.log(keepVariance(equivariantBasis(V, V))) // → Float32Array(4) [ 1, 1, 1, 1 ]
 * ```
 */
export function keepVariance(basis: EquivariantBasis): Float32Array {
  const out = new Float32Array(basis.rank)
  const perRow = basis.repIn.summands.length
  for (let start = 0; start < basis.blocks.length; start += perRow) {
    const row = basis.blocks.slice(start, start + perRow)
    const paths = row.reduce((sum, b) => sum + b.inCount * b.solution.rank, 0)
    for (const b of row) {
      const from = b.coefficientOffset
      out.fill(
        Math.sqrt(b.solution.rows / Math.max(1, paths)),
        from,
        from + b.inCount * b.outCount * b.solution.rank,
      )
    }
  }
  return out
}
