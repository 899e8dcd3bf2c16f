import {
  checkedTolerance,
  finiteVector,
  knownOptions,
  ofKind,
  type Permutation,
  type Signal,
  throwIfAborted,
} from '@buridan/core'
import type { LieElement } from '../lie/lie-factors.js'
import type {
  AnyRepresentation,
  LieRepresentation,
  Representation,
} from '../representation/representation.js'
import type { Canonical } from './canonical.js'
import { canonicalPoint } from './canonical-method.js'

/** Options of {@link canonicalize}. */
export interface CanonicalizeOptions {
  /** Numbers that differ by at most tolerance · ‖x‖ count as equal; 1e-6 by default. */
  readonly tolerance?: number
  readonly signal?: Signal
}

/**
 * A canonical point of the orbit of x, the same for all its points, and an element c(x) with x = ρ(c(x)) · point:
 * c(gx) ∈ g G_x c(x), so that c(x)·f(c(x)⁻¹x) is relaxed equivariant for any function f.
 *
 * - groups that are small enough to list: the lexicographically greatest of the images;
 * - larger groups that contain all permutations that keep their orbitals (symmetric groups on sets, graphs and tensors;
 *   their products and wreath products; signed permutations): a canonical labelling of x as a structure on the points;
 * - O(3) and SO(3) with labelled points (`V_a*V_b+V_b` of `O(3)xS(n)`, or `V`): points in a canonical order of their inner
 *   products, in the frame of the first of the longest points.
 *
 * @param x - dim numbers
 * @throws UnsupportedError for other Lie groups and representations of them, and for large groups that do not contain
 * all permutations that keep their orbitals
 * @throws TooLargeError if the group has to be listed and is too large
 * @throws RepresentationMismatchError | InvalidArgumentError for a wrong length, NaN, or a negative tolerance
 * @throws AbortedError if the signal is aborted
 * @remarks O(order · cost of ρ) by listing; as `canonicalLabelling` otherwise. It is not continuous in x, as no
 * canonicalization is (Dym, Lawrence & Siegel 2024). Kaba et al. 2023, section 3; docs/mathematics.md, “Canonicalization”.
 *
 * @example
 * ```ts
 * import { canonicalize, symmetric, tensor } from '@buridan/groups'
 * const V = tensor(symmetric(4), 1)
 * const { element, point } = canonicalize(V, [1, 3, 2, 3])
 * console.log(point) // → Float64Array(4) [ 3, 3, 2, 1 ]
 * console.log(V.apply(element, point)) // → Float64Array(4) [ 1, 3, 2, 3 ]
 * ```
 */
export function canonicalize(
  rep: Representation,
  x: ArrayLike<number>,
  options?: CanonicalizeOptions,
): Canonical<Permutation>
export function canonicalize(
  rep: LieRepresentation,
  x: ArrayLike<number>,
  options?: CanonicalizeOptions,
): Canonical<LieElement>
export function canonicalize(
  rep: AnyRepresentation,
  x: ArrayLike<number>,
  options?: CanonicalizeOptions,
): Canonical
export function canonicalize(
  rep: AnyRepresentation,
  x: ArrayLike<number>,
  options: CanonicalizeOptions = {},
): Canonical {
  knownOptions(options, { tolerance: true, signal: true }, 'canonicalize')
  ofKind(rep, 'rep', 'representation', 'Lie representation')
  const { signal } = options
  const tolerance = checkedTolerance(options.tolerance)
  const vector = finiteVector(x, rep.dim, 'x')
  throwIfAborted(signal)
  return canonicalPoint(rep, vector, tolerance, signal)
}
