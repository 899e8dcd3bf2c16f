import { euclideanNorm, inverse, type Permutation } from '@buridan/core'
import { elementsOf } from '@buridan/permutations'
import { keepGreatest } from '../images/greatest-image.js'
import type { Representation } from '../representation/representation.js'
import type { Canonical } from './canonical.js'

/**
 * The lexicographically greatest of the images ρ(g)x. Coordinates that differ by at most the tolerance are equal: for
 * one coordinate after the other, the images within the tolerance of the greatest stay.
 */
export function greatestOfList(
  rep: Representation,
  x: Float64Array,
  tolerance: number,
): Canonical<Permutation> {
  const { dim } = rep
  const list = elementsOf(rep.group)
  const images = new Float64Array(list.order * dim)
  for (let g = 0; g < list.order; g++) rep.applyInto(list.view(g), x, 0, images, g * dim)
  const found = new Int32Array(list.order)
  keepGreatest(found, list.order, dim, (g, i) => images[g * dim + i]!, tolerance * euclideanNorm(x))
  const g = found[0]!
  return { element: inverse(list.view(g)), point: images.slice(g * dim, (g + 1) * dim) }
}
