import { type EquivariantBasis, equivariantBasis } from '@buridan/constraints'
import { booleanOf } from '@buridan/core'
import type { AnyRepresentation } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { seedOrDrawn } from '../core/seed.js'
import type { MixingPlan } from '../kernels/mixing-plan.js'
import { AffineMaps } from './affine-maps.js'
import { madeWeights } from './alive.js'
import type { LayerOptions } from './layer-options.js'
import { MapLayer } from './representation-layer.js'
import { constant } from './shapes.js'
import { WEIGHT_OPTIONS, type WeightOptions } from './weight-options.js'

/** Options of {@link EquivariantLinear}. */
export interface EquivariantLinearOptions extends LayerOptions, WeightOptions {
  readonly repIn: AnyRepresentation
  readonly repOut: AnyRepresentation
  /** Adds a bias in Fix(ρ_out); true by default. */
  readonly useBias?: boolean
  /** Seed of the weights at the start; drawn anew by default, and said by `seed`. */
  readonly seed?: number
}

/**
 * Equivariant linear layer y = W x + b with W ∈ Hom_G(ρ_in, ρ_out), b ∈ Fix(ρ_out), as a TensorFlow.js layer:
 * [batch, dim ρ_in] → [batch, dim ρ_out]. Its weights, one vector, are mixing matrices of channels; they start so that
 * variance is kept, the bias at 0.
 *
 * @throws RepresentationMismatchError | InvalidArgumentError if the groups differ, or an option is not valid
 * @throws UnsupportedError for a complex representation
 * @remarks At most O(batch · dim ρ_in · dim ρ_out); made as `factorize`. Applied by the structure, W = Σ_τ B_τ (M_τ ⊗ 1) A_τ: maps
 * of the input, matrix products, maps to the output, where that is cheaper than a product with the matrix, which is otherwise built
 * first. Finzi, Welling & Wilson 2021, section 4; docs/mathematics.md, “Applying without the matrix”.
 *
 * @example
 * ```ts
 * import { EquivariantLinear } from '@buridan/emlp'
 * import { symmetric, tensor } from '@buridan/groups'
 * const G = symmetric(4)
 * const layer = new EquivariantLinear({ repIn: tensor(G, 2), repOut: tensor(G, 1), seed: 0 })
 * console.log(layer.basis.rank, layer.computeOutputShape([null, 16])) // → 5 [ null, 4 ]
 * layer.build([null, 16])
 * console.log(layer.toDense().kernel.shape) // → [ 16, 4 ]
 * ```
 */
export class EquivariantLinear extends MapLayer {
  static className = 'BuridanEquivariantLinear'
  static override readonly ownOptions = ['repIn', 'repOut', 'useBias', 'seed', ...WEIGHT_OPTIONS]
  readonly #maps: AffineMaps
  readonly #useBias: boolean
  /** The seed of the weights at the start: the one given, or one drawn. */
  readonly seed: number
  #weights: tf.LayerVariable | undefined

  constructor(options: EquivariantLinearOptions) {
    super(options)
    const { repIn, repOut, useBias = true, seed } = options
    this.#useBias = booleanOf(useBias, 'useBias')
    this.seed = seedOrDrawn(seed)
    this.#maps = new AffineMaps({ repIn, repOut, useBias })
  }

  /** How the layer is applied. */
  get plan(): MixingPlan {
    return this.#maps.plan
  }

  /** The equivariant maps that W is one of. */
  get basis(): EquivariantBasis {
    return equivariantBasis(this.repIn, this.repOut)
  }

  protected override addWeights(): void {
    const { weightCount } = this.#maps
    if (weightCount > 0) {
      const start = constant(this.#maps.start(this.seed))
      this.#weights = this.newWeight('weights', [weightCount], start)
    }
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = this.rows(inputs)
      return this.#weights
        ? this.#maps.apply(x, this.#weights.read() as tf.Tensor1D)
        : tf.zeros([x.shape[0], this.repOut.dim])
    })
  }

  /**
   * The layer as a dense one: the transpose of W, [dim ρ_in, dim ρ_out], and b.
   *
   * @throws UnsupportedError if the layer has no weights yet, DisposedError if they were freed
   * @remarks As the layer on dim ρ_in samples: O(dim ρ_in² · dim ρ_out) at most.
   */
  toDense(): { kernel: tf.Tensor2D; bias: tf.Tensor1D } {
    const w = madeWeights(this, this.#weights)
    if (w) return this.#maps.toDense(w)
    return { kernel: tf.zeros([this.repIn.dim, this.repOut.dim]), bias: tf.zeros([this.repOut.dim]) }
  }

  override getConfig(): tf.serialization.ConfigDict {
    return {
      ...super.getConfig(),
      useBias: this.#useBias,
      seed: this.seed,
    }
  }
}

tf.serialization.registerClass(EquivariantLinear)
