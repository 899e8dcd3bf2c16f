import { InvalidArgumentError, isKind, shown } from '@buridan/core'
import { type Factor, MixedProduct } from './lie-group.js'

/**
 * The direct product of one or more Lie groups and finite groups. Each factor's base representation is `V_a`, `V_b`, ….
 *
 * @throws InvalidArgumentError if there is no factor, or one is not a group
 * @remarks O(factors).
 *
 * @example
 * ```ts
 * import { lieProduct, specialOrthogonal, symmetric } from '@buridan/groups'
 * console.log(lieProduct(specialOrthogonal(3), symmetric(5)).name) // → SO(3)xS(5)
 * ```
 */
export function lieProduct(...factors: Factor[]): MixedProduct {
  const isGroup = (f: Factor) => isKind(f, 'finite group', 'Lie group')
  if (factors.length === 0 || !factors.every(isGroup)) {
    throw new InvalidArgumentError(
      `a product is one of Lie groups and finite groups, not of ${shown(factors)}`,
    )
  }
  return new MixedProduct(factors)
}
