import {
  compose as composeUnchecked,
  cycles as cyclesUnchecked,
  identityPermutation as identityUnchecked,
  integerIn,
  inverse as inverseUnchecked,
  isIdentity as isIdentityUnchecked,
  MAX_DEGREE,
  type Permutation,
  permutation,
} from '@buridan/core'
// The public operations on permutations, with checks. Inner loops call the unchecked ones of permutation.ts.

/**
 * The identity permutation of n points. O(n).
 *
 * @throws InvalidArgumentError if n is not an integer from 0 to 2²⁴
 *
 * @example
 * ```ts
 * import { identityPermutation } from '@buridan/permutations'
 * console.log([...identityPermutation(3)]) // → [ 0, 1, 2 ]
 * ```
 */
export function identityPermutation(n: number): Permutation {
  integerIn(n, 0, MAX_DEGREE, 'n')
  return identityUnchecked(n)
}

/**
 * The product g∘h as a permutation, h first: (gh)(i) = g(h(i)), so that ρ(gh) = ρ(g)ρ(h).
 *
 * @param g - a permutation of n points
 * @param h - a permutation of n points
 * @throws InvalidPermutationError if g or h is not a permutation
 * @throws RepresentationMismatchError if they have different degrees
 * @remarks O(n).
 *
 * @example
 * ```ts
 * import { compose, permutation } from '@buridan/permutations'
 * console.log([...compose(permutation([1, 2, 0]), permutation([1, 0, 2]))]) // → [ 2, 1, 0 ]
 * ```
 */
export function compose(g: Permutation, h: Permutation): Permutation {
  return composeUnchecked(permutation(g), permutation(h))
}

/**
 * The inverse of a permutation g of n points. O(n).
 *
 * @throws InvalidPermutationError if g is not a permutation
 *
 * @example
 * ```ts
 * import { inverse, permutation } from '@buridan/permutations'
 * console.log([...inverse(permutation([1, 2, 0]))]) // → [ 2, 0, 1 ]
 * ```
 */
export function inverse(g: Permutation): Permutation {
  return inverseUnchecked(permutation(g))
}

/**
 * Whether a permutation g of n points fixes all of them. O(n).
 *
 * @throws InvalidPermutationError if g is not a permutation
 *
 * @example
 * ```ts
 * import { isIdentity, permutation } from '@buridan/permutations'
 * console.log(isIdentity(permutation([0, 1, 2]))) // → true
 * ```
 */
export function isIdentity(g: Permutation): boolean {
  return isIdentityUnchecked(permutation(g))
}

/**
 * A permutation g of n points in disjoint cycles, as mathematicians write it: `(0 1 2)(3 4)`; the identity is `()`. O(n).
 *
 * @throws InvalidPermutationError if g is not a permutation
 *
 * @example
 * ```ts
 * import { cycles, permutation } from '@buridan/permutations'
 * console.log(cycles(permutation([1, 2, 0, 4, 3]))) // → (0 1 2)(3 4)
 * ```
 */
export function cycles(g: Permutation): string {
  return cyclesUnchecked(permutation(g))
}
