import { InvalidArgumentError, objectOf, shown } from '@buridan/core'
import type { FiniteGroup } from '@buridan/permutations'
import { groupChain } from '../operations/group-chain.js'
import { checkedOptions, checkedSites, inUnit, unitOf } from './checked-sites.js'
import { distanceFromOrigin, type NearLine, nearLine } from './near-line.js'
import { NearOperations } from './near-operations.js'
import { seekOperations } from './near-search.js'
import { ChainedSymmetry, type NearSymmetry } from './near-symmetry.js'
import { SiteRows } from './site-rows.js'
import { exchangesOf } from './site-set.js'
import type { PointMetric, Sites } from './sites.js'

/** Options of {@link nearSymmetries}. */
export interface NearSymmetryOptions {
  /** How far sites may be from their images, in the unit of the vectors. */
  readonly radius: number
  /** How that distance is measured; `largest` by default. */
  readonly metric?: PointMetric
  /** Rotations only; by default reflections, the inversion and their products with rotations too. */
  readonly proper?: boolean
}

/** What sites are nearly symmetric under. */
export interface NearSymmetries {
  /** The radius asked for, or half the least distance of two points, where that is less: up to it images are told apart. */
  readonly radius: number
  /** Each group is in the next, and has the smaller deviation; the first is the identity alone. */
  readonly chain: readonly NearSymmetry[]
  /** The line through the origin near which all sites are, if they are within the radius of it: turns about it are near-symmetries that are in no group of the chain. */
  readonly line: NearLine | undefined
  /** How far all sites are from the origin, if that is within the radius: then all rotations are near-symmetries. */
  readonly origin: { readonly deviation: number } | undefined
}

/** Points are told apart by a little more than rounding. */
const BELOW_HALF = 0.5 * (1 - 1e-9)

/**
 * The near-symmetries of points with their vectors and scalars, found at growing distance: a chain of groups of rotations and reflections about the origin, from
 * the identity up, each with the distance by which sites fail to have it. All are found in one search.
 *
 * The next group of the chain is the one of least deviation among those that the last one and one operation more generate, and the larger one of two. A
 * group is there only if all its operations are within the radius. So the chain for a smaller radius is the part of it with deviations up to that
 * radius.
 *
 * An operation is known by its permutation of the points and its determinant, which tell operations of points in space or in a plane apart; its deviation
 * is that under the rotation, or improper rotation, with the least sum of squares. Points on one line have no chain beyond the identity, but `line`; their exact
 * symmetry is found by `symmetryOfSites`. Nothing is refused because points are near to each other.
 *
 * @param sites - about the origin, lengths in any one unit; scalars are compared to the same distance as vectors
 * @throws InvalidArgumentError | RepresentationMismatchError for numbers that are not finite, points with different numbers of
 * vectors or scalars, and options that are not as described
 * @remarks O(n²) for n points, and k² n for two of them in classes of k. Names, matrices and images are worked out when they are asked for, O(order²) and O(order · n).
 *
 * @example
 * ```ts
 * import { nearSymmetries } from '@buridan/geometry'
 * // a rectangle that is nearly a square, one corner a little out
 * const corners = [[1.1, 1, 0], [-1.1, 1, 0], [-1.1, -1, 0], [1.1, -1.01, 0]]
 * const { chain } = nearSymmetries({ points: corners.map((p) => ({ vectors: [p] })) }, { radius: 0.3 })
 * console.log(chain.map(({ name, deviation }) => `${name} ${deviation.toFixed(3)}`)) // → [ 'cs 0.000', 'c2v 0.005', 'd2h 0.008', 'd4h 0.148' ]
 * ```
 */
export function nearSymmetries(sites: Sites, options: NearSymmetryOptions): NearSymmetries {
  const { radius: asked, metric, proper } = checkedNearOptions(options)
  const numbers = checkedSites(sites, 'sites')
  const unit = unitOf(numbers)
  const rows = new SiteRows(inUnit(numbers, unit))
  const within = Math.min(asked / unit, BELOW_HALF * rows.separation)
  const line = nearLine(rows, within, metric)
  const operations = new NearOperations(rows, rows.allowed(within), within, metric)
  if (!line || line.deviation > rows.rounding) seekOperations(operations, proper)
  let exchanges: FiniteGroup | undefined
  const exchanged = () => {
    exchanges ??= exchangesOf(rows.members, rows.pointCount)
    return exchanges
  }
  const origin = line && distanceFromOrigin(rows, metric)
  return {
    radius: within === asked / unit ? asked : within * unit,
    chain: groupChain(operations, rows.rounding).map(
      (group) => new ChainedSymmetry(group, operations, exchanged, unit),
    ),
    line: line && { axis: line.axis, deviation: line.deviation * unit },
    origin: origin !== undefined && origin <= within ? { deviation: origin * unit } : undefined,
  }
}

/** @throws InvalidArgumentError for another radius, metric or `proper` */
function checkedNearOptions(options: NearSymmetryOptions): Required<NearSymmetryOptions> {
  const { radius, ...others } = objectOf(options, 'options')
  if (typeof radius !== 'number' || !(radius >= 0 && radius < Number.POSITIVE_INFINITY)) {
    throw new InvalidArgumentError(`radius is ${shown(radius)}; it must be a length of 0 or more`)
  }
  return { ...checkedOptions(others), radius }
}
