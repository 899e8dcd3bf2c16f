import {
  checkedTolerance,
  compose,
  euclideanNorm,
  finiteVector,
  inverse,
  knownOptions,
  ofKind,
  type Permutation,
  powerOfTwoOf,
  type Signal,
  throwIfAborted,
} from '@buridan/core'
import {
  type Alignment,
  alignInSpace,
  alignSites,
  type PointMetric,
  type SiteOptions,
  type Sites,
} from '@buridan/geometry'
import type { LieElement } from '../lie/lie-factors.js'
import { isProper, rotationGroup } from '../lie/rotation-group.js'
import type { GroupElement } from '../representation/any-group.js'
import { isLieRepresentation } from '../representation/any-representation.js'
import type {
  AnyRepresentation,
  LieRepresentation,
  Representation,
} from '../representation/representation.js'
import { checkedMetric, together } from '../stabilizer/metric.js'
import { inverted, readSites, reflected, type SitesOfVector } from '../stabilizer/read-sites.js'
import { canonicalize } from './canonicalize.js'

/** Options of {@link transporter}. */
export interface TransporterOptions {
  /** x goes to y if ‖ρ(g)x − y‖ ≤ tolerance · max(‖x‖, ‖y‖); 1e-6 by default. */
  readonly tolerance?: number
  /** The distance for labelled points in O(d), SO(d), U(n) and SU(n), the norm by default; finite groups take the norm. */
  readonly metric?: PointMetric
  readonly signal?: Signal
}

/** An element that takes one vector to another. */
export interface Transport<E extends GroupElement = GroupElement> {
  readonly element: E
  /** ‖ρ(g)x − y‖ / max(‖x‖, ‖y‖), in the chosen metric; 0 for vectors that are 0. */
  readonly deviation: number
}

/**
 * An element g of the group with ρ(g)x = y to a relative tolerance: whether two vectors are in one orbit, and an element from one to the
 * other. All such elements are g·G_x, the transporter of x to y.
 *
 * - O(d), SO(d), U(n) and SU(n), alone or with a symmetric group on labelled points: the points are laid on each other, and the nearest of all
 *   matches within the tolerance is taken. Points that are turned, reordered or rounded are found again at every tolerance.
 * - finite groups: by the canonical points of both, see {@link canonicalize}.
 *
 * @param x - dim numbers; of a complex representation 2·dim, real and imaginary part of each coordinate in turn
 * @param y - as many
 * @returns undefined if there is no such element
 * @throws UnsupportedError | TooLargeError for other Lie groups and representations of them, for finite groups in which canonical forms are not known,
 * and for points alike in too many ways
 * @throws RepresentationMismatchError | InvalidArgumentError for a wrong length, NaN, or a negative tolerance
 * @throws AbortedError if the signal is aborted
 * @remarks O(k l n²) for points in space, k and l the numbers of points that two chosen ones can go to; in ℝᵈ as many are chosen as the points span
 * dimensions, and of very symmetric points that take more than some seconds the nearest match looked at is taken. Others as `canonicalize`.
 *
 * @example
 * ```ts
 * import { parseAnyGroup, parseRepresentation, transporter } from '@buridan/groups'
 * const rep = parseRepresentation(parseAnyGroup('SO(3)xS(3)'), 'V_a*V_b')
 * // three points, x coordinates first, and the same turned by 90° about z, in another order
 * const [x, y] = [[1, 0, 0, 0, 2, 0, 0, 0, 3], [-2, 0, 0, 0, 0, 1, 0, 3, 0]]
 * console.log(transporter(rep, x, y) !== undefined) // → true
 * // its mirror image is another
 * console.log(transporter(rep, x, x.map((v) => -v))) // → undefined
 * ```
 */
export function transporter(
  rep: Representation,
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  options?: TransporterOptions,
): Transport<Permutation> | undefined
export function transporter(
  rep: LieRepresentation,
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  options?: TransporterOptions,
): Transport<LieElement> | undefined
export function transporter(
  rep: AnyRepresentation,
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  options?: TransporterOptions,
): Transport | undefined
export function transporter(
  rep: AnyRepresentation,
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  options: TransporterOptions = {},
): Transport | undefined {
  knownOptions(options, { tolerance: true, metric: true, signal: true }, 'transporter')
  ofKind(rep, 'rep', 'representation', 'Lie representation')
  const tolerance = checkedTolerance(options.tolerance)
  const numbers = rep.complex ? 2 * rep.dim : rep.dim
  const [from, to] = scaledAlike(finiteVector(x, numbers, 'x'), finiteVector(y, numbers, 'y'))
  throwIfAborted(options.signal)
  const norm = Math.max(euclideanNorm(from), euclideanNorm(to))
  const found = isLieRepresentation(rep)
    ? bySites(rep, from, to, tolerance * norm, checkedMetric(options.metric))
    : byCanonicalPoints(rep, from, to, tolerance, options.signal)
  return found && { element: found.element, deviation: norm === 0 ? 0 : found.distance / norm }
}

