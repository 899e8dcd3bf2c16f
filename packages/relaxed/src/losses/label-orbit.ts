import { finiteVector, integerIn, knownOptions } from '@buridan/core'
import {
  type AnyRepresentation,
  FiniteGroup,
  factorsOf,
  isFiniteRepresentation,
  LISTING_LIMITS,
  sameGroup,
  UnsupportedError,
} from '@buridan/groups'
import { Outcomes } from '../answers/outcomes.js'
import { type LabelSearch, ListedLabels, MovedLabels, type NearestLabel } from './label-search.js'

/** Options of {@link LabelOrbit}. */
export interface LabelOrbitOptions {
  readonly repIn: AnyRepresentation
  readonly repOut: AnyRepresentation
  /** An input and its label. */
  readonly x: ArrayLike<number>
  readonly y: ArrayLike<number>
  /** Relative tolerance of the stabilizer, 1e-6 by default. */
  readonly tolerance?: number
  /** Orbits of at most this many labels are listed, 1024 by default. */
  readonly limit?: number
}

/** How the nearest label is found. */
export type LabelMethod = 'listing' | 'factors' | 'alignment'

/** Labels closer than this, relative to their norm, are one. */
const SAME_LABEL = 1e-9
/** In space labels are told apart by the tolerance of points. */
const SAME_IN_SPACE = 1e-4

/**
 * The labels G_x·y that are as good as y, and the nearest of them to a prediction:
 *
 * - `listing`: they are gone through, for small orbits, whatever the size of G_x. Exact;
 * - `factors`: G_x is taken as a product of groups on disjoint points, each gone through, assigned by the Hungarian method where it
 *   is all permutations of its orbits, or descended along its chain. Exact for labels of one number or several for each point
 *   unless a factor is descended; an upper bound otherwise, for labels of pairs among others;
 * - `alignment`: all of O(d) or SO(d) with all permutations, by turns and assignments in turns from many starts. An upper bound, exact
 *   once the prediction is near.
 *
 * @example
 * ```ts
 * import { symmetric, tensor } from '@buridan/groups'
 * import { LabelOrbit } from '@buridan/relaxed'
 * const V = tensor(symmetric(30), 1)
 * const [x, y] = [new Float64Array(30).fill(1), Float64Array.from({ length: 30 }, (_, i) => i)]
 * const orbit = new LabelOrbit({ repIn: V, repOut: V, x, y })
 * console.log(orbit.count, orbit.method, orbit.exact) // → 265252859812191058636308480000000n factors true
 * console.log(orbit.nearest(y.slice().reverse()).squaredDistance) // → 0
 * ```
 */
export class LabelOrbit {
  readonly method: LabelMethod
  /** The number of labels; undefined if there is a continuum of them. */
  readonly count: bigint | undefined
  readonly #search: LabelSearch
  readonly #dim: number

  /**
   * @throws RepresentationMismatchError | InvalidArgumentError for wrong lengths or NaN
   * @throws UnsupportedError for infinite stabilizers that are not all of O(d) or SO(d) with the permutations of points
   */
  constructor(options: LabelOrbitOptions) {
    const { repIn, repOut, x, y, tolerance } = knownOptions(
      options,
      { repIn: true, repOut: true, x: true, y: true, tolerance: true, limit: true },
      'LabelOrbit',
    )
    sameGroup(repIn, repOut)
    const limit = integerIn(options.limit ?? LISTING_LIMITS.labels, 1, 2 ** 24, 'limit')
    const label = finiteVector(y, repOut.dim, 'y').slice()
    const same = isFiniteRepresentation(repOut) ? SAME_LABEL : SAME_IN_SPACE
    const outcomes = new Outcomes({ repIn, repOut, x, y: label, inputTolerance: tolerance, tolerance: same })
    this.#dim = repOut.dim
    this.count = outcomes.count
    if (outcomes.count !== undefined && outcomes.count <= BigInt(limit)) {
      this.method = 'listing'
      this.#search = new ListedLabels([...outcomes])
    } else if (isFiniteRepresentation(repOut)) {
      this.method = 'factors'
      this.#search = new MovedLabels(repOut, label, outcomes.stabilizer.group as FiniteGroup)
    } else {
      refuseUnlessWhole(outcomes, repOut)
      this.method = 'alignment'
      this.#search = new MovedLabels(repOut, label)
    }
  }

  /** Whether the label found is the nearest; otherwise its distance is an upper bound. */
  get exact(): boolean {
    return this.#search.exact
  }

  /** All labels, where they are listed; copies. */
  get labels(): readonly Float64Array[] | undefined {
    return this.#search instanceof ListedLabels ? this.#search.labels.map((v) => v.slice()) : undefined
  }

  /**
   * The label nearest to a prediction.
   *
   * @param prediction - dim ρ_out numbers
   * @throws RepresentationMismatchError | InvalidArgumentError for a wrong length or NaN
   * @remarks O(count · dim ρ_out) where labels are listed; else a bounded number of passes over factors, where n points are
   * assigned in O(n³), or of alignments.
   */
  nearest(prediction: ArrayLike<number>): NearestLabel {
    const { label, squaredDistance } = this.#search.nearest(finiteVector(prediction, this.#dim, 'prediction'))
    return { label: label.slice(), squaredDistance }
  }
}

function refuseUnlessWhole({ stabilizer }: Outcomes, repOut: AnyRepresentation): void {
  if (!('components' in stabilizer)) return
  const points = factorsOf(repOut.group as never).find((f) => f instanceof FiniteGroup)
  const permutations = points instanceof FiniteGroup ? points.order : 1n
  // an orbit of one point, up to exchanges of what is at the origin
  if (stabilizer.transversal?.length === 1 && stabilizer.permutations.order === permutations) return
  throw new UnsupportedError(
    `labels defined up to ${stabilizer.orbitType} have a continuum that is not gone through: those up to all of ${repOut.group.name} are`,
  )
}
