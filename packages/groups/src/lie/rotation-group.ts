import { UnsupportedError } from '@buridan/core'
import type { LieGroup, MixedProduct } from './lie-group.js'
import { specialOrthogonal } from './orthogonal-groups.js'

/** O(3) or SO(3), alone or as the factor of a product: recognized by the form that it preserves. */
function rotationFactorOf(group: LieGroup | MixedProduct): LieGroup | undefined {
  const factors = 'factors' in group ? group.factors : [group]
  return factors.find((f): f is LieGroup => 'algebra' in f && f.dim === 3 && preservesLengths(f))
}

/** Whether it is O(d) or SO(d). */
export function preservesLengths({ complex, preserves }: LieGroup): boolean {
  const form = preserves?.form
  return !complex && form instanceof Int8Array && form.every((sign) => sign === 1)
}

/**
 * O(3) or SO(3), alone or as the factor of a product.
 *
 * @throws UnsupportedError if the group is not one of these
 */
export function rotationGroup(group: LieGroup | MixedProduct): LieGroup {
  const found = rotationFactorOf(group)
  if (!found) {
    throw new UnsupportedError(
      `stabilizers in ${group.name} are not known; those in O(3) and SO(3) are, in their products with permutations, and in O(d) and SO(d) of vectors`,
    )
  }
  return found
}

/** The rotations in O(3) or SO(3). */
export function rotationsOf(group: LieGroup): LieGroup {
  return isProper(group) ? group : specialOrthogonal(group.dim)
}

/** Whether O(d) or SO(d) has rotations only. */
export function isProper(group: LieGroup): boolean {
  return group.preserves!.volume
}
