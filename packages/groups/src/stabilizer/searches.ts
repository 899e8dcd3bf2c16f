import { carried, carry } from '../core/carried.js'
import { UnsupportedError } from '../core/errors.js'
import type { Signal } from '../core/signal.js'
import type { LieGroup, MixedProduct } from '../lie/lie-group.js'
import type { LieRepresentation } from '../lie/lie-representation.js'
import type { FiniteGroup } from '../permutation/finite-group.js'
import type { Representation } from '../representation/representation.js'
import type { PointMetric } from './metric.js'
import type { RotationStabilizer } from './rotation-result.js'
import type { StabilizerFacts } from './stabilizer-result.js'

/** Finds the stabilizer of a vector in a group that is too large to be listed. */
export type StabilizerSearch = (
  rep: Representation,
  x: Float64Array,
  tolerance: number,
  signal: Signal | undefined,
) => StabilizerFacts

/** Finds the stabilizer of a vector in a Lie group. */
export type RotationSearch = (
  rep: LieRepresentation,
  x: Float64Array,
  tolerance: number,
  metric: PointMetric,
) => RotationStabilizer

// Whoever makes a group says how stabilizers in it are found, so that a bundle has the methods of the groups that are in it.
const SEARCH = Symbol.for('@buridan/stabilizer-search')
const ROTATIONS = Symbol.for('@buridan/rotation-search')

export function withSearch(group: FiniteGroup, search: StabilizerSearch): FiniteGroup {
  return carry(group, SEARCH, search)
}

/** The search of a group or of the one it is a subgroup of. */
export function searchOf(group: FiniteGroup): StabilizerSearch | undefined {
  return carried<StabilizerSearch>(group, SEARCH) ?? (group.within && searchOf(group.within))
}

export function withRotations(group: LieGroup, search: RotationSearch): LieGroup {
  return carry(group, ROTATIONS, search)
}

/** The search of a Lie group or of the one in a product. */
export function rotationsOf(group: LieGroup | MixedProduct): RotationSearch | undefined {
  const factors = 'factors' in group ? group.factors : [group]
  return factors.map((f) => carried<RotationSearch>(f, ROTATIONS)).find((search) => search !== undefined)
}

/** The error for a Lie group in which no stabilizers are found. */
export function noStabilizersIn(group: LieGroup | MixedProduct): UnsupportedError {
  return new UnsupportedError(
    `stabilizers in ${group.name} are not known; those in O(3) and SO(3) are, and in their products with permutations`,
  )
}
