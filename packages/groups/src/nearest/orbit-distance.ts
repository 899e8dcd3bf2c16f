import {
  AmbiguousToleranceError,
  finiteVector,
  knownOptions,
  ofKind,
  powerOfTwoOf,
  type Signal,
  TooLargeError,
  throwIfAborted,
  UnsupportedError,
} from '@buridan/core'
import { transporter } from '../canonical/transporter.js'
import { LISTING_LIMITS } from '../images/limits.js'
import type { ElementOf, GroupElement } from '../representation/any-group.js'
import { act } from '../representation/any-representation.js'
import { inverseElement } from '../representation/group-elements.js'
import type { AnyRepresentation } from '../representation/representation.js'
import { NearestImage } from './nearest-image.js'
import { type Nearest, squaredDistance } from './nearest-search.js'

/** Tolerances to which one vector is sought to be an image of the other, so that the search for the nearest begins there. */
const COPIES = [1e-12, 1e-6, 1e-4, 1e-3, 1e-2, 0.05]

/** The distance of a vector from the orbit of another. */
export interface OrbitDistance<E extends GroupElement = GroupElement> {
  /** ‖ρ(g)x − y‖. */
  readonly distance: number
  readonly element: E
  /** Whether no element brings x nearer to y; otherwise the distance is an upper bound, of the best element found. */
  readonly exact: boolean
}

/**
 * The distance of two orbits, the least ‖ρ(g)x − y‖ over the elements g of the group, and an element that brings x so near. For orthogonal
 * representations it is a distance: it does not change when x and y move along their orbits.
 *
 * It is exact for finite groups that are listed, and for permutations of points with numbers of their own; otherwise the best that
 * searches from many starts find, of x near y and of y near x, which is an upper bound and says so. Where {@link transporter} knows how, two copies of
 * one vector are recognized before, those of points in space and other spaces also if they are off by up to some per cent.
 *
 * @param x - dim numbers
 * @param y - dim numbers
 * @throws UnsupportedError | InvalidArgumentError | RepresentationMismatchError as {@link NearestImage}
 * @throws AbortedError if the signal is aborted
 * @remarks O(order · cost of ρ) if order times dim is at most five million; O(n³) for an assignment of n points, of which other searches take a
 * bounded number. docs/mathematics.md, “Canonicalization”.
 *
 * @example
 * ```ts
 * import { orbitDistance, parseAnyGroup, parseRepresentation } from '@buridan/groups'
 * // three points of a plane, x coordinates first: the second are turned by 90° about z, in another order, and one is off by 0.1
 * const rep = parseRepresentation(parseAnyGroup('SO(3)xS(3)'), 'V_a*V_b')
 * const { distance, exact } = orbitDistance(rep, [1, 0, 0, 0, 2, 0, 0, 0, 3], [-2, 0, 0, 0, 0, 1, 0.1, 3, 0])
 * console.log(distance <= 0.1, exact) // → true false
 * ```
 */
export function orbitDistance<R extends AnyRepresentation>(
  rep: R,
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  options: { readonly signal?: Signal } = {},
): OrbitDistance<ElementOf<R['group']>> {
  const { signal } = knownOptions(options, { signal: true }, 'orbitDistance')
  ofKind(rep, 'rep', 'representation', 'Lie representation')
  const numbers = rep.complex ? 2 * rep.dim : rep.dim
  const [from, to] = [finiteVector(x, numbers, 'x'), finiteVector(y, numbers, 'y')]
  throwIfAborted(signal)
  // squares of entries neither overflow nor vanish
  const unit = powerOfTwoOf([from, to])
  const [a, b] = [from.map((v) => v / unit), to.map((v) => v / unit)]
  const images = new NearestImage<AnyRepresentation>(rep, a, { largest: largestListed(rep) })
  const { exact } = images
  const start = exact ? undefined : copied(rep, a, b, signal)
  const ahead = images.nearest(b, start)
  const best = exact ? ahead : nearer(ahead, backwards(rep, a, b, start))
  return {
    distance: unit * Math.sqrt(best.squaredDistance),
    element: best.element as ElementOf<R['group']>,
    exact,
  }
}

/** An element and the square of the distance that it leaves. */
type Found = Pick<Nearest, 'element' | 'squaredDistance'>

function nearer(a: Found, b: Found): Found {
  return b.squaredDistance < a.squaredDistance ? b : a
}

/** The inverse of the element that brings y near x: where searches end elsewhere, the distance is still that of both to each other. */
function backwards(
  rep: AnyRepresentation,
  x: Float64Array,
  y: Float64Array,
  start: GroupElement | undefined,
): Found {
  const images = new NearestImage<AnyRepresentation>(rep, y, { largest: largestListed(rep) })
  const element = inverseElement(images.nearest(x, start && inverseElement(start)).element)
  return { element, squaredDistance: squaredDistance(act(rep, element, x), y) }
}

/** The largest order of a group whose elements are gone through. */
function largestListed(rep: AnyRepresentation): bigint {
  const byImages = LISTING_LIMITS.imagesOfPair / BigInt(Math.max(1, rep.dim))
  const most = BigInt(LISTING_LIMITS.orderWithoutChoice)
  return byImages < most ? byImages : most
}

/** An element that takes x to y as far as they are alike, if one is known. */
function copied(
  rep: AnyRepresentation,
  x: Float64Array,
  y: Float64Array,
  signal: Signal | undefined,
): GroupElement | undefined {
  for (const tolerance of COPIES) {
    try {
      const found = transporter(rep, x, y, signal ? { tolerance, signal } : { tolerance })
      if (found) return found.element
    } catch (error) {
      if (error instanceof UnsupportedError || error instanceof TooLargeError) return undefined
      if (!(error instanceof AmbiguousToleranceError)) throw error
    }
  }
  return undefined
}
