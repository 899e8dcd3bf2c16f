import { type EquivariantBasis, equivariantBasis, fixedBasis } from '@buridan/constraints'
import {
  BasisTensor,
  constant,
  expectDimension,
  keepVariance,
  type LayerOptions,
  normals,
  RepresentationLayer,
  seedOrDrawn,
  toSpec,
} from '@buridan/emlp'
import {
  arrayOf,
  InvalidArgumentError,
  integerIn,
  objectOf,
  type Representation,
  RepresentationMismatchError,
  type SubgroupClass,
  sameGroup,
  shown,
  subgroup,
  subgroupClasses,
  trivial,
} from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'

/** Options of {@link RelaxedLinear}. */
export interface RelaxedLinearOptions extends LayerOptions {
  readonly repIn: Representation
  readonly repOut: Representation
  /** Orbit types the layer breaks, as indices of `subgroupClasses(G).classes`; elsewhere it is equivariant. */
  readonly strata: readonly number[]
  /** Size at the start of what breaks symmetry, relative to variance-keeping weights; 0.1 by default, 0 starts equivariant. */
  readonly breaking?: number
  /**
   * Takes K = 1 for orbit types that have no complement, so that all of H breaks; false by default. Inputs of these must then
   * come in canonical frames: with N_G(H) used up too, and not only the transversal.
   */
  readonly complete?: boolean
  /** Seed of the weights at the start; drawn anew by default, and said by `seed`. */
  readonly seed?: number
}

/** The weights of one orbit type: W_H − W and b_H − b. */
interface Stratum {
  /** |K ∩ H|. */
  readonly kept: number
  readonly map: BasisTensor
  readonly bias: BasisTensor
  mapWeights?: tf.LayerVariable
  biasWeights?: tf.LayerVariable
}

/**
 * Relaxed-equivariant linear layer in canonical frames, [batch, dim ρ_in] and [batch, strata] one-hot (one
 * column of zeros if there are none) → [batch, dim ρ_out]: y = W x + b + Σ_H [x of type H] (ΔW_H x + Δb_H), with W ∈ Hom_G, ΔW_H ∈ Hom_K(Fix(H), Y),
 * Δb_H ∈ Fix_Y(K) and K a minimal supplement of H in N_G(H). Between ρ_in(t)⁻¹ before and ρ_out(t) after, for inputs
 * with stabilizer t H t⁻¹, it is relaxed equivariant; `RelaxedEmlp` puts them there.
 *
 * Where H has no complement in its normalizer the output keeps K ∩ H; `kept` says how much. No linear layer does better;
 * `complete` makes it a linear function of the canonical point instead.
 *
 * @throws RepresentationMismatchError | InvalidArgumentError if the groups differ, or an option is not valid
 * @throws TooLargeError above order 2000
 * @remarks Made as `equivariantBasis`, `subgroupClasses` and, for each orbit type, `fixedBasis`; a step takes O(batch · dim ρ_in · dim ρ_out)
 * for each orbit type. See docs/mathematics.md, “The linear layer”; Kaba & Ravanbakhsh 2023, section 4.
 *
 * @example
 * ```ts
 * import { RelaxedLinear } from '@buridan/relaxed'
 * import { cyclic, tensor } from '@buridan/groups'
 * const G = cyclic(4)
 * const V = tensor(G, 1)
 * const layer = new RelaxedLinear({ repIn: V, repOut: V, strata: [1], seed: 0 })
 * console.log(layer.kept) // → [ 2 ]
 * ```
 */
export class RelaxedLinear extends RepresentationLayer {
  static className = 'BuridanRelaxedLinear'
  readonly repIn: Representation
  readonly repOut: Representation
  readonly strata: readonly number[]
  readonly #breaking: number
  /** The seed of the weights at the start: the one given, or one drawn. */
  readonly seed: number
  /** Whether orbit types without a complement are broken by canonical frames. */
  readonly complete: boolean
  readonly #basis: EquivariantBasis
  readonly #map: BasisTensor
  readonly #bias: BasisTensor
  readonly #strata: readonly Stratum[]
  #mapWeights: tf.LayerVariable | undefined
  #biasWeights: tf.LayerVariable | undefined

