import { arrayOf, ofKind } from '@buridan/core'
import { GreatestImage } from '../images/greatest-image.js'
import { ImageTable } from '../images/image-table.js'
import { canTabulate } from '../images/listing.js'
import { sameGroup } from '../representation/algebra.js'
import type { ElementOf } from '../representation/any-group.js'
import { isFiniteRepresentation } from '../representation/any-representation.js'
import type { AnyRepresentation } from '../representation/representation.js'
import type { Canonical } from './canonical.js'
import { type CanonicalMethod, canonicalMethod } from './canonical-method.js'
import { type CanonicalizeOptions, canonicalize } from './canonicalize.js'

/** All images under a group, in tables. */
export interface ImageTables {
  /** Finds the elements that take a vector to its greatest image. */
  readonly greatest: GreatestImage
  /** The images of vectors that are moved along, such as labels; in the given order. */
  readonly along: readonly ImageTable[]
}

/**
 * Finds images and canonical points of many vectors of a representation, and names the method by which they are found.
 * Vectors that belong to them, such as the labels of inputs, are moved by the same elements.
 *
 * @throws InvalidArgumentError if a value is not a representation, RepresentationMismatchError if groups differ
 * @remarks Made in O(1); see {@link CanonicalPoints.tables} and {@link canonicalize} for the results. The limits are in
 * {@link LISTING_LIMITS}.
 *
 * @example
 * ```ts
 * import { CanonicalPoints, dihedral, symmetric, tensor } from '@buridan/groups'
 * const small = new CanonicalPoints(tensor(dihedral(4), 1), [tensor(dihedral(4), 2)])
 * console.log(small.method, small.tables?.greatest.table.order) // → list 8
 * const large = new CanonicalPoints(tensor(symmetric(40), 1))
 * console.log(large.method, large.tables) // → structure undefined
 * console.log(small.canonicalize([0, 2, 1, 0]).point) // → Float64Array(4) [ 2, 1, 0, 0 ]
 * ```
 */
export class CanonicalPoints<R extends AnyRepresentation = AnyRepresentation> {
  /** How {@link CanonicalPoints.canonicalize | canonical points} are found. */
  readonly method: CanonicalMethod
  #tables: ImageTables | undefined

  /** Representations of what moves along, frozen. */
  readonly along: readonly AnyRepresentation[]

  constructor(
    readonly rep: R,
    along: readonly AnyRepresentation[] = [],
  ) {
    ofKind(rep, 'rep', 'representation', 'Lie representation')
    for (const other of arrayOf(along, 'along')) sameGroup(rep, other)
    this.along = Object.freeze([...along])
    this.method = canonicalMethod(rep)
  }

  /**
   * Tables of all images, for many vectors; undefined if they would be too large, or the group is infinite. Made once, in
   * O(order · dim) for signed permutations, O(order · dim²) for other matrices.
   */
  get tables(): ImageTables | undefined {
    const { rep, along } = this
    if (this.#tables || !isFiniteRepresentation(rep)) return this.#tables
    const others = along.filter(isFiniteRepresentation)
    if (!canTabulate([rep, ...others])) return undefined
    this.#tables = { greatest: new GreatestImage(rep), along: others.map((other) => new ImageTable(other)) }
    return this.#tables
  }

  /**
   * The canonical point of the orbit of x, and the element that leads to x: {@link canonicalize}.
   *
   * @param x - dim numbers
   * @throws As {@link canonicalize}
   * @remarks As {@link canonicalize}.
   */
  canonicalize(x: ArrayLike<number>, options?: CanonicalizeOptions): Canonical<ElementOf<R['group']>> {
    return canonicalize(this.rep, x, options) as Canonical<ElementOf<R['group']>>
  }
}
