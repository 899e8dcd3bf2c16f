import { type BasisBlock, EquivariantBasis, materializeBlock } from '@buridan/constraints'
import { InvalidArgumentError, shown } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'

/**
 * The operator coefficients → W of an equivariant basis on TensorFlow.js, differentiable in the coefficients.
 *
 * On backends in main memory (wasm, cpu) W is assembled by the basis itself, O(m · n) in one step where a graph of
 * kernels would spend its time on their calls. On others it is a graph of products with one constant tensor for each
 * pair of summands, shared by all copies. Free the constants with {@link dispose}.
 *
 * @throws InvalidArgumentError if `basis` is not an equivariant basis
 *
 * @example
 * ```ts
 * import { equivariantBasis } from '@buridan/constraints'
 * import { BasisTensor } from '@buridan/emlp'
 * import { cyclic, tensor } from '@buridan/groups'
 * import * as tf from '@tensorflow/tfjs'
 * const V = tensor(cyclic(3), 1)
 * const operator = new BasisTensor(equivariantBasis(V, V))
 * const c = tf.tensor1d([1, 0, 0])
 * const [w, same] = [operator.assemble(c), operator.assembleByKernels(c)]
 * console.log(w.shape, same.shape) // → [ 3, 3 ] [ 3, 3 ]
 * tf.dispose([c, w, same])
 * operator.dispose()
 * ```
 */
export class BasisTensor {
  readonly #constants = new Map<object, tf.Tensor2D>()

  constructor(readonly basis: EquivariantBasis) {
    checkBasis(basis)
  }

  /**
   * W = Σ c_k Q_k, [m, n], from coefficients of shape [rank].
   *
   * @remarks O(nonzeros of the maps that span the blocks), or as {@link BasisTensor.assembleByKernels}.
   */
  assemble(coefficients: tf.Tensor1D): tf.Tensor2D {
    return inMainMemory() ? this.#assembleDirectly(coefficients) : this.assembleByKernels(coefficients)
  }

  #assembleDirectly(coefficients: tf.Tensor1D): tf.Tensor2D {
    const { basis } = this
    const [m, n] = basis.shape
    const assemble = tf.customGrad((...args) => {
      const c = args[0] as tf.Tensor
      return {
        value: tf.tensor2d(this.#combine(c.dataSync()), [m, n]),
        gradFunc: (dy: tf.Tensor | tf.Tensor[]) => {
          const dw = (Array.isArray(dy) ? dy[0]! : dy).dataSync()
          return tf.tensor1d(this.#innerProducts(dw))
        },
      }
    })
    return assemble(coefficients) as tf.Tensor2D
  }

  #combine(c: ArrayLike<number>): Float32Array {
    const w = new Float64Array(this.basis.repOut.dim * this.basis.repIn.dim)
    this.basis.applyInto(Float64Array.from(c), w)
    return Float32Array.from(w)
  }

  #innerProducts(w: ArrayLike<number>): Float32Array {
    const out = new Float64Array(this.basis.rank)
    this.basis.applyTransposeInto(Float64Array.from(w), out)
    return Float32Array.from(out)
  }

  /**
   * The same by TensorFlow.js kernels alone, for backends whose memory is elsewhere.
   *
   * @param coefficients - [rank]
   * @returns W, [m, n]
   * @remarks O(rank · rows · cols) for each copy of a block.
   */
  assembleByKernels(coefficients: tf.Tensor1D): tf.Tensor2D {
    const { basis } = this
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
    const w = tf.matMul(tf.reshape(c, [outCount * inCount, rank]), this.#constant(block))
    if (inCount === 1) return tf.reshape(w, shape) as tf.Tensor2D
    return tf.reshape(
      tf.transpose(tf.reshape(w, [outCount, inCount, m, n]), [0, 2, 1, 3]),
      shape,
    ) as tf.Tensor2D
  }

  #constant({ solution }: BasisBlock): tf.Tensor2D {
    let q = this.#constants.get(solution)
    if (!q) {
      const values = Float32Array.from(materializeBlock(solution))
      q = tf.keep(tf.tensor2d(values, [solution.rank, solution.rows * solution.cols]))
      this.#constants.set(solution, q)
    }
    return q
  }

  /**
   * Frees the constants. The operator may be used again: it makes them anew.
   *
   * @remarks O(blocks).
   */
  dispose(): void {
    for (const q of this.#constants.values()) q.dispose()
    this.#constants.clear()
  }
}

function inMainMemory(): boolean {
  const backend = tf.getBackend()
  return backend === 'wasm' || backend === 'cpu'
}

/**
 * Standard deviations for normal coefficients that keep variance: with inputs of unit variance every output summand has
 * unit variance on average. E‖y_b‖² = σ_b² Σ_a c_a c_b r_ab for an orthonormal basis, and it shall be c_b m_b.
 *
 * @returns one number for each coefficient
 * @throws InvalidArgumentError if `basis` is not an equivariant basis
 * @remarks O(rank + blocks).
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
  checkBasis(basis)
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

function checkBasis(basis: EquivariantBasis): void {
  if (!(basis instanceof EquivariantBasis)) {
    throw new InvalidArgumentError(`basis is ${shown(basis)}; it must be an equivariantBasis`)
  }
}
