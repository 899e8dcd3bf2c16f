import { dimensionOf } from '@buridan/core'
import {
  elementsOf,
  isFiniteRepresentation,
  type Representation,
  sameGroup,
  UnsupportedError,
} from '@buridan/groups'

/**
 * dim Hom_G(ρ_in, ρ_out) from characters, |G|⁻¹ Σ_g χ_out(g) χ_in(g⁻¹), by listing the group: an answer independent of
 * the constraint solvers.
 *
 * @throws TooLargeError if the group is too large to list
 * @throws RepresentationMismatchError if the representations are of different groups
 * @throws AmbiguousToleranceError if the mean is further than 10⁻³ from a whole number: a representation is known to too few digits
 * @remarks O(order · dim).
 *
 * @example
 * ```ts
 * import { characterRank } from '@buridan/constraints'
 * import { symmetric, tensor } from '@buridan/groups'
 * const G = symmetric(5)
 * console.log(characterRank(tensor(G, 2), tensor(G, 2))) // → 15
 * ```
 */
export function characterRank(repIn: Representation, repOut: Representation): number {
  sameGroup(repIn, repOut)
  if (!isFiniteRepresentation(repIn)) {
    throw new UnsupportedError('characters are listed for finite groups only')
  }
  const list = elementsOf(repIn.group)
  let sum = 0
  // real characters: χ(g⁻¹) = χ(g)
  for (let i = 0; i < list.order; i++) sum += repOut.character(list.at(i)) * repIn.character(list.at(i))
  return dimensionOf(sum / list.order, `the maps ${repIn.text} → ${repOut.text}`)
}
