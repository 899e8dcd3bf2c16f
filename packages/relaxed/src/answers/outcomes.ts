import { euclideanDistance, euclideanNorm, finiteVector, integerIn, shown } from '@buridan/core'
import {
  AmbiguousToleranceError,
  type AnyRepresentation,
  act,
  canonicalize,
  directSum,
  type GroupElement,
  InvalidArgumentError,
  LISTING_LIMITS,
  type LieRepresentation,
  type Representation,
  type Rng,
  type RotationStabilizer,
  restrict,
  rng,
  type Stabilizer,
  sameGroup,
  stabilizer,
  UnsupportedError,
} from '@buridan/groups'
import { refuseSamples } from './sample-memory.js'
import { SeparatedSet } from './separated-set.js'

/** When two outcomes count as one. */
export interface OutcomeOptions {
  /**
   * Distance relative to ‖φ(x)‖ up to which elements of G_x count as leaving it unmoved, 1e-4 by default. If those within it are
   * no group, a smaller one is taken; `tolerance` of the outcomes says which.
   */
  readonly tolerance?: number
  /** An output of at most this norm counts as zero, a single outcome; 0 by default. */
  readonly negligible?: number
}

/** What {@link Outcomes} are made of. */
export interface OutcomesInput extends OutcomeOptions {
  readonly repIn: AnyRepresentation
  readonly repOut: AnyRepresentation
  /** The input and an answer to it. */
  readonly x: ArrayLike<number>
  readonly y: ArrayLike<number>
  /** Relative tolerance of the stabilizer of x, 1e-6 by default. */
  readonly inputTolerance?: number | undefined
}

const LEAST_TOLERANCE = 1e-9

/**
 * All the answers to an input that are as good as one of them: the orbit G_x·y, each answer equally probable. Counted as
 * |G_x| / |G_x ∩ G_y| without listing; going through them lists them one after the other, O(generators · cost of ρ) each.
 *
 * @example
 * ```ts
 * import { Outcomes } from '@buridan/relaxed'
 * import { rng, symmetric, tensor } from '@buridan/groups'
 * const V = tensor(symmetric(40), 1)
 * const x = new Float64Array(40).fill(1)
 * const half = Float64Array.from({ length: 40 }, (_, i) => i % 2)
 * const outcomes = new Outcomes({ repIn: V, repOut: V, x, y: half })
 * console.log(outcomes.count) // → 137846528820n
 * console.log(outcomes.sample(3, 0).length, outcomes.logProbability(half).toFixed(3)) // → 3 -25.649
 * console.log(outcomes.draw(rng(0)).length) // → 40
 * ```
 */
export class Outcomes implements Iterable<Float64Array> {
  /** G_x. */
  readonly stabilizer: Stabilizer | RotationStabilizer
  /** The number of distinct answers; undefined if there is a continuum of them. */
  readonly count: bigint | undefined
  /** The relative tolerance by which answers were told apart. */
  readonly tolerance: number
  readonly #repIn: AnyRepresentation
  readonly #repOut: AnyRepresentation
  readonly #x: Float64Array
  readonly #value: Float64Array
  /** The norm up to which an answer is zero; undefined where the answer given is more than that. */
  readonly #negligible: number | undefined

