import { compose, inverse, type Permutation, permutation } from '@buridan/core'
import type { LieElement } from '../lie/lie-factors.js'
import { type AnyGroup, type ElementOf, isLie } from './any-group.js'

/** An element of the size and the kind of its group. O(entries). @throws RepresentationMismatchError | InvalidPermutationError if it is not */
export function elementOfGroup<G extends AnyGroup>(group: G, g: ElementOf<G>): ElementOf<G> {
  const checked: LieElement | Permutation = isLie(group)
    ? group.checkedElement(g)
    : permutation(g as Permutation, group.degree)
  return checked as ElementOf<G>
}

/** g⁻¹, unchecked. */
export function inverseOf<G extends AnyGroup>(group: G, g: ElementOf<G>): ElementOf<G> {
  const inverted: LieElement | Permutation = isLie(group)
    ? group.invertedElement(g)
    : inverse(g as Permutation)
  return inverted as ElementOf<G>
}

/** gh, unchecked: h acts first. */
export function productOf<G extends AnyGroup>(group: G, g: ElementOf<G>, h: ElementOf<G>): ElementOf<G> {
  const product: LieElement | Permutation = isLie(group)
    ? group.multipliedElements(g, h)
    : compose(g as Permutation, h as Permutation)
  return product as ElementOf<G>
}
