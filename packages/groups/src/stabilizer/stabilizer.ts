import {
  checkedTolerance,
  finiteVector,
  knownOptions,
  ofKind,
  type Signal,
  throwIfAborted,
} from '@buridan/core'
import type { PointMetric } from '@buridan/geometry'
import { rotationGroup } from '../lie/rotation-group.js'
import { isLieRepresentation } from '../representation/any-representation.js'
import type { LieRepresentation, Representation } from '../representation/representation.js'
import { finiteStabilizer } from './finite-stabilizer.js'
import { checkedMetric } from './metric.js'
import type { RotationStabilizer } from './rotation-result.js'
import { rotationStabilizer } from './rotation-stabilizer.js'
import { spaceStabilizer } from './space-stabilizer.js'
import type { Stabilizer } from './stabilizer-result.js'

/** Options of {@link stabilizer}. */
export interface StabilizerOptions {
  /** g is kept if ‖ρ(g)x − x‖ ≤ tolerance · ‖x‖; 1e-6 by default. */
  readonly tolerance?: number
  /** The distance for labelled points in O(d), SO(d), U(n) and SU(n), the norm by default; finite groups take the norm. */
  readonly metric?: PointMetric
  readonly signal?: Signal
}

/**
 * The stabilizer G_x = { g : ρ(g)x = x } of a vector, to a relative tolerance, by the method that fits the group:
 *
 * - small groups, and groups with few elements for their points, are listed, which also gives the exact gap to the nearest
 *   element left out;
 * - larger groups are not: x is a structure on the group's points (a colouring for vectors, a weighted directed graph for
 *   matrices, a relation for higher tensors), kept by the automorphisms of the structure. Colourings are searched for by
 *   backtrack in the group's stabilizer chain; for all permutations of points the automorphism group is the answer;
 *   otherwise it is intersected with the group;
 * - O(3) and SO(3), alone on scalars, pseudoscalars, vectors, axial vectors and 3×3 tensors, `T(2)`, `Sym(V,2)` or `Alt(V,2)`, or with a
 *   symmetric group on labelled points with vectors and scalars, and with axial vectors and pseudoscalars such as spins and hands
 *   (`V_a*V_b+V_b+axial_a*V_b` of `O(3)xS(n)`): a point group, an axial group such as C∞v and D∞h, or the whole group;
 * - O(d), SO(d), U(n) and SU(n) of other spaces, on scalars, pseudoscalars and vectors, alone or with a symmetric group on labelled points: finitely many
 *   maps of what the vectors span, times the orthogonal or unitary group of what is normal to them, as `Dih(4)×O(2)` of a square in four dimensions.
 *
 * @param rep - a representation of a finite group, of a Lie group, or of a product of both
 * @param x - dim numbers; of a complex representation 2·dim, real and imaginary part of each coordinate in turn
 * @throws AmbiguousToleranceError if the elements kept are not a group: the tolerance cuts through a cluster
 * @throws TooLargeError if the group has to be listed and is too large, and for points of other spaces than ℝ³ with more than 20 000 symmetries
 * @throws UnsupportedError for other Lie groups and representations of them
 * @throws RepresentationMismatchError | InvalidArgumentError for a wrong length, NaN, or a negative tolerance
 * @throws AbortedError if the signal is aborted
 * @remarks Listing costs O(order · cost of ρ(g)x), up to order 20 000 or four times the points. {@link listedStabilizer}
 * does only this, for small bundles. Kaba & Ravanbakhsh 2023, section 2.
 *
 * @example
 * ```ts
 * import { dihedral, parseAnyGroup, parseRepresentation, stabilizer, symmetric, tensor } from '@buridan/groups'
 * console.log(stabilizer(tensor(dihedral(4), 1), [1, 0, 1, 0]).order) // → 4n
 * const fifty = Array.from({ length: 50 }, (_, i) => i % 2)
 * console.log(stabilizer(tensor(symmetric(50), 1), fifty).orbitSize) // → 126410606437752n
 * // four points of the plane, x coordinates first
 * const points = parseRepresentation(parseAnyGroup('O(2)xS(4)'), 'V_a*V_b')
 * console.log(stabilizer(points, [1, 0, -1, 0, 0, 1, 0, -1]).orbitType) // → Dih(4)
 * ```
 */
export function stabilizer(rep: Representation, x: ArrayLike<number>, options?: StabilizerOptions): Stabilizer
export function stabilizer(
  rep: LieRepresentation,
  x: ArrayLike<number>,
  options?: StabilizerOptions,
): RotationStabilizer
export function stabilizer(
  rep: Representation | LieRepresentation,
  x: ArrayLike<number>,
  options?: StabilizerOptions,
): Stabilizer | RotationStabilizer
export function stabilizer(
  rep: Representation | LieRepresentation,
  x: ArrayLike<number>,
  options: StabilizerOptions = {},
): Stabilizer | RotationStabilizer {
  knownOptions(options, { tolerance: true, metric: true, signal: true }, 'stabilizer')
  ofKind(rep, 'rep', 'representation', 'Lie representation')
  const { signal } = options
  const tolerance = checkedTolerance(options.tolerance)
  const metric = checkedMetric(options.metric)
  const vector = finiteVector(x, rep.complex ? 2 * rep.dim : rep.dim, 'x')
  throwIfAborted(signal)
  if (!isLieRepresentation(rep)) return finiteStabilizer(rep, vector, tolerance, signal)
  return rotationGroup(rep.group)
    ? rotationStabilizer(rep, vector, tolerance, metric)
    : spaceStabilizer(rep, vector, tolerance, metric)
}
