import { integerIn, shown } from '@buridan/core'
import {
  batchOf,
  constant,
  type LayerOptions,
  normals,
  RepresentationLayer,
  seedOrDrawn,
  WEIGHT_OPTIONS,
  type WeightOptions,
} from '@buridan/emlp'
import { InvalidArgumentError, RepresentationMismatchError } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'

/**
 * Puts a learned vector v behind every input, [batch, n] → [batch, n + dim v]: in a canonical frame, the input c(x)·v that
 * breaks symmetry. It starts standard normal.
 *
 * @throws InvalidArgumentError if an option is not valid
 * @remarks O(batch · (n + dim v)).
 *
 * @example
 * ```ts
 * import { LearnedVector } from '@buridan/relaxed'
 * console.log(new LearnedVector({ dim: 3, seed: 0 }).computeOutputShape([null, 4])) // → [ null, 7 ]
 * ```
 */
export class LearnedVector extends RepresentationLayer {
  static className = 'BuridanLearnedVector'
  static override readonly ownOptions = ['dim', 'seed', ...WEIGHT_OPTIONS]
  readonly #dim: number
  /** The seed of the vector at the start: the one given, or one drawn. */
  readonly seed: number
  #vector: tf.LayerVariable | undefined
  /** The n that the layer was built for. */
  #width: number | undefined

  constructor(options: LayerOptions & WeightOptions & { readonly dim: number; readonly seed?: number }) {
    super(options)
    this.#dim = integerIn(options.dim, 1, 2 ** 24, 'dim')
    this.seed = seedOrDrawn(options.seed)
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    this.#width = this.#widthOf(inputShape)
    const start = normals(new Float32Array(this.#dim).fill(1), this.seed)
    this.#vector = this.newWeight('vector', [this.#dim], constant(start))
    this.built = true
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      this.#widthOf([inputs].flat().map((t) => t.shape))
      const x = tf.cast(Array.isArray(inputs) ? inputs[0]! : inputs, 'float32') as tf.Tensor2D
      const v = tf.reshape(this.#vector!.read(), [1, this.#dim]) as tf.Tensor2D
      // a product with ones: the gradient of tile takes the rows one by one
      return tf.concat([x, tf.matMul(tf.ones([x.shape[0], 1]) as tf.Tensor2D, v)], 1)
    })
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    const width = this.#widthOf(inputShape)
    return [batchOf(inputShape), width + this.#dim]
  }

  /** The n of one input [batch, n], the same for all that a layer is given. */
  #widthOf(inputShape: tf.Shape | tf.Shape[]): number {
    const given = Array.isArray(inputShape[0]) ? (inputShape as tf.Shape[]) : [inputShape as tf.Shape]
    const wanted = `[batch, ${this.#width ?? 'n'}]`
    if (given.length !== 1) {
      throw new InvalidArgumentError(`${this.name} takes one input, ${wanted}, and is given ${given.length}`)
    }
    const shape = given[0]!
    const width = shape[1] ?? undefined
    if (shape.length === 2 && width !== undefined && width === (this.#width ?? width)) return width
    const first = this.#width === undefined ? '' : ', which it was built for'
    throw new RepresentationMismatchError(`${this.name} takes ${wanted}${first}, not ${shown(shape)}`)
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), dim: this.#dim, seed: this.seed }
  }
}

tf.serialization.registerClass(LearnedVector)