  constructor(options: RelaxedLinearOptions) {
    super(objectOf(options, 'options'))
    const { repIn, repOut, strata, breaking = 0.1, complete = false, seed } = options
    sameGroup(repIn, repOut)
    arrayOf(strata, 'strata')
    if (!(Number.isFinite(breaking) && breaking >= 0)) {
      throw new InvalidArgumentError(`breaking is ${shown(breaking)}; it must be a number ≥ 0`)
    }
    this.repIn = repIn
    this.repOut = repOut
    this.strata = [...strata]
    this.#breaking = breaking
    this.seed = seedOrDrawn(seed)
    this.complete = complete
    this.#basis = equivariantBasis(repIn, repOut)
    this.#map = new BasisTensor(this.#basis)
    this.#bias = new BasisTensor(equivariantBasis(trivial(repOut.group), repOut))
    const { classes } = subgroupClasses(repIn.group)
    this.#strata = strata.map((index) => {
      integerIn(index, 0, classes.length - 1, 'stratum')
      return makeStratum(repIn, repOut, classes[index]!, complete)
    })
  }

  /** |K ∩ H| for each stratum: 1 where the layer can break all of H. */
  get kept(): number[] {
    return this.#strata.map((s) => s.kept)
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const [x, oneHot] = inputShape as tf.Shape[]
    expectDimension(x!, this.repIn, this.name)
    if (oneHot?.[1] !== Math.max(1, this.strata.length)) {
      throw new RepresentationMismatchError(
        `${this.name} takes [batch, ${Math.max(1, this.strata.length)}] of strata`,
      )
    }
    this.#mapWeights = this.#weights('coefficients', this.#map.basis, 1, 0)
    this.#biasWeights = this.#weights('bias', this.#bias.basis, 0, 1)
    this.#strata.forEach((s, i) => {
      const map = this.#weights(`delta_${i}`, s.map.basis, this.#breaking, 2 + 2 * i)
      const bias = this.#weights(`delta_bias_${i}`, s.bias.basis, this.#breaking, 3 + 2 * i)
      if (map) s.mapWeights = map
      if (bias) s.biasWeights = bias
    })
    this.built = true
  }

  #weights(name: string, basis: EquivariantBasis, size: number, k: number): tf.LayerVariable | undefined {
    if (basis.rank === 0) return undefined
    const deviations = keepVariance(basis).map((d) => d * size)
    return this.addWeight(
      name,
      [basis.rank],
      'float32',
      constant(normals(deviations, (this.seed * 101 + k) | 0)),
    )
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const [x, oneHot] = inputs as [tf.Tensor2D, tf.Tensor2D]
      let y = this.#affine(x, this.#map, this.#mapWeights, this.#bias, this.#biasWeights)
      this.#strata.forEach((s, i) => {
        const change = this.#affine(x, s.map, s.mapWeights, s.bias, s.biasWeights)
        y = tf.add(y, tf.mul(tf.slice2d(oneHot, [0, i], [-1, 1]), change))
      })
      return y
    })
  }

  #affine(
    x: tf.Tensor2D,
    map: BasisTensor,
    mapWeights: tf.LayerVariable | undefined,
    bias: BasisTensor,
    biasWeights: tf.LayerVariable | undefined,
  ): tf.Tensor {
    let y: tf.Tensor = mapWeights
      ? tf.matMul(x, map.assemble(mapWeights.read() as tf.Tensor1D), false, true)
      : tf.zeros([x.shape[0], this.repOut.dim])
    if (biasWeights) {
      y = tf.add(y, tf.reshape(bias.assemble(biasWeights.read() as tf.Tensor1D), [1, this.repOut.dim]))
    }
    return y
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    return [(inputShape as tf.Shape[])[0]![0]!, this.repOut.dim]
  }

  override dispose(): ReturnType<tf.layers.Layer['dispose']> {
    this.#map.dispose()
    this.#bias.dispose()
    for (const s of this.#strata) {
      s.map.dispose()
      s.bias.dispose()
    }
    return super.dispose()
  }

  override getConfig(): tf.serialization.ConfigDict {
    return {
      ...super.getConfig(),
      repIn: { ...toSpec(this.repIn) },
      repOut: { ...toSpec(this.repOut) },
      strata: [...this.strata],
      breaking: this.#breaking,
      complete: this.complete,
      seed: this.seed,
    }
  }
}

function makeStratum(
  repIn: Representation,
  repOut: Representation,
  { representative, supplement }: SubgroupClass,
  complete: boolean,
): Stratum {
  const fixed = representative.group
  const whole = complete && supplement.intersectionOrder > 1
  const under = whole ? subgroup(repIn.group, []) : supplement.subgroup.group
  return {
    kept: whole ? 1 : supplement.intersectionOrder,
    map: new BasisTensor(fixedBasis(repIn, repOut, { fixed, under })),
    bias: new BasisTensor(fixedBasis(trivial(repIn.group), repOut, { fixed, under })),
  }
}

tf.serialization.registerClass(RelaxedLinear)
