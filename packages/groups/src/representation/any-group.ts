import { isKind, ofKind, type Permutation } from '@buridan/core'
import type { FiniteGroup } from '@buridan/permutations'
import type { LieElement } from '../lie/lie-factors.js'
import type { LieGroup, MixedProduct } from '../lie/lie-group.js'

/** A group of any kind. */
export type AnyGroup = FiniteGroup | LieGroup | MixedProduct
/** An element of a group of any kind: a permutation, a matrix, or one of these for each factor. */
export type GroupElement = Permutation | LieElement
/** The elements of a kind of group. */
export type ElementOf<G extends AnyGroup> = G extends FiniteGroup ? Permutation : LieElement

/**
 * Whether a group is a Lie group or a product with one.
 *
 * @example
 * ```ts
 * import { cyclic, isLie, orthogonal } from '@buridan/groups'
 * console.log(isLie(orthogonal(3)), isLie(cyclic(3))) // → true false
 * ```
 */
export function isLie(group: AnyGroup): group is LieGroup | MixedProduct {
  return isKind(group, 'Lie group', 'product of groups')
}

/**
 * Whether two groups are the same, whatever their names: of equal generators, Lie algebra and base space.
 *
 * @throws InvalidArgumentError for a value that is not a group
 * @remarks O(1) for one group value; else O(entries of the generators, of the points of the base space and of the Lie algebra).
 *
 * @example
 * ```ts
 * import { cyclic, isSameGroup, orthogonal, permutationGroup } from '@buridan/groups'
 * console.log(isSameGroup(cyclic(3), permutationGroup([[1, 2, 0]], { name: 'turns' }))) // → true
 * console.log(isSameGroup(orthogonal(3), cyclic(3))) // → false
 * ```
 */
export function isSameGroup(a: AnyGroup, b: AnyGroup): boolean {
  for (const group of [a, b]) ofKind(group, 'a group', 'finite group', 'Lie group', 'product of groups')
  if (a === b) return true
  if (isLie(a)) return isLie(b) && a.key === b.key
  return !isLie(b) && a.equals(b)
}
