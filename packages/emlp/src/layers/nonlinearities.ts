import { integerIn, shown } from '@buridan/core'
import { type AnyRepresentation, RepresentationMismatchError, UnsupportedError } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { seedOrDrawn } from '../core/seed.js'
import { type Choice, choiceOf, FORMER_CHOICE } from '../kernels/product-choice.js'
import { multiply } from '../kernels/product-kernels.js'
import { type ProductPlan, planProducts } from '../kernels/product-plan.js'
import { smoothSigmoid, smoothSoftplus, smoothTanh } from '../kernels/smooth.js'
import { DEFAULT_CHANNELS } from './bilinear.js'
import { copiesOf, expectOrthogonal, membership } from './copies.js'
import type { LayerOptions } from './layer-options.js'
import { FieldLayer, MapLayer } from './representation-layer.js'
import { constant, normals } from './shapes.js'
import { WEIGHT_OPTIONS, type WeightOptions } from './weight-options.js'

/** Keeps square roots away from zero, where they have no derivative. */
const EPSILON = 1e-6

/**
 * Norm nonlinearity [batch, dim ρ] → [batch, dim ρ]: each copy v becomes v · σ(‖v‖ + b) with a bias b of its own. Norms are
 * invariant where ρ is orthogonal.
 *
 * @throws UnsupportedError for representations that are not orthogonal
 * @remarks O(batch · dim · copies). Worrall et al. 2017; Weiler et al. 2018.
 *
 * @example
 * ```ts
 * import { NormNonlinearity } from '@buridan/emlp'
 * import { orthogonal, parseRepresentation } from '@buridan/groups'
 * const layer = new NormNonlinearity({ rep: parseRepresentation(orthogonal(3), '2*V+T(2)') })
 * console.log(layer.computeOutputShape([null, 15])) // → [ null, 15 ]
 * ```
 */
export class NormNonlinearity extends FieldLayer {
  static className = 'BuridanNormNonlinearity'
  static override readonly ownOptions = ['rep', ...WEIGHT_OPTIONS]
  #bias: tf.LayerVariable | undefined

  constructor(options: LayerOptions & WeightOptions & { readonly rep: AnyRepresentation }) {
    super(options)
    expectOrthogonal(options.rep, 'the norm nonlinearity')
  }

  protected override addWeights(): void {
    this.#bias = this.newWeight('bias', [copiesOf(this.rep).length], tf.initializers.zeros())
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = this.rows(inputs)
      // wasm leaves products of empty matrices unwritten
      if (this.rep.dim === 0) return tf.clone(x)
      const { values, count } = membership(this.rep)
      const m = tf.tensor2d(values, [this.rep.dim, count])
      const norms = tf.sqrt(tf.add(tf.matMul(tf.square(x), m), EPSILON))
      const gates = smoothSigmoid(tf.add(norms, this.#bias!.read()))
      return tf.mul(x, tf.matMul(gates as tf.Tensor2D, m, false, true))
    })
  }
}

/** Functions of one number that can be applied to every coordinate. */
const FUNCTIONS = {
  relu: (x: tf.Tensor) => tf.relu(x),
  sigmoid: smoothSigmoid,
  swish: (x: tf.Tensor) => tf.mul(x, smoothSigmoid(x)),
  softplus: smoothSoftplus,
  tanh: smoothTanh,
} as const
const ODD = ['tanh']

/** Names of the functions of a {@link PointwiseNonlinearity}. */
export type PointwiseFunction = keyof typeof FUNCTIONS

/**
 * Pointwise nonlinearity [batch, dim ρ] → [batch, dim ρ]: a function of every coordinate. Equivariant where ρ permutes the
 * coordinates, and for odd functions (tanh) where it permutes them with signs; anything else is refused.
 *
 * @throws UnsupportedError if the function does not commute with ρ
 * @remarks O(batch · dim).
 *
 * @example
 * ```ts
 * import { PointwiseNonlinearity } from '@buridan/emlp'
 * import { symmetric, tensor } from '@buridan/groups'
 * const layer = new PointwiseNonlinearity({ rep: tensor(symmetric(4), 2), activation: 'relu' })
 * console.log(layer.computeOutputShape([null, 16])) // → [ null, 16 ]
 * ```
 */
export class PointwiseNonlinearity extends FieldLayer {
  static className = 'BuridanPointwiseNonlinearity'
  static override readonly ownOptions = ['rep', 'activation']
  readonly #activation: PointwiseFunction

