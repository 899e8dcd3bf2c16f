import { checkedTolerance, finiteVector, knownOptions, ofKind, throwIfAborted } from '@buridan/core'
import type { Representation } from '../representation/representation.js'
import type { StabilizerOptions } from './stabilizer.js'
import { stabilizerByListing } from './stabilizer-by-listing.js'
import type { Stabilizer } from './stabilizer-result.js'

/**
 * The stabilizer G_x of a vector by a pass over all elements of a small group, as in {@link stabilizer}: for
 * bundles without the other methods.
 *
 * @param rep - a representation of a finite group of at most 200 000 elements
 * @param x - dim numbers
 * @throws AmbiguousToleranceError if the elements kept are not a group: the tolerance cuts through a cluster
 * @throws TooLargeError if the group is too large to list
 * @throws RepresentationMismatchError | InvalidArgumentError for a wrong length, NaN, or a negative tolerance
 * @throws AbortedError if the signal is aborted
 * @remarks O(order · cost of ρ(g)x).
 *
 * @example
 * ```ts
 * import { dihedral, listedStabilizer, tensor } from '@buridan/groups'
 * console.log(listedStabilizer(tensor(dihedral(4), 1), [1, 0, 1, 0]).order) // → 4n
 * ```
 */
export function listedStabilizer(
  rep: Representation,
  x: ArrayLike<number>,
  options: Pick<StabilizerOptions, 'tolerance' | 'signal'> = {},
): Stabilizer {
  knownOptions(options, { tolerance: true, signal: true }, 'listedStabilizer')
  ofKind(rep, 'rep', 'representation')
  const tolerance = checkedTolerance(options.tolerance)
  const vector = finiteVector(x, rep.dim, 'x')
  throwIfAborted(options.signal)
  return stabilizerByListing(rep, vector, tolerance, options.signal)
}
