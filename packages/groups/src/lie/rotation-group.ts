import { UnsupportedError } from '@buridan/core'
import type { LieGroup, MixedProduct } from './lie-group.js'
import { specialOrthogonal } from './orthogonal-groups.js'

/** The factors of a product that are Lie groups, or the group alone. */
function lieFactorsOf(group: LieGroup | MixedProduct): LieGroup[] {
  const factors = 'factors' in group ? group.factors : [group]
  return factors.filter((f): f is LieGroup => 'algebra' in f)
}

/** Whether it is O(d) or SO(d): recognized by the form that it preserves. */
export function preservesLengths({ complex, preserves }: LieGroup): boolean {
  const form = preserves?.form
  return !complex && form instanceof Int8Array && form.every((sign) => sign === 1)
}

/** Whether it is U(n) or SU(n). */
function isUnitary({ complex, unitary, preserves }: LieGroup): boolean {
  return complex && unitary && preserves !== undefined
}

/** O(3) or SO(3), alone or as the factor of a product; undefined for other groups. */
export function rotationGroup(group: LieGroup | MixedProduct): LieGroup | undefined {
  return lieFactorsOf(group).find((f) => f.dim === 3 && preservesLengths(f))
}

/**
 * O(d), SO(d), U(n) or SU(n), alone or as the factor of a product.
 *
 * @throws UnsupportedError if the group is not one of these
 */
export function isometryGroup(group: LieGroup | MixedProduct): LieGroup {
  const found = lieFactorsOf(group).find((f) => preservesLengths(f) || isUnitary(f))
  if (!found) {
    throw new UnsupportedError(
      `stabilizers in ${group.name} are not known; those in O(d), SO(d), U(n) and SU(n) are, and in the product of one of these with a symmetric group`,
    )
  }
  return found
}

/** The rotations in O(3) or SO(3). */
export function rotationsOf(group: LieGroup): LieGroup {
  return isProper(group) ? group : specialOrthogonal(group.dim)
}

/** Whether all its matrices have determinant 1. */
export function isProper(group: LieGroup): boolean {
  return group.preserves!.volume
}
