import { integerIn } from '@buridan/core'
import type { AnyRepresentation } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { seedOrDrawn } from '../core/seed.js'
import { applyBlock, type BlockPlan } from '../kernels/block-kernels.js'
import { planMixing } from '../kernels/mixing-plan.js'
import { type Choice, choiceOf, FORMER_CHOICE, type LeftOutProducts } from '../kernels/product-choice.js'
import { planProducts } from '../kernels/product-plan.js'
import { denseOf } from './affine-maps.js'
import { madeWeights } from './alive.js'
import { DEFAULT_CHANNELS } from './bilinear.js'
import { gatedRepresentation, planGates } from './gated.js'
import type { LayerOptions } from './layer-options.js'
import { MapLayer } from './representation-layer.js'
import { constant, normals } from './shapes.js'
import { WEIGHT_OPTIONS, type WeightOptions } from './weight-options.js'

/** Options of {@link EquivariantBlock}. */
export interface EquivariantBlockOptions extends LayerOptions, WeightOptions {
  readonly repIn: AnyRepresentation
  readonly repOut: AnyRepresentation
  /** The largest number of channels that a pair of summands is mixed to for products; 4 by default, 0 for no products. */
  readonly channels?: number
  /** How products are chosen: 2 by default; 1 for configurations of versions up to 0.2.1, which do not say it. */
  readonly choice?: 1 | 2
  /** Seed of the weights at the start; drawn anew by default, and said by `seed`. */
  readonly seed?: number
}

/**
 * The block of an E-MLP, linear → bilinear → gated, as one layer with one vector of weights: [batch, dim ρ_in] →
 * [batch, dim ρ_out]. It computes what {@link EquivariantLinear} to `gatedRepresentation(repOut)`,
 * {@link EquivariantBilinear} and {@link GatedNonlinearity} compute one after the other, in one operation. Permutation summands are
 * not multiplied with each other: on them gates are a pointwise function already.
 *
 * @throws RepresentationMismatchError | InvalidArgumentError if the groups differ, or an option is not valid
 * @throws UnsupportedError for a complex representation
 * @remarks At most O(batch · dim ρ_in · dim ρ_out) and, where the matrix is built first, its nonzeros; made as `factorize`.
 * Finzi, Welling & Wilson 2021, section 5.
 *
 * @example
 * ```ts
 * import { EquivariantBlock } from '@buridan/emlp'
 * import { orthogonal, parseRepresentation } from '@buridan/groups'
 * const G = orthogonal(3)
 * const layer = new EquivariantBlock({
 *   repIn: parseRepresentation(G, '2*V'),
 *   repOut: parseRepresentation(G, '8*T(0)+4*V'),
 *   seed: 0,
 * })
 * console.log(layer.computeOutputShape([null, 6])) // → [ null, 20 ]
 * layer.build([null, 6])
 * console.log(layer.productWeights().length === layer.plan.products.weightCount) // → true
 * const { kernel, bias } = layer.linearToDense()
 * console.log(kernel.shape[0], kernel.shape[1] === bias.shape[0], layer.leftOut) // → 6 true []
 * ```
 */
export class EquivariantBlock extends MapLayer {
  static className = 'BuridanEquivariantBlock'
  static override readonly formerly = FORMER_CHOICE
  static override readonly ownOptions = ['repIn', 'repOut', 'channels', 'choice', 'seed', ...WEIGHT_OPTIONS]
  readonly #channels: number
  readonly #choice: Choice
  /** The seed of the weights at the start: the one given, or one drawn. */
  readonly seed: number
  /** How the parts are applied. */
  readonly plan: BlockPlan
  #weights: tf.LayerVariable | undefined

  constructor(options: EquivariantBlockOptions) {
    super(options)
    const { repIn, repOut, channels = DEFAULT_CHANNELS, seed } = options
    this.#channels = integerIn(channels, 0, 1e6, 'channels')
    this.#choice = choiceOf(options.choice)
    this.seed = seedOrDrawn(seed)
    const gated = gatedRepresentation(repOut)
    this.plan = {
      mixing: planMixing({ repIn, repOut: gated, useBias: true }),
      products: planProducts(gated, gated, {
        channels,
        skip: true,
        amongPermutations: false,
        choice: this.#choice,
      }),
      gates: planGates(repOut, gated.dim),
    }
  }

  protected override addWeights(): void {
    const { mixing, products } = this.plan
    const start = new Float32Array(mixing.weightCount + products.weightCount)
    start.set(normals(mixing.deviations, this.seed))
    start.set(normals(products.deviations, (this.seed + 1) | 0), mixing.weightCount)
    this.#weights = this.newWeight('weights', [start.length], constant(start))
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => applyBlock(this.plan, this.rows(inputs), this.#weights!.read() as tf.Tensor1D))
  }

  /**
   * The equivariant products of two summands that the layer does not have, for their cost or their size. Products of two permutation
   * representations are not asked for: gates are pointwise functions of them. Empty where nothing was looked for, with `choice: 1` or
   * `channels: 0`.
   *
   * @remarks O(1).
   */
  get leftOut(): readonly LeftOutProducts[] {
    return this.plan.products.leftOut
  }

  /**
   * A copy of the weights of the products.
   *
   * @returns one number for each weight
   * @throws UnsupportedError if the layer has no weights yet, DisposedError if they were freed
   * @remarks O(weights).
   */
  productWeights(): Float32Array {
    return Float32Array.from(madeWeights(this, this.#weights)!.dataSync()).subarray(
      this.plan.mixing.weightCount,
    )
  }

  /**
   * The linear part as a dense layer's kernel and bias.
   *
   * @returns `kernel`: [dim ρ_in, dim gated(ρ_out)], `bias`: [dim gated(ρ_out)]
   * @throws UnsupportedError if the layer has no weights yet, DisposedError if they were freed
   * @remarks As the layer on dim ρ_in samples: O(dim ρ_in² · dim ρ_out) at most.
   */
  linearToDense(): { kernel: tf.Tensor2D; bias: tf.Tensor1D } {
    const { mixing } = this.plan
    return denseOf(mixing, madeWeights(this, this.#weights)!)
  }

  override getConfig(): tf.serialization.ConfigDict {
    return {
      ...super.getConfig(),
      channels: this.#channels,
      choice: this.#choice,
      seed: this.seed,
    }
  }
}

tf.serialization.registerClass(EquivariantBlock)
