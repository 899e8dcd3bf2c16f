import {
  finiteVector,
  InvalidArgumentError,
  knownOptions,
  ofKind,
  type Permutation,
  powerOfTwoOf,
  shown,
} from '@buridan/core'
import { contains, type FiniteGroup } from '@buridan/permutations'
import { LISTING_LIMITS } from '../images/limits.js'
import type { LieElement } from '../lie/lie-factors.js'
import type { FactorElement } from '../lie/lie-group.js'
import type { ElementOf } from '../representation/any-group.js'
import { isLieRepresentation } from '../representation/any-representation.js'
import type { AnyRepresentation, Representation } from '../representation/representation.js'
import { AlignmentSearch } from './alignment-search.js'
import { FactorSearch } from './factor-search.js'
import { type Nearest, type NearestSearch, squaredDistance } from './nearest-search.js'

/** Vectors that are more times larger than x than this are divided by a power of two: x is nothing to them, and their direction decides. */
const FAR = 2 ** 200

/** Options of {@link NearestImage}. */
export interface NearestImageOptions {
  /** A subgroup of a finite group, whose elements alone are taken; all of them by default. */
  readonly within?: FiniteGroup | undefined
  /** The largest order of a group, or of a factor on points of its own, whose elements are gone through; 2000 by default. */
  readonly largest?: bigint
}

/**
 * Finds, among the images ρ(g)x of a vector, the nearest to others.
 *
 * - finite groups: as products of groups on disjoint points, each gone through, assigned by the Hungarian method where it is all
 *   permutations of its orbits and a point has numbers of its own, or descended along its chain. Exact unless a factor is descended, or
 *   distances are no sums over factors;
 * - O(d), SO(d) and other compact groups on real vectors, alone or with all permutations of points: turns and assignments in turns, each the
 *   best for the other, from many starts. An upper bound, exact once the vector is near the orbit.
 *
 * @example
 * ```ts
 * import { NearestImage, symmetric, tensor } from '@buridan/groups'
 * const images = new NearestImage(tensor(symmetric(4), 1), [1, 2, 3, 4])
 * const { image, squaredDistance } = images.nearest([9, 0, 0, 2])
 * console.log(image, squaredDistance, images.exact) // → Float64Array(4) [ 4, 1, 2, 3 ] 31 true
 * ```
 */
export class NearestImage<R extends AnyRepresentation = AnyRepresentation> {
  readonly #search: NearestSearch
  /** A power of two that x is divided by: squares of its entries neither overflow nor vanish. */
  readonly #unit: number

  /**
   * @param x - dim numbers
   * @throws UnsupportedError for Lie groups that are not compact, complex representations, and products with other groups than one symmetric group
   * @throws InvalidArgumentError | RepresentationMismatchError if `rep` is no representation, for a wrong length or NaN, and if `within` is no
   * subgroup
   * @remarks O(order · degree) for groups whose elements are gone through.
   */
  constructor(
    readonly rep: R,
    x: ArrayLike<number>,
    options: NearestImageOptions = {},
  ) {
    const { within, largest = LISTING_LIMITS.orderOfPart } = knownOptions(
      options,
      { within: true, largest: true },
      'NearestImage',
    )
    ofKind(rep, 'rep', 'representation', 'Lie representation')
    if (typeof largest !== 'bigint' || largest < 0n || largest > BigInt(LISTING_LIMITS.orderWithoutChoice)) {
      throw new InvalidArgumentError(
        `largest is ${shown(largest)}; it must be an order, a bigint of at most ${LISTING_LIMITS.orderWithoutChoice}`,
      )
    }
    const vector = finiteVector(x, rep.complex ? 2 * rep.dim : rep.dim, 'x')
    this.#unit = powerOfTwoOf([vector])
    const inUnit = vector.map((v) => v / this.#unit)
    if (isLieRepresentation(rep)) {
      if (within !== undefined) {
        throw new InvalidArgumentError(
          `within is given for ${rep.group.name}; it must be a subgroup of a finite group`,
        )
      }
      this.#search = new AlignmentSearch(rep, inUnit)
    } else {
      const finite = rep as Representation
      if (within !== undefined) checkSubgroup(within, finite.group)
      this.#search = new FactorSearch(finite, within ?? finite.group, inUnit, largest)
    }
  }

  /** Whether the image found is the nearest; otherwise its distance is an upper bound. */
  get exact(): boolean {
    return this.#search.exact
  }

  /**
   * The image nearest to a vector, and the element that makes it.
   *
   * @param y - dim numbers
   * @param start - an element to begin with beside others, where the search is not exact
   * @throws InvalidArgumentError | RepresentationMismatchError for a wrong length or NaN
   * @remarks A bounded number of passes over factors, where n points are assigned in O(n³), or of alignments. The squared distance is 0 or
   * infinite where it is out of the range of float64; the image is right.
   */
  nearest(y: ArrayLike<number>, start?: ElementOf<R['group']>): Nearest<ElementOf<R['group']>> {
    const vector = finiteVector(y, this.rep.dim, 'y')
    const unit = this.#unit
    const inUnit = vector.map((v) => v / unit)
    const further = Math.max(1, powerOfTwoOf([inUnit]) / FAR)
    const target = further === 1 ? inUnit : inUnit.map((v) => v / further)
    const found = this.#search.nearest(target, start as LieElement | undefined)
    const image = found.image.map((v) => v * unit)
    const element = copyOf(found.element) as ElementOf<R['group']>
    return { element, image, squaredDistance: squaredDistance(image, vector) }
  }
}

/** An element that is not the one to begin with, which is the caller's. */
function copyOf(element: Permutation | LieElement): Permutation | LieElement {
  return Array.isArray(element) ? element.map(copyOfPart) : copyOfPart(element as FactorElement)
}

function copyOfPart(part: FactorElement): FactorElement {
  if (!('re' in part)) return part.slice()
  const { n, re, im } = part
  return im ? { n, re: re.slice(), im: im.slice() } : { n, re: re.slice() }
}

/** @throws InvalidArgumentError if it is not a subgroup */
function checkSubgroup(within: FiniteGroup, group: FiniteGroup): void {
  ofKind(within, 'within', 'finite group')
  if (within === group) return
  if (within.degree === group.degree && within.generators.every((g) => contains(group, g))) return
  throw new InvalidArgumentError(`within is ${within.shortName}, which is no subgroup of ${group.shortName}`)
}
