import {
  elementsOf,
  type FiniteGroup,
  LISTING_LIMITS,
  type Representation,
  UnsupportedError,
} from '@buridan/groups'
import { orbitMeans } from '../../core/orbit-means.js'

/**
 * The mean of ρ(h)v over a subgroup: by orbits of coordinates if elements permute them up to signs, otherwise by going through the
 * elements.
 *
 * @throws UnsupportedError for other representations of a subgroup that is too large to go through
 */
export function meanOverGroup(rep: Representation, group: FiniteGroup): (v: Float64Array) => Float64Array {
  if (rep.isMonomial) {
    const moves = group.generators.map((g) => rep.monomial(g))
    return (v) => orbitMeans(moves, v)
  }
  if (group.order > LISTING_LIMITS.order) {
    throw new UnsupportedError(
      `${group.shortName} of order ${group.order} is too large to list, and ${rep.text} permutes no coordinates: vectors are not projected`,
    )
  }
  const list = elementsOf(group)
  return (v) => {
    const [sum, image] = [new Float64Array(v.length), new Float64Array(v.length)]
    for (let k = 0; k < list.order; k++) {
      image.fill(0)
      rep.applyInto(list.view(k), v, 0, image, 0)
      for (let i = 0; i < sum.length; i++) sum[i]! += image[i]! / list.order
    }
    return sum
  }
}
