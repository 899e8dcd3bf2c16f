import { InvalidArgumentError, isKind, shown } from '@buridan/core'
import { type Factor, LieGroup, type LieGroupFacts, MixedProduct } from './lie-group.js'
import { lie } from './lie-operations.js'
import { withOperations } from './operations-of.js'

/** A Lie group with the algebra of its representations. */
export function lieGroup(facts: LieGroupFacts): LieGroup {
  return withOperations(new LieGroup(facts), lie)
}

/**
 * The direct product of Lie groups and finite groups, one at least. Each factor's base representation is `V_a`, `V_b`, ….
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
  return withOperations(new MixedProduct(factors), lie)
}
