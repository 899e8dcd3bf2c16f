import { type EquivariantBasis, equivariantBasis } from '@buridan/constraints'
import { type Representation, RepresentationMismatchError, rng, trivial } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { BasisTensor, keepVariance } from './basis-tensor.js'
import { RepresentationLayer } from './representation-layer.js'
import { toSpec } from './spec.js'

/** Options of {@link EquivariantLinear}. */
export interface EquivariantLinearOptions {
  readonly repIn: Representation
  readonly repOut: Representation
  /** Adds a bias in Fix(ρ_out); true by default. */
  readonly useBias?: boolean
  readonly seed?: number
  readonly name?: string
}

/**
 * Equivariant linear layer y = W x + b with W ∈ Hom_G(ρ_in, ρ_out), b ∈ Fix(ρ_out), as a TensorFlow.js layer:
 * [batch, dim ρ_in] → [batch, dim ρ_out]. Its weights are the coefficients in an orthonormal basis, started so that
 * variance is kept.
 *
 * @remarks O(rank · m · n / copies + batch · m · n) a call. Finzi, Welling & Wilson 2021, section 4.
 *
 * @example
 * ```ts
 * import { EquivariantLinear } from '@buridan/emlp'
 * import { symmetric, tensor } from '@buridan/groups'
 * const G = symmetric(4)
 * const layer = new EquivariantLinear({ repIn: tensor(G, 2), repOut: tensor(G, 1), seed: 0 })
 * console.log(layer.basis.rank, layer.computeOutputShape([null, 16])) // → 5 [ null, 4 ]
 * ```
 */
export class EquivariantLinear extends RepresentationLayer {
  static className = 'BuridanEquivariantLinear'
  readonly repIn: Representation
  readonly repOut: Representation
  readonly basis: EquivariantBasis
  readonly #useBias: boolean
  readonly #seed: number
  readonly #operator: BasisTensor
  readonly #biasOperator: BasisTensor
  #coefficients: tf.LayerVariable | undefined
  #bias: tf.LayerVariable | undefined

  constructor(options: EquivariantLinearOptions) {
    super(options)
    const { repIn, repOut, useBias = true, seed = 0 } = options
    this.repIn = repIn
    this.repOut = repOut
    this.basis = equivariantBasis(repIn, repOut)
    this.#useBias = useBias
    this.#seed = seed
    this.#operator = new BasisTensor(this.basis)
    this.#biasOperator = new BasisTensor(equivariantBasis(trivial(repOut.group), repOut))
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    expectDimension(inputShape, this.repIn, this.name)
    const { rank } = this.basis
    if (rank > 0) {
      const start = normals(keepVariance(this.basis), this.#seed)
      this.#coefficients = this.addWeight('coefficients', [rank], 'float32', constant(start))
    }
    const biasRank = this.#biasOperator.basis.rank
    if (this.#useBias && biasRank > 0) {
      this.#bias = this.addWeight('bias', [biasRank], 'float32', tf.initializers.zeros())
    }
    this.built = true
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = single(inputs) as tf.Tensor2D
      const y = this.#coefficients
        ? (tf.matMul(
            x,
            this.#operator.assemble(this.#coefficients.read() as tf.Tensor1D),
            false,
            true,
          ) as tf.Tensor2D)
        : (tf.zeros([x.shape[0], this.repOut.dim]) as tf.Tensor2D)
      if (!this.#bias) return y
      const b = this.#biasOperator.assemble(this.#bias.read() as tf.Tensor1D)
      return tf.add(y, tf.reshape(b, [1, this.repOut.dim]))
    })
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    return [batchOf(inputShape), this.repOut.dim]
  }

  override dispose(): ReturnType<tf.layers.Layer['dispose']> {
    this.#operator.dispose()
    this.#biasOperator.dispose()
    return super.dispose()
  }

  override getConfig(): tf.serialization.ConfigDict {
    return {
      ...super.getConfig(),
      repIn: { ...toSpec(this.repIn) },
      repOut: { ...toSpec(this.repOut) },
      useBias: this.#useBias,
      seed: this.#seed,
    }
  }
}

/** Refuses an input whose last axis is not the representation's dimension. */
export function expectDimension(shape: tf.Shape | tf.Shape[], rep: Representation, layer: string): void {
  const one = (Array.isArray(shape[0]) ? shape[0] : shape) as tf.Shape
  if (one.length !== 2 || one[1] !== rep.dim) {
    throw new RepresentationMismatchError(
      `${layer} takes [batch, ${rep.dim}] for ${rep.text}, not [${one.map((d) => d ?? 'batch').join(', ')}]`,
    )
  }
}

/** The batch axis of a shape. */
export function batchOf(shape: tf.Shape | tf.Shape[]): number | null {
  return ((Array.isArray(shape[0]) ? shape[0] : shape) as tf.Shape)[0] ?? null
}

/** The one tensor of a layer's inputs. */
export function single(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
  return Array.isArray(inputs) ? inputs[0]! : inputs
}

/**
 * Seeded normal numbers with given standard deviations.
 *
 * @example
 * ```ts
 * import { normals } from '@buridan/emlp'
 * console.log(normals(Float32Array.of(1, 1), 1).length) // → 2
 * ```
 */
export function normals(deviations: Float32Array, seed: number): Float32Array {
  const random = rng(seed)
  return deviations.map((d) => d * random.normal())
}

class Constant extends tf.serialization.Serializable {
  static className = 'BuridanConstant'
  constructor(readonly values: Float32Array) {
    super()
  }

  apply(shape: tf.Shape): tf.Tensor {
    return tf.tensor(this.values, shape as number[])
  }

  getConfig(): tf.serialization.ConfigDict {
    return {}
  }
}

/** An initializer that gives the values it holds. */
export function constant(values: Float32Array): ReturnType<typeof tf.initializers.zeros> {
  return new Constant(values) as never
}

tf.serialization.registerClass(EquivariantLinear)
