import { compose, inverse, type Permutation, permutation } from '@buridan/core'
import { checkedElement } from '../lie/checked-element.js'
import { type ComplexMatrix, inverseMatrix, multiplyMatrices } from '../lie/complex-matrix.js'
import type { FactorElement } from '../lie/lie-group.js'
import { type AnyGroup, type ElementOf, type GroupElement, isLie } from './any-group.js'

/** An element of the size and the kind of its group. O(entries). @throws RepresentationMismatchError | InvalidPermutationError if it is not */
export function elementOfGroup<G extends AnyGroup>(group: G, g: ElementOf<G>): ElementOf<G> {
  return (
    isLie(group) ? checkedElement(group, g as ComplexMatrix) : permutation(g as Permutation, group.degree)
  ) as ElementOf<G>
}

/** g⁻¹, unchecked. */
export function inverseOf<E extends GroupElement>(g: E): E {
  return (isList(g) ? g.map(invertedPart) : invertedPart(g as FactorElement)) as E
}

/** gh, unchecked: h acts first. */
export function productOf<E extends GroupElement>(g: E, h: E): E {
  return (
    isList(g)
      ? g.map((part, i) => partProduct(part, (h as readonly FactorElement[])[i]!))
      : partProduct(g as FactorElement, h as FactorElement)
  ) as E
}

function isList(g: GroupElement): g is readonly FactorElement[] {
  return Array.isArray(g)
}

function invertedPart(g: FactorElement): FactorElement {
  return 'n' in g ? inverseMatrix(g) : inverse(g)
}

function partProduct(a: FactorElement, b: FactorElement): FactorElement {
  return 'n' in a ? multiplyMatrices(a, b as ComplexMatrix) : compose(a, b as Permutation)
}
