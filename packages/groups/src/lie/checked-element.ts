import {
  finiteVector,
  InvalidArgumentError,
  objectOf,
  permutation,
  RepresentationMismatchError,
  shown,
} from '@buridan/core'
import { FiniteGroup } from '@buridan/permutations'
import type { ComplexMatrix } from './complex-matrix.js'
import { type AlgebraElement, factorsOf, type LieElement } from './lie-factors.js'
import { type Factor, type FactorElement, LieGroup, type MixedProduct } from './lie-group.js'

/** The parts of an element, one for each factor, each of the size and the kind of its factor. O(entries). */
export function checkedElement(group: LieGroup | MixedProduct, g: LieElement): readonly FactorElement[] {
  const parts: readonly FactorElement[] = Array.isArray(g) ? g : [objectOf(g, 'an element') as ComplexMatrix]
  const factors = factorsOf(group)
  if (parts.length !== factors.length) {
    throw new RepresentationMismatchError(
      `an element of ${group.name} has ${factors.length} parts, not ${parts.length}`,
    )
  }
  return factors.map((f, i) => checkedPart(f, parts[i]!))
}

function checkedPart(factor: Factor, part: FactorElement): FactorElement {
  return factor instanceof FiniteGroup
    ? permutation(part as ArrayLike<number>, factor.degree)
    : checkedMatrix(part as ComplexMatrix, factor)
}

function checkedMatrix(matrix: ComplexMatrix, { dim, name }: LieGroup): ComplexMatrix {
  const { n, re, im } = objectOf(matrix, `an element of ${name}`)
  if (n !== dim) {
    throw new RepresentationMismatchError(
      `an element of ${name} is a ${dim} × ${dim} matrix { n, re, im? }; n is ${shown(n)}`,
    )
  }
  const real = finiteVector(re, dim * dim, `re of an element of ${name}`)
  return im === undefined
    ? { n, re: real }
    : { n, re: real, im: finiteVector(im, dim * dim, `im of an element of ${name}`) }
}

/** An element of the basis of a factor's Lie algebra. */
export function checkedAlgebraElement(group: LieGroup | MixedProduct, a: AlgebraElement): AlgebraElement {
  const { factor, index } = objectOf(a, 'an element of the Lie algebra')
  const of = Number.isInteger(factor) ? factorsOf(group)[factor] : undefined
  if (!(of instanceof LieGroup) || !Number.isInteger(index) || of.algebra[index] === undefined) {
    throw new InvalidArgumentError(
      `{ factor: ${shown(factor)}, index: ${shown(index)} } is no basis element of the Lie algebra of ${group.name}`,
    )
  }
  return a
}