  /**
   * @throws RepresentationMismatchError | InvalidArgumentError for wrong lengths, NaN or negative tolerances
   * @throws AmbiguousToleranceError if the stabilizer of x depends on the tolerance
   * @throws UnsupportedError | TooLargeError as `stabilizer`
   */
  constructor(input: OutcomesInput) {
    const { repIn, repOut, inputTolerance, tolerance = 1e-4, negligible = 0 } = input
    sameGroup(repIn, repOut)
    if (typeof tolerance !== 'number' || !(tolerance > 0 && tolerance < 1)) {
      throw new InvalidArgumentError(
        `tolerance is ${shown(tolerance)}; it must be more than 0 and less than 1`,
      )
    }
    if (typeof negligible !== 'number' || !(negligible >= 0))
      throw new InvalidArgumentError(`negligible is ${shown(negligible)}; it must be ≥ 0`)
    this.#repIn = repIn
    this.#repOut = repOut
    this.#x = finiteVector(input.x, repIn.dim, 'x').slice()
    this.#value = finiteVector(input.y, repOut.dim, 'y').slice()
    const options = inputTolerance === undefined ? {} : { tolerance: inputTolerance }
    this.stabilizer = stabilizer(repIn, this.#x, options)
    this.#negligible = euclideanNorm(this.#value) <= negligible ? negligible : undefined
    const found = this.#negligible !== undefined ? { count: 1n, tolerance } : this.#countFrom(tolerance)
    this.count = found.count
    this.tolerance = found.tolerance
  }

  /** The answer given; a copy. */
  get value(): Float64Array {
    return this.#value.slice()
  }

  /**
   * Answers drawn with h uniform on G_x, by Haar's measure if it is infinite: an exactly equivariant law. O(count · cost of ρ).
   *
   * @returns rows of dim ρ_out numbers
   * @throws InvalidArgumentError unless count is a positive integer and the seed a 32-bit integer
   * @throws TooLargeError for answers of over 1 GiB
   */
  sample(count: number, seed: number): Float64Array[] {
    integerIn(count, 1, 1e8, 'count')
    refuseSamples(1, count, this.#repOut.dim)
    const random = rng(seed)
    return Array.from({ length: count }, () => this.draw(random))
  }

  /**
   * One answer, h·y with h uniform on G_x.
   *
   * @param random - made by `rng(seed)`
   * @returns dim ρ_out numbers
   * @throws InvalidArgumentError if `random` is not a source of random numbers
   * @remarks O(cost of ρ).
   */
  draw(random: Rng): Float64Array {
    return act(this.#repOut, this.stabilizer.randomElement(random), this.#value)
  }

  /**
   * The logarithm of the probability of an answer: −log count for those of the orbit, −Infinity for others.
   *
   * @param answer - dim ρ_out numbers
   * @throws UnsupportedError if there is a continuum of answers, which have densities
   * @throws RepresentationMismatchError | InvalidArgumentError for a wrong length or NaN
   * @remarks A few answers are listed, O(count · generators · cost of ρ); of many one is found as `canonicalize` does.
   */
  logProbability(answer: ArrayLike<number>): number {
    const z = finiteVector(answer, this.#repOut.dim, 'answer')
    if (this.count === undefined) {
      throw new UnsupportedError(
        'there is a continuum of answers: each has probability 0, and they have a density',
      )
    }
    return this.#reaches(z) ? -logOf(this.count) : Number.NEGATIVE_INFINITY
  }

  /** @throws UnsupportedError if there is a continuum of answers */
  *[Symbol.iterator](): IterableIterator<Float64Array> {
    if (this.count === undefined) {
      throw new UnsupportedError(
        'there is a continuum of answers, which cannot be listed; draw them with sample',
      )
    }
    if (this.#negligible !== undefined) {
      yield this.value
      return
    }
    const found = new SeparatedSet(this.#distance)
    found.add(this.#value)
    yield this.value
    const generators = generatorsOf(this.stabilizer)
    const queue = [this.#value]
    for (let at = 0; at < queue.length && BigInt(queue.length) < this.count; at++) {
      for (const g of generators) {
        const next = act(this.#repOut, g, queue[at]!)
        if (!found.add(next)) continue
        queue.push(next)
        // what is listed is the caller's, who may change it
        yield next.slice()
        if (BigInt(queue.length) === this.count) return
      }
    }
  }

  get #distance(): number {
    return this.tolerance * euclideanNorm(this.#value)
  }

  /** Counts with the largest tolerance up to the given one that does not cut through a cluster. */
  #countFrom(most: number): { count: bigint | undefined; tolerance: number } {
    for (let tolerance = most; ; tolerance /= 2) {
      try {
        return { count: this.#countAt(tolerance), tolerance }
      } catch (error) {
        if (!(error instanceof AmbiguousToleranceError) || tolerance < LEAST_TOLERANCE) throw error
      }
    }
  }

  #countAt(tolerance: number): bigint | undefined {
    const whole = this.stabilizer
    if ('components' in whole) return this.#countComponents(whole, tolerance)
    if (whole.order === 1n) return 1n
    const within = restrict(this.#repOut as Representation, whole.group)
    return whole.order / stabilizer(within, this.#value, { tolerance }).order
  }

  /** For Lie groups: G_x ∩ G_y is the stabilizer of x and y together. */
  #countComponents(whole: RotationStabilizer, tolerance: number): bigint | undefined {
    const rep = directSum(this.#repIn as LieRepresentation, this.#repOut as LieRepresentation)
    const both = stabilizer(rep, this.#joined(this.#value, tolerance), { tolerance: JOINED_TOLERANCE })
    return both.dimension === whole.dimension ? whole.components / both.components : undefined
  }

  /** x and y as one vector, weighted so that one tolerance is that of both. */
  #joined(y: Float64Array, tolerance: number): Float64Array {
    const [a, b] = [euclideanNorm(this.#x) || 1, euclideanNorm(this.#value) || 1]
    return Float64Array.from([
      ...this.#x.map((v) => v / a),
      ...y.map((v) => (v / b) * (JOINED_TOLERANCE / tolerance)),
    ])
  }

  #reaches(z: Float64Array): boolean {
    const distance = this.#distance
    if (this.#negligible !== undefined) return euclideanNorm(z) <= this.#negligible
    if (this.count! <= LISTING_LIMITS.outcomes) {
      for (const value of this) if (euclideanDistance(value, z) <= 2 * distance) return true
      return false
    }
    // z = h·y with h ∈ G_x iff (x, z) and (x, y) are in one orbit
    const rep = directSum(this.#repIn, this.#repOut)
    const [own, other] = [this.#value, z].map(
      (y) => canonicalize(rep, this.#joined(y, this.tolerance), { tolerance: JOINED_TOLERANCE }).point,
    ) as [Float64Array, Float64Array]
    return euclideanDistance(own, other) <= 2 * JOINED_TOLERANCE
  }
}

/** The tolerance of the stabilizer of an input and an answer together. */
const JOINED_TOLERANCE = 1e-6

function generatorsOf(found: Stabilizer | RotationStabilizer): readonly GroupElement[] {
  return 'components' in found ? found.componentGenerators : found.group.generators
}

/** log n without overflow. */
function logOf(n: bigint): number {
  const digits = n.toString()
  const lead = digits.slice(0, 15)
  return Math.log(Number(lead)) + (digits.length - lead.length) * Math.LN10
}
