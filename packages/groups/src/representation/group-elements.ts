import {
  compose,
  finiteVector,
  integerIn,
  inverse,
  objectOf,
  ofKind,
  type Permutation,
  permutation,
  RepresentationMismatchError,
  type Rng,
  rngOf,
} from '@buridan/core'
import { randomElement } from '@buridan/permutations'
import { type ComplexMatrix, inverseMatrix, multiplyMatrices } from '../lie/complex-matrix.js'
import type { FactorElement } from '../lie/lie-group.js'

import { type AnyGroup, type GroupElement, isLie } from './any-group.js'

/**
 * g⁻¹ for an element of a group of any kind.
 *
 * @param g - a permutation of 0..n−1, a matrix `{ n, re, im? }` of n × n numbers, row-major, or a list of these
 * @throws InvalidPermutationError for an array that is not a permutation
 * @throws InvalidArgumentError for numbers that are not finite, and for matrices above size 4096
 * @throws RepresentationMismatchError for a matrix without exactly n × n entries
 * @remarks O(n) for a permutation, O(n³) for a matrix. A matrix without an inverse is not refused: entries of the result need not be finite.
 *
 * @example
 * ```ts
 * import { inverseElement } from '@buridan/groups'
 * console.log(inverseElement(Uint32Array.of(1, 2, 0))) // → Uint32Array(3) [ 2, 0, 1 ]
 * ```
 */
export function inverseElement<E extends GroupElement>(g: E): E {
  return (
    isProductElement(g)
      ? g.map((part) => inverseOf(checkedPart(part)))
      : inverseOf(checkedPart(g as FactorElement))
  ) as E
}

/** A permutation, or a square matrix of finite numbers. */
function checkedPart(part: FactorElement): FactorElement {
  if (!('n' in objectOf(part, 'an element'))) return permutation(part as Permutation)
  const { n, re, im } = part as ComplexMatrix
  integerIn(n, 0, 4096, 'the size of a matrix')
  finiteVector(re, n * n, 're of a matrix')
  if (im !== undefined) finiteVector(im, n * n, 'im of a matrix')
  return part
}

function isProductElement(g: GroupElement): g is readonly FactorElement[] {
  return Array.isArray(g)
}

function inverseOf(g: Permutation | ComplexMatrix): Permutation | ComplexMatrix {
  return 'n' in g ? inverseMatrix(g) : inverse(g)
}

/**
 * gh for elements of one group of any kind: h acts first.
 *
 * @param g - as for {@link inverseElement}
 * @throws RepresentationMismatchError for elements of groups of different kinds or sizes
 * @throws InvalidPermutationError for an array that is not a permutation
 * @throws InvalidArgumentError for numbers that are not finite, and for matrices above size 4096
 * @remarks O(n) for permutations, O(n³) for matrices.
 *
 * @example
 * ```ts
 * import { multiplyElements } from '@buridan/groups'
 * console.log(multiplyElements(Uint32Array.of(1, 2, 0), Uint32Array.of(1, 0, 2))) // → Uint32Array(3) [ 2, 1, 0 ]
 * ```
 */
export function multiplyElements<E extends GroupElement>(g: E, h: E): E {
  if (isProductElement(g) && isProductElement(h) && g.length === h.length) {
    return g.map((a, i) => multiplyParts(checkedPart(a), checkedPart(h[i]!))) as GroupElement as E
  }
  if (isProductElement(g) || isProductElement(h)) mismatch()
  return multiplyParts(checkedPart(g as FactorElement), checkedPart(h as FactorElement)) as GroupElement as E
}

function multiplyParts(a: FactorElement, b: FactorElement): FactorElement {
  if ('n' in a && 'n' in b && a.n === b.n) return multiplyMatrices(a, b)
  if ('n' in a || 'n' in b || a.length !== b.length) mismatch()
  return compose(a, b)
}

function mismatch(): never {
  throw new RepresentationMismatchError('elements of two groups cannot be multiplied')
}

/**
 * An element drawn uniformly: from a finite group with equal chances, from a compact group by Haar's measure.
 *
 * @returns a permutation of the group's points, a matrix `{ n, re, im? }`, or a list of one of these for each factor
 * @throws UnsupportedError for groups that are not compact, which have no uniform distribution
 * @throws InvalidArgumentError if `group` is not a group, or `random` not an `Rng`
 * @remarks O(base · degree) for finite groups, O(n³) for matrices of size n, for products the sum over the factors.
 *
 * @example
 * ```ts
 * import { orthogonal, rng, symmetric, uniformElement } from '@buridan/groups'
 * console.log(Object.keys(uniformElement(symmetric(4), rng(1))).length) // → 4
 * console.log('n' in uniformElement(orthogonal(3), rng(1))) // → true
 * ```
 */
export function uniformElement(group: AnyGroup, random: Rng): GroupElement {
  ofKind(group, 'group', 'finite group', 'Lie group', 'product of groups')
  rngOf(random, 'random')
  return isLie(group) ? group.haarSample(random) : randomElement(group, random)
}
