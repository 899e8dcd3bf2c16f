import { shown } from '@buridan/core'
import { type AnyRepresentation, InvalidArgumentError, type Rng, rng } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { seedOrDrawn } from '../core/seed.js'
import { copiesOf, expectOrthogonal, membership } from './copies.js'
import type { LayerOptions } from './layer-options.js'
import { FieldLayer } from './representation-layer.js'
import { WEIGHT_OPTIONS, type WeightOptions } from './weight-options.js'

const EPSILON = 1e-5

/**
 * Equivariant normalization [batch, dim ρ] → [batch, dim ρ], sample by sample: all copies of a summand are divided by the root
 * mean square of their coordinates, and multiplied by a learned factor for each copy. Root mean squares are invariant where
 * ρ is orthogonal.
 *
 * @throws UnsupportedError for representations that are not orthogonal
 * @remarks O(batch · dim · copies). Zhang & Sennrich 2019, by field.
 *
 * @example
 * ```ts
 * import { EquivariantNormalization } from '@buridan/emlp'
 * import { orthogonal, parseRepresentation } from '@buridan/groups'
 * const layer = new EquivariantNormalization({ rep: parseRepresentation(orthogonal(3), '8*T(0)+4*V') })
 * console.log(layer.computeOutputShape([null, 20])) // → [ null, 20 ]
 * ```
 */
export class EquivariantNormalization extends FieldLayer {
  static className = 'BuridanEquivariantNormalization'
  static override readonly ownOptions = ['rep', ...WEIGHT_OPTIONS]
  #scale: tf.LayerVariable | undefined

  constructor(options: LayerOptions & WeightOptions & { readonly rep: AnyRepresentation }) {
    super(options)
    expectOrthogonal(options.rep, 'normalization')
  }

  protected override addWeights(): void {
    this.#scale = this.newWeight('scale', [copiesOf(this.rep).length], tf.initializers.ones())
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = this.rows(inputs)
      // wasm leaves products of empty matrices unwritten
      if (this.rep.dim === 0) return tf.clone(x)
      const { values, count } = membership(this.rep)
      const m = tf.tensor2d(values, [this.rep.dim, count])
      const means = tf.matMul(tf.matMul(tf.square(x), m), averaging(this.rep))
      const factors = tf.div(this.#scale!.read(), tf.sqrt(tf.add(means, EPSILON)))
      return tf.mul(x, tf.matMul(factors as tf.Tensor2D, m, false, true))
    })
  }
}

/** [copies, copies]: squared norms to the mean square of a coordinate among all copies of the summand. */
function averaging(rep: AnyRepresentation): tf.Tensor2D {
  const total = rep.summands.reduce((sum, s) => sum + s.count, 0)
  const values = new Float32Array(total * total)
  let first = 0
  // a summand of dimension zero has no coordinates to average
  for (const { rep: part, count } of rep.summands) {
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < count; j++)
        values[(first + i) * total + first + j] = 1 / Math.max(1, count * part.dim)
    }
    first += count
  }
  return tf.tensor2d(values, [total, total])
}

/**
 * Dropout by field, [batch, dim ρ] → [batch, dim ρ]: in training each copy of a summand is set to zero as a whole with
 * probability `rate`, the others are scaled up; dropping single coordinates would break equivariance.
 *
 * @throws InvalidArgumentError unless 0 ≤ rate < 1
 * @remarks O(batch · dim).
 *
 * @example
 * ```ts
 * import { FieldDropout } from '@buridan/emlp'
 * import { orthogonal, parseRepresentation } from '@buridan/groups'
 * const layer = new FieldDropout({ rep: parseRepresentation(orthogonal(3), '4*V'), rate: 0.5, seed: 1 })
 * console.log(layer.computeOutputShape([null, 12])) // → [ null, 12 ]
 * ```
 */
export class FieldDropout extends FieldLayer {
  static className = 'BuridanFieldDropout'
  static override readonly ownOptions = ['rep', 'rate', 'seed']
  readonly #rate: number
  /** The seed of what is dropped: the one given, or one drawn. */
  readonly seed: number
  #random: Rng

  constructor(
    options: LayerOptions & {
      readonly rep: AnyRepresentation
      readonly rate: number
      /** Seed of what is dropped; drawn anew by default, and said by `seed`. */
      readonly seed?: number
    },
  ) {
    super(options)
    if (!(Number.isFinite(options.rate) && options.rate >= 0 && options.rate < 1)) {
      throw new InvalidArgumentError(`rate is ${shown(options.rate)}; it must be at least 0 and below 1`)
    }
    this.#rate = options.rate
    this.seed = seedOrDrawn(options.seed)
    this.#random = rng(this.seed)
  }

  /** @internal Begins what is dropped in a step of training, the same in a run that was stopped and goes on. */
  beginStep(step: number): void {
    this.#random = rng((Math.imul(this.seed, 0x9e3779b1) ^ Math.imul(step + 1, 0x85ebca77)) | 0)
  }

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: { training?: boolean } = {}): tf.Tensor {
    return tf.tidy(() => {
      const x = this.rows(inputs)
      if (!kwargs.training || this.#rate === 0) return tf.clone(x)
      const copies = copiesOf(this.rep)
      const mask = new Float32Array(x.shape[0] * this.rep.dim)
      for (let b = 0; b < x.shape[0]; b++) {
        for (const { rep, offset } of copies) {
          if (this.#random.int(2 ** 30) < this.#rate * 2 ** 30) continue
          const at = b * this.rep.dim + offset
          mask.fill(1 / (1 - this.#rate), at, at + rep.dim)
        }
      }
      return tf.mul(x, tf.tensor2d(mask, [x.shape[0], this.rep.dim]))
    })
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), rate: this.#rate, seed: this.seed }
  }
}

for (const layer of [EquivariantNormalization, FieldDropout]) tf.serialization.registerClass(layer)
