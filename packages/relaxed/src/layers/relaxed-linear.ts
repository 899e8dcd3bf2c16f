import { arrayOf, integerIn, objectOf, shown } from '@buridan/core'
import {
  AffineMaps,
  batchOf,
  constant,
  expectDimension,
  type LayerOptions,
  RepresentationLayer,
  seedOrDrawn,
  toSpec,
  WEIGHT_OPTIONS,
  type WeightOptions,
} from '@buridan/emlp'
import {
  type FiniteGroup,
  InvalidArgumentError,
  InvalidFileError,
  type Representation,
  RepresentationMismatchError,
  type SubgroupClass,
  sameGroup,
  subgroup,
  subgroupClasses,
} from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'

/** Options of {@link RelaxedLinear}. */
export interface RelaxedLinearOptions extends LayerOptions, WeightOptions {
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

/** What the weights of a layer mean; 1 were coefficients of orthonormal bases, several variables for each orbit type. */
const FORMAT = 2

/** What is added for one orbit type: W_H − W and b_H − b. */
interface Stratum {
  /** |K ∩ H|. */
  readonly kept: number
  readonly maps: AffineMaps
  weights?: tf.LayerVariable
}

/**
 * Relaxed-equivariant linear layer in canonical frames, [batch, dim ρ_in] and [batch, strata] one-hot (one
 * column of zeros if there are none) → [batch, dim ρ_out]: y = W x + b + Σ_H [x of type H] (ΔW_H x + Δb_H), with W ∈ Hom_G, ΔW_H ∈ Hom_K(Fix(H), Y),
 * Δb_H ∈ Fix_Y(K) and K a minimal supplement of H in N_G(H). Between ρ_in(t)⁻¹ before and ρ_out(t) after, for inputs
 * with stabilizer t H t⁻¹, it is relaxed equivariant; `RelaxedEmlp` puts them there.
 *
 * Where H has no complement in its normalizer the output keeps K ∩ H; `kept` says how much. No linear layer does better;
 * `complete` makes it a linear function of the canonical point instead. W and b are those of an `EquivariantLinear` of the same
 * seed, so with `breaking` 0 the layer starts as that one.
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
  static override readonly ownOptions = [
    'repIn',
    'repOut',
    'strata',
    'breaking',
    'complete',
    'seed',
    ...WEIGHT_OPTIONS,
  ]
  readonly repIn: Representation
  readonly repOut: Representation
  readonly strata: readonly number[]
  readonly #breaking: number
  /** The seed of the weights at the start: the one given, or one drawn. */
  readonly seed: number
  /** Whether orbit types without a complement are broken by canonical frames. */
  readonly complete: boolean
  readonly #maps: AffineMaps
  readonly #strata: readonly Stratum[]
  #weights: tf.LayerVariable | undefined

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
    this.#maps = new AffineMaps({ repIn, repOut })
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
    this.#expectShapes(inputShape)
    this.#weights = this.#added('weights', this.#maps, this.seed, 1)
    this.#strata.forEach((s, i) => {
      const added = this.#added(`delta_${i}`, s.maps, (this.seed * 101 + i + 1) | 0, this.#breaking)
      if (added) s.weights = added
    })
    this.built = true
  }

  /** Refuses all but two inputs, [batch, dim ρ_in] and [batch, strata] of as many rows. */
  #expectShapes(inputShape: tf.Shape | tf.Shape[]): void {
    const columns = Math.max(1, this.strata.length)
    const given = Array.isArray(inputShape[0]) ? (inputShape as tf.Shape[]) : [inputShape as tf.Shape]
    const [x, oneHot] = given
    if (given.length !== 2 || !x || !oneHot) {
      throw new InvalidArgumentError(
        `${this.name} takes two inputs, [batch, ${this.repIn.dim}] for ${this.repIn.text} and [batch, ${columns}] of strata, ` +
          `and is given ${given.length}`,
      )
    }
    expectDimension(x, this.repIn, this.name)
    const sameRows = x[0] === null || oneHot[0] === null || x[0] === oneHot[0]
    if (oneHot.length !== 2 || oneHot[1] !== columns || !sameRows) {
      throw new RepresentationMismatchError(
        `${this.name} takes [${x[0] ?? 'batch'}, ${columns}] of strata beside ${shown(x)}, not ${shown(oneHot)}`,
      )
    }
  }

  #added(name: string, maps: AffineMaps, seed: number, size: number): tf.LayerVariable | undefined {
    const { weightCount } = maps
    if (weightCount === 0) return undefined
    return this.newWeight(name, [weightCount], constant(maps.start(seed, size)))
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      this.#expectShapes([inputs].flat().map((t) => t.shape))
      const [x, oneHot] = inputs as [tf.Tensor2D, tf.Tensor2D]
      let y: tf.Tensor = applied(this.#maps, x, this.#weights)
      this.#strata.forEach(({ maps, weights }, i) => {
        if (weights) y = tf.add(y, tf.mul(tf.slice2d(oneHot, [0, i], [-1, 1]), applied(maps, x, weights)))
      })
      return y
    })
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    this.#expectShapes(inputShape)
    return [batchOf((inputShape as tf.Shape[])[0]!), this.repOut.dim]
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
      format: FORMAT,
    }
  }

  static override fromConfig<T extends tf.serialization.Serializable>(
    cls: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T {
    const { format, ...options } = config
    if (format === FORMAT) return RepresentationLayer.fromConfig(cls, options)
    const advice =
      Number(format) > FORMAT
        ? 'update the package'
        : 'train the model again, or load it with the version that saved it'
    throw new InvalidFileError(
      `a relaxed layer has weights of format ${shown(format ?? 1)}, this version reads ${FORMAT}: ${advice}`,
    )
  }
}

/** A layer whose space of maps is 0 has no weights. */
function applied(maps: AffineMaps, x: tf.Tensor2D, weights: tf.LayerVariable | undefined): tf.Tensor2D {
  return weights ? maps.apply(x, weights.read() as tf.Tensor1D) : tf.zeros([x.shape[0], maps.repOut.dim])
}

function makeStratum(
  repIn: Representation,
  repOut: Representation,
  type: SubgroupClass,
  complete: boolean,
): Stratum {
  const { kept, ...on } = brokenBy(repIn.group, type, complete)
  // the bias breaks symmetry where the input has no coordinate that does: it starts as large as what W adds
  return { kept, maps: new AffineMaps({ repIn, repOut, on, biasDeviation: 1 }) }
}

/** What is added for an orbit type: maps of what H fixes that are equivariant under K, and |K ∩ H|. */
export function brokenBy(
  group: FiniteGroup,
  { representative, supplement }: SubgroupClass,
  complete: boolean,
): { fixed: FiniteGroup; under: FiniteGroup; kept: number } {
  const fixed = representative.group
  if (complete && supplement.intersectionOrder > 1) return { fixed, under: subgroup(group, []), kept: 1 }
  return { fixed, under: supplement.subgroup.group, kept: supplement.intersectionOrder }
}

tf.serialization.registerClass(RelaxedLinear)
