import type { FixedUnder } from '@buridan/constraints'
import { booleanOf, knownOptions, shown } from '@buridan/core'
import {
  type AnyRepresentation,
  InvalidArgumentError,
  RepresentationMismatchError,
  sameGroup,
} from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { mix } from '../kernels/mixing-kernels.js'
import { type MixingPlan, planMixing } from '../kernels/mixing-plan.js'
import { refuseMatrix } from '../kernels/weight-memory.js'
import { expectReal, normals } from './shapes.js'

/** Options of {@link AffineMaps}. */
export interface AffineMapsOptions {
  readonly repIn: AnyRepresentation
  readonly repOut: AnyRepresentation
  /** Adds a bias in Fix(ρ_out); true by default. */
  readonly useBias?: boolean
  /** The deviation of a coordinate of the bias at the start, where one of W x has 1; 0 by default. */
  readonly biasDeviation?: number
  /**
   * Takes Hom_K(Fix(H), Y) in place of Hom_G(X, Y), and a bias in Fix_Y(K): the maps of a part of the inputs, those that H fixes,
   * under a smaller group. `fixed` is H and `under` is K, subgroups of a finite group, where K maps Fix(H) to itself.
   */
  readonly on?: FixedUnder
}

/**
 * The affine equivariant maps x ↦ W x + b as one operator of weights and rows, for layers of one's own: W ∈ Hom_G(ρ_in, ρ_out),
 * b ∈ Fix(ρ_out). Weights are the entries of the mixing matrices of a {@link @buridan/constraints#factorize | factorization},
 * independent coordinates of all maps; `EquivariantLinear` holds the same.
 *
 * @throws RepresentationMismatchError if the groups differ, or K moves Fix(H)
 * @throws UnsupportedError for complex representations, and for `on` of a Lie group
 * @throws TooLargeError for more than 2²⁷ weights
 * @remarks Applied as {@link EquivariantLinear}. See docs/mathematics.md, “Applying without the matrix”.
 *
 * @example
 * ```ts
 * import { AffineMaps } from '@buridan/emlp'
 * import { symmetric, tensor } from '@buridan/groups'
 * import * as tf from '@tensorflow/tfjs'
 * const V = tensor(symmetric(3), 1)
 * const maps = new AffineMaps({ repIn: V, repOut: V })
 * // W = a 1 + b J and the bias c (1, 1, 1)
 * console.log(maps.weightCount) // → 3
 * const y = maps.apply(tf.tensor2d([[1, 2, 3]]), tf.tensor1d(maps.start(0)))
 * console.log(y.shape, maps.toDense(tf.tensor1d(maps.start(0))).kernel.shape) // → [ 1, 3 ] [ 3, 3 ]
 * ```
 */
export class AffineMaps {
  readonly repIn: AnyRepresentation
  readonly repOut: AnyRepresentation
  /** @internal How the maps are applied. */
  readonly plan: MixingPlan

  constructor(options: AffineMapsOptions) {
    const {
      repIn,
      repOut,
      useBias = true,
      biasDeviation = 0,
      on,
    } = knownOptions(
      options,
      { repIn: true, repOut: true, useBias: true, biasDeviation: true, on: true },
      'AffineMaps',
    )
    sameGroup(repIn, repOut)
    expectReal(repIn)
    expectReal(repOut)
    checkSize(biasDeviation, 'biasDeviation')
    this.repIn = repIn
    this.repOut = repOut
    booleanOf(useBias, 'useBias')
    this.plan = planMixing({ repIn, repOut, useBias, biasDeviation, on })
  }

  /** The number of weights: dim of the maps, and of the biases. */
  get weightCount(): number {
    return this.plan.weightCount
  }

  /**
   * Random weights to start from, normally distributed: with inputs of unit variance a coordinate of W x has the variance size²
   * on average.
   *
   * @returns weightCount numbers
   * @throws InvalidArgumentError if size is not a number from 0, or the seed not a 32-bit integer
   * @remarks O(weightCount).
   */
  start(seed: number, size = 1): Float32Array {
    checkSize(size, 'size')
    return normals(
      this.plan.deviations.map((d) => d * size),
      seed,
    )
  }

  /**
   * W x + b for rows x; differentiable in both arguments, any number of times.
   *
   * @param x - [batch, dim ρ_in]
   * @param weights - [weightCount]
   * @returns [batch, dim ρ_out]
   * @throws RepresentationMismatchError | InvalidArgumentError for tensors of other shapes
   * @remarks O(batch · (nonzeros of the factors + products of mixing)), as {@link EquivariantLinear}.
   */
  apply(x: tf.Tensor2D, weights: tf.Tensor1D): tf.Tensor2D {
    this.#checkWeights(weights)
    if (!(x instanceof tf.Tensor) || x.rank !== 2 || x.shape[1] !== this.repIn.dim) {
      throw new RepresentationMismatchError(
        `x is ${shapeOf(x)}; it must be [batch, ${this.repIn.dim}] for ${this.repIn.text}`,
      )
    }
    if (this.weightCount === 0) return tf.zeros([x.shape[0], this.repOut.dim])
    return mix(this.plan, x, weights)
  }

  /**
   * The maps' kernel and bias as a dense layer has them.
   *
   * @param weights - [weightCount]
   * @returns the transpose of W, [dim ρ_in, dim ρ_out], and b, [dim ρ_out]
   * @throws InvalidArgumentError for a tensor of another shape
   * @throws TooLargeError for a kernel, or dim ρ_in rows of input, of over 512 MiB
   * @remarks O(dim ρ_in · cost of {@link AffineMaps.apply}).
   */
  toDense(weights: tf.Tensor1D): { kernel: tf.Tensor2D; bias: tf.Tensor1D } {
    this.#checkWeights(weights)
    return denseOf(this.plan, weights)
  }

  #checkWeights(weights: tf.Tensor1D): void {
    if (!(weights instanceof tf.Tensor) || weights.rank !== 1 || weights.size !== this.weightCount) {
      throw new InvalidArgumentError(`weights is ${shapeOf(weights)}; it must be [${this.weightCount}]`)
    }
  }
}

/** The kernel [inputs, outputs] and the bias of a dense layer that computes the same as a plan with its weights. */
export function denseOf(plan: MixingPlan, weights: tf.Tensor1D): { kernel: tf.Tensor2D; bias: tf.Tensor1D } {
  const { inputs, outputs, weightCount } = plan
  refuseMatrix(inputs, Math.max(inputs, outputs))
  if (weightCount === 0) return { kernel: tf.zeros([inputs, outputs]), bias: tf.zeros([outputs]) }
  const [kernel, b] = tf.tidy(() => {
    const w = tf.slice1d(weights, 0, weightCount)
    const zero = mix(plan, tf.zeros([1, inputs]), w)
    return [tf.sub(mix(plan, tf.eye(inputs), w), zero) as tf.Tensor2D, zero] as [tf.Tensor2D, tf.Tensor2D]
  })
  // a tensor of its own: the wasm backend takes a reshaped one for the matrix it was
  const bias = tf.tensor1d(b.dataSync(), 'float32')
  b.dispose()
  return { kernel, bias }
}

function checkSize(value: number, what: string): void {
  if (!(Number.isFinite(value) && value >= 0)) {
    throw new InvalidArgumentError(`${what} is ${shown(value)}; it must be a number ≥ 0`)
  }
}

function shapeOf(value: unknown): string {
  return value instanceof tf.Tensor ? `[${value.shape.join(', ')}]` : shown(value)
}
