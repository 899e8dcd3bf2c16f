import { booleanOf, integerIn } from '@buridan/core'
import type { AnyRepresentation } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { seedOrDrawn } from '../core/seed.js'
import { type Choice, choiceOf, FORMER_CHOICE, type LeftOutProducts } from '../kernels/product-choice.js'
import { multiply } from '../kernels/product-kernels.js'
import { type ProductPlan, planProducts } from '../kernels/product-plan.js'
import { madeWeights } from './alive.js'
import type { LayerOptions } from './layer-options.js'
import { FieldLayer } from './representation-layer.js'
import { constant, normals } from './shapes.js'
import { WEIGHT_OPTIONS, type WeightOptions } from './weight-options.js'

/** Channels that a pair of summands is mixed to. */
export const DEFAULT_CHANNELS = 4

/**
 * Bilinear layer with a skip, [batch, dim ρ] → [batch, dim ρ]: x + B(x, x), where B is built from equivariant maps of
 * pairs of summands, ρ_a ⊗ ρ_b → ρ_c, that are not trivial. For each pair the copies are first mixed to a few channels, u = U x_a
 * and v = V x_b; then y_c = Σ_k w_k Q_k (u ⊗ v). Products with scalars are left to the gates. Of all products those of
 * fewest entries are taken, up to eight multiplications a coordinate and sample.
 *
 * @throws InvalidArgumentError if an option is not valid
 * @throws UnsupportedError for a complex representation
 * @remarks O(batch · dim) for products, and matrix products for the channels. Finzi, Welling & Wilson 2021, section 5,
 * with learned channel mixing in place of their random choice of pairs.
 *
 * @example
 * ```ts
 * import { EquivariantBilinear } from '@buridan/emlp'
 * import { dihedralPlane, parseRepresentation } from '@buridan/groups'
 * const rep = parseRepresentation(dihedralPlane(4), '4*T(0)+3*V+T(2)')
 * const layer = new EquivariantBilinear({ rep, seed: 1 })
 * console.log(layer.computeOutputShape([null, 14])) // → [ null, 14 ]
 * layer.build([null, 14])
 * console.log(layer.currentWeights().length === layer.plan.weightCount) // → true
 * ```
 */
export class EquivariantBilinear extends FieldLayer {
  static className = 'BuridanEquivariantBilinear'
  static override readonly formerly = FORMER_CHOICE
  static override readonly ownOptions = [
    'rep',
    'channels',
    'amongPermutations',
    'choice',
    'seed',
    ...WEIGHT_OPTIONS,
  ]
  readonly #channels: number
  readonly #amongPermutations: boolean
  readonly #choice: Choice
  /** The seed of the weights at the start: the one given, or one drawn. */
  readonly seed: number
  /** Which products are taken. */
  readonly plan: ProductPlan
  /** All weights as one vector: an optimizer's cost is by variable. */
  #weights: tf.LayerVariable | undefined

  constructor(
    options: LayerOptions &
      WeightOptions & {
        readonly rep: AnyRepresentation
        /** The largest number of channels a pair is mixed to; 4 by default. */
        readonly channels?: number
        /** Whether permutation summands are multiplied with each other; true by default. A pointwise function does as much there. */
        readonly amongPermutations?: boolean
        /** How products are chosen: 2 by default; 1 for configurations of versions up to 0.2.1, which do not say it. */
        readonly choice?: 1 | 2
        /** Seed of the weights at the start; drawn anew by default, and said by `seed`. */
        readonly seed?: number
      },
  ) {
    super(options)
    this.#channels = integerIn(options.channels ?? DEFAULT_CHANNELS, 1, 1e6, 'channels')
    this.seed = seedOrDrawn(options.seed)
    this.#amongPermutations = booleanOf(options.amongPermutations ?? true, 'amongPermutations')
    this.#choice = choiceOf(options.choice)
    this.plan = planProducts(this.rep, this.rep, {
      channels: this.#channels,
      skip: true,
      amongPermutations: this.#amongPermutations,
      choice: this.#choice,
    })
  }

  protected override addWeights(): void {
    const { weightCount, deviations } = this.plan
    if (weightCount > 0) {
      const start = constant(normals(deviations, this.seed))
      this.#weights = this.newWeight('weights', [weightCount], start)
    }
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = this.rows(inputs)
      return this.#weights ? multiply(this.plan, x, this.#weights.read() as tf.Tensor1D) : tf.clone(x)
    })
  }

  /**
   * The equivariant products of two summands that the layer does not have, for their cost or their size. Empty with `choice: 1`, which
   * looks for none.
   *
   * @remarks O(1).
   */
  get leftOut(): readonly LeftOutProducts[] {
    return this.plan.leftOut
  }

  /**
   * A copy of the weights.
   *
   * @returns one number for each weight
   * @throws UnsupportedError if the layer has no weights yet, DisposedError if they were freed
   * @remarks O(weights).
   */
  currentWeights(): Float32Array {
    return Float32Array.from(madeWeights(this, this.#weights)?.dataSync() ?? [])
  }

  override getConfig(): tf.serialization.ConfigDict {
    return {
      ...super.getConfig(),
      channels: this.#channels,
      amongPermutations: this.#amongPermutations,
      choice: this.#choice,
      seed: this.seed,
    }
  }
}

tf.serialization.registerClass(EquivariantBilinear)