/** A tolerance that only rounding needs. */
const ROUNDING = 1e-15

/** Both multiplied by one power of two, so that squares of their entries neither overflow nor vanish. */
function scaledAlike(x: Float64Array, y: Float64Array): [Float64Array, Float64Array] {
  const scale = powerOfTwoOf([x, y])
  return scale === 1 ? [x, y] : [x.map((v) => v / scale), y.map((v) => v / scale)]
}

/** An element with the remaining distance. */
interface Found<E extends GroupElement> {
  readonly element: E
  readonly distance: number
}

function bySites(
  rep: LieRepresentation,
  x: Float64Array,
  y: Float64Array,
  distance: number,
  metric: PointMetric,
): Found<LieElement> | undefined {
  const [from, to] = [readSites(rep, x), readSites(rep, y)]
  const options = { tolerance: distance, metric, proper: isProper(from.lie) }
  const found = rotationGroup(rep.group)
    ? alignments(from, to, options)
    : alignmentsInSpace(from, to, options)
  let best: Found<LieElement> | undefined
  for (const { alignment, apart } of found) {
    const element = from.element(alignment.matrix, alignment.images)
    const found =
      metric === 'norm' && !rep.complex
        ? nearest(rep, element, x, y)
        : { element, distance: together(alignment.deviation, apart, metric) }
    if (found.distance <= distance && !(best && best.distance <= found.distance)) best = found
  }
  return best
}

/** Ways to lay sites on others, and how far pseudoscalars are off then. */
type Alignments = readonly { readonly alignment: Alignment; readonly apart: number }[]

/** The best alignment of sites; where there are pseudoscalars the best rotation and the best reflection, and how far they leave those off. */
function alignments(from: SitesOfVector, to: SitesOfVector, options: Required<SiteOptions>): Alignments {
  if (from.pseudoscalars.length === 0) {
    const alignment = alignSites(from.sites, to.sites, options)
    return alignment ? [{ alignment, apart: 0 }] : []
  }
  return [1, -1].flatMap((sign) => {
    const apart = euclideanNorm(from.pseudoscalars.map((v, i) => v - sign * to.pseudoscalars[i]!))
    if (apart > options.tolerance) return []
    const onto = sign > 0 ? to.sites : inverted(to.sites)
    const found = alignSites(from.sites, onto, { ...options, proper: true })
    return found ? [{ alignment: { ...found, matrix: found.matrix.map((v) => sign * v) }, apart }] : []
  })
}

/** The same in another space than ℝ³. */
function alignmentsInSpace(
  from: SitesOfVector,
  to: SitesOfVector,
  options: Required<SiteOptions>,
): Alignments {
  const { dim, complex } = from.lie
  const onto = (sites: Sites, proper: boolean) =>
    alignInSpace(from.sites, sites, dim, { ...options, complex, proper })
  if (from.pseudoscalars.length === 0) {
    const alignment = onto(to.sites, options.proper)
    return alignment ? [{ alignment, apart: 0 }] : []
  }
  return [1, -1].flatMap((sign) => {
    const apart = euclideanNorm(from.pseudoscalars.map((v, i) => v - sign * to.pseudoscalars[i]!))
    if (apart > options.tolerance) return []
    const found = onto(sign > 0 ? to.sites : reflected(to.sites), true)
    if (!found) return []
    // back by the reflection of the first coordinate
    const matrix = found.matrix.map((v, e) => (e < dim ? sign * v : v))
    return [{ alignment: { ...found, matrix }, apart }]
  })
}

function byCanonicalPoints(
  rep: Representation,
  x: Float64Array,
  y: Float64Array,
  tolerance: number,
  signal: Signal | undefined,
): Found<Permutation> | undefined {
  const norm = Math.max(euclideanNorm(x), euclideanNorm(y))
  const furthest = 2 * Math.sqrt(rep.dim) * norm
  // numbers of canonical points of one orbit differ by the tolerance each, together perhaps by more: then by less with a finer one
  for (let fine = tolerance; ; fine /= 2) {
    const options = signal ? { tolerance: fine, signal } : { tolerance: fine }
    const [from, to] = [canonicalize(rep, x, options), canonicalize(rep, y, options)]
    const found = nearest(rep, compose(to.element, inverse(from.element)), x, y)
    if (found.distance <= tolerance * norm) return found
    if (found.distance > furthest * fine || fine <= ROUNDING) return undefined
  }
}

/** An element with the distance that it leaves, trivial summands included. */
function nearest<E extends GroupElement>(
  rep: {
    readonly dim: number
    applyInto(g: E, x: Float64Array, from: number, out: Float64Array, at: number): void
  },
  element: E,
  x: Float64Array,
  y: Float64Array,
): Found<E> {
  const moved = new Float64Array(rep.dim)
  rep.applyInto(element, x, 0, moved, 0)
  return { element, distance: euclideanNorm(moved.map((v, i) => v - y[i]!)) }
}
