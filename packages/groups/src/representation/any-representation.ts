import { InvalidArgumentError, isKind, ofKind, type Permutation, type Rng, rngOf, shown } from '@buridan/core'
import { type FiniteGroup, randomElement as randomPermutation } from '@buridan/permutations'
import type { LieElement } from '../lie/lie-factors.js'
import type { LieGroup } from '../lie/lie-group.js'
import { type AnyGroup, type GroupElement, isLie } from './any-group.js'
import type { AnyRepresentation, LieRepresentation, Representation } from './representation.js'

/**
 * Whether a representation is one of a Lie group or a product with one.
 *
 * @example
 * ```ts
 * import { cyclic, isLieRepresentation, orthogonal, tensor } from '@buridan/groups'
 * console.log(isLieRepresentation(tensor(orthogonal(3), 1)), isLieRepresentation(tensor(cyclic(3), 1))) // → true false
 * ```
 */
export function isLieRepresentation(rep: AnyRepresentation): rep is LieRepresentation {
  return isKind(rep, 'Lie representation')
}

/**
 * Whether a representation is one of a finite group.
 *
 * @example
 * ```ts
 * import { cyclic, isFiniteRepresentation, orthogonal, tensor } from '@buridan/groups'
 * console.log(isFiniteRepresentation(tensor(orthogonal(3), 1)), isFiniteRepresentation(tensor(cyclic(3), 1))) // → false true
 * ```
 */
export function isFiniteRepresentation(rep: AnyRepresentation): rep is Representation {
  return isKind(rep, 'representation')
}

/**
 * Checks that a value is a representation of any kind.
 *
 * @throws InvalidArgumentError with the expected kind
 *
 * @example
 * ```ts
 * import { cyclic, representationOf, tensor } from '@buridan/groups'
 * console.log(representationOf(tensor(cyclic(3), 1), 'repIn').dim) // → 3
 * ```
 */
export function representationOf(value: unknown, what: string): AnyRepresentation {
  if (isKind(value, 'representation', 'Lie representation')) return value as AnyRepresentation
  throw new InvalidArgumentError(
    `${what} is ${shown(value)}; it must be a representation, such as tensor(group, 1)`,
  )
}

/**
 * A random element: uniform for finite groups, for Lie groups of any component, but not uniform.
 *
 * @returns a permutation of the group's points, a matrix `{ n, re, im? }`, or a list of one of these for each factor
 * @throws InvalidArgumentError if `group` is not a group, or `random` not an `Rng`
 * @remarks O(base · degree) for finite groups; as {@link LieGroup.randomElement} and {@link MixedProduct.randomElement} for others.
 *
 * @example
 * ```ts
 * import { orthogonal, randomElement, rng, symmetric } from '@buridan/groups'
 * console.log(randomElement(symmetric(4), rng(1)).length) // → 4
 * console.log(randomElement(orthogonal(3), rng(1)).n) // → 3
 * ```
 */
export function randomElement(group: FiniteGroup, random: Rng): Permutation
export function randomElement(group: LieGroup, random: Rng): ReturnType<LieGroup['randomElement']>
export function randomElement(group: AnyGroup, random: Rng): GroupElement
export function randomElement(group: AnyGroup, random: Rng): GroupElement {
  ofKind(group, 'group', 'finite group', 'Lie group', 'product of groups')
  rngOf(random, 'random')
  return isLie(group) ? group.randomElement(random) : randomPermutation(group, random)
}

/**
 * ρ(g) x for a group of any kind.
 *
 * @throws RepresentationMismatchError | InvalidArgumentError | UnsupportedError on bad input, or if ρ is complex
 *
 * @example
 * ```ts
 * import { act, orthogonal, randomElement, rng, tensor } from '@buridan/groups'
 * const V = tensor(orthogonal(3), 1)
 * console.log(act(V, randomElement(V.group, rng(0)), [1, 0, 0]).length) // → 3
 * ```
 */
export function act(rep: AnyRepresentation, g: GroupElement, x: ArrayLike<number>): Float64Array {
  ofKind(rep, 'rep', 'representation', 'Lie representation')
  return isLieRepresentation(rep) ? rep.apply(g as LieElement, x) : rep.apply(g as Permutation, x)
}