  constructor(
    options: LayerOptions & {
      readonly rep: AnyRepresentation
      readonly activation?: PointwiseFunction
    },
  ) {
    super(options)
    const { rep, activation = 'swish' } = options
    if (typeof activation !== 'string' || !Object.hasOwn(FUNCTIONS, activation)) {
      throw new RepresentationMismatchError(
        `activation is ${shown(activation)}; it must be one of ${Object.keys(FUNCTIONS).join(', ')}`,
      )
    }
    const allowed = ODD.includes(activation) ? ['permutation', 'signed-permutation'] : ['permutation']
    const wrong = rep.summands.find((s) => !allowed.includes(s.rep.structure))
    if (wrong) {
      throw new UnsupportedError(
        `${activation} of every coordinate does not commute with ${wrong.rep.text} of ${rep.group.name}, which is ` +
          `${wrong.rep.structure}; use gates or norms`,
      )
    }
    this.#activation = activation
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => FUNCTIONS[this.#activation](this.rows(inputs)))
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), activation: this.#activation }
  }
}

/**
 * Tensor-product nonlinearity [batch, dim ρ_in] → [batch, dim ρ_out]: equivariant products of pairs of summands of the
 * input, each of a few learned mixtures of copies, mixed to the output. Quadratic, without a skip.
 *
 * @throws RepresentationMismatchError | InvalidArgumentError if the groups differ, or an option is not valid
 * @throws UnsupportedError if no product of two summands goes to ρ_out, or all are too large, or a representation is complex
 * @remarks As {@link EquivariantBilinear}. Thomas et al. 2018; Kondor et al. 2018.
 *
 * @example
 * ```ts
 * import { TensorProductNonlinearity } from '@buridan/emlp'
 * import { parseRepresentation, specialOrthogonal } from '@buridan/groups'
 * const G = specialOrthogonal(3)
 * const layer = new TensorProductNonlinearity({
 *   repIn: parseRepresentation(G, '4*V'),
 *   repOut: parseRepresentation(G, '2*T(0)+V+T(2)'),
 * })
 * console.log(layer.computeOutputShape([null, 12])) // → [ null, 14 ]
 * ```
 */
export class TensorProductNonlinearity extends MapLayer {
  static className = 'BuridanTensorProductNonlinearity'
  static override readonly formerly = FORMER_CHOICE
  static override readonly ownOptions = ['repIn', 'repOut', 'channels', 'choice', 'seed', ...WEIGHT_OPTIONS]
  readonly #channels: number
  readonly #choice: Choice
  /** The seed of the weights at the start: the one given, or one drawn. */
  readonly seed: number
  readonly #plan: ProductPlan
  #weights: tf.LayerVariable | undefined

  constructor(
    options: LayerOptions &
      WeightOptions & {
        readonly repIn: AnyRepresentation
        readonly repOut: AnyRepresentation
        /** The largest number of channels a pair is mixed to; 4 by default. */
        readonly channels?: number
        /** How products are chosen: 2 by default; 1 for configurations of versions up to 0.2.1, which do not say it. */
        readonly choice?: 1 | 2
        /** Seed of the weights at the start; drawn anew by default, and said by `seed`. */
        readonly seed?: number
      },
  ) {
    super(options)
    const { repIn, repOut, seed } = options
    this.#channels = integerIn(options.channels ?? DEFAULT_CHANNELS, 1, 1e6, 'channels')
    this.#choice = choiceOf(options.choice)
    this.seed = seedOrDrawn(seed)
    this.#plan = planProducts(repIn, repOut, {
      channels: this.#channels,
      skip: false,
      amongPermutations: true,
      choice: this.#choice,
    })
    if (this.#plan.weightCount === 0) {
      const products = `products of summands of ${repIn.text} that go to ${repOut.text}`
      throw new UnsupportedError(
        this.#plan.leftOut.length === 0
          ? `there are no ${products}`
          : `the ${products} are all too large to be taken; give smaller summands`,
      )
    }
  }

  protected override addWeights(): void {
    const { weightCount, deviations } = this.#plan
    const start = constant(normals(deviations, this.seed))
    this.#weights = this.newWeight('weights', [weightCount], start)
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => multiply(this.#plan, this.rows(inputs), this.#weights!.read() as tf.Tensor1D))
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

for (const layer of [NormNonlinearity, PointwiseNonlinearity, TensorProductNonlinearity]) {
  tf.serialization.registerClass(layer)
}
