import { identityPermutation, ofKind } from '@buridan/core'
import { type ComplexMatrix, identityMatrix } from './complex-matrix.js'
import type { Factor, FactorElement, LieGroup, MixedProduct } from './lie-group.js'

/** An element of a Lie group (a matrix), or of a mixed product (one element a factor). */
export type LieElement = ComplexMatrix | readonly FactorElement[]

/** An element of the Lie algebra of a factor, by the factor's number and the number in its basis. */
export interface AlgebraElement {
  readonly factor: number
  readonly index: number
}

/**
 * The factors of a product, or the group alone.
 *
 * @throws InvalidArgumentError unless `group` is a Lie group or a product
 * @remarks O(1).
 *
 * @example
 * ```ts
 * import { factorsOf, orthogonal } from '@buridan/groups'
 * console.log(factorsOf(orthogonal(3)).length) // → 1
 * ```
 */
export function factorsOf(group: LieGroup | MixedProduct): readonly Factor[] {
  ofKind(group, 'group', 'Lie group', 'product of groups')
  return 'factors' in group ? group.factors : [group]
}

/**
 * All basis elements of the Lie algebras of the factors.
 *
 * @throws InvalidArgumentError unless `group` is a Lie group or a product
 * @remarks O(dimension of the Lie algebra).
 *
 * @example
 * ```ts
 * import { algebraOf, orthogonal } from '@buridan/groups'
 * console.log(algebraOf(orthogonal(3)).length) // → 3
 * ```
 */
export function algebraOf(group: LieGroup | MixedProduct): AlgebraElement[] {
  ofKind(group, 'group', 'Lie group', 'product of groups')
  return factorsOf(group).flatMap((f, factor) =>
    'ownAlgebra' in f ? f.ownAlgebra.map((_, index) => ({ factor, index })) : [],
  )
}

/**
 * Elements that, with the components of the identity, generate the group: discrete generators, and those of finite factors.
 *
 *
 * @throws InvalidArgumentError unless `group` is a Lie group or a product
 * @remarks O(generators · factors), and the identity of each factor.
 * @returns elements as lists of one element for each factor, even if the group is not a product
 * @example
 * ```ts
 * import { discreteGeneratorsOf, lieProduct, orthogonal, symmetric } from '@buridan/groups'
 * console.log(discreteGeneratorsOf(lieProduct(orthogonal(3), symmetric(4))).length) // → 3
 * ```
 */
export function discreteGeneratorsOf(group: LieGroup | MixedProduct): FactorElement[][] {
  ofKind(group, 'group', 'Lie group', 'product of groups')
  const factors = factorsOf(group)
  const one = factors.map(
    (f): FactorElement => ('ownAlgebra' in f ? identityMatrix(f.dim) : identityPermutation(f.degree)),
  )
  return factors.flatMap((f, i) => {
    const own: readonly FactorElement[] = 'ownAlgebra' in f ? f.discrete : f.generators
    return own.map((g) => one.map((e, j) => (i === j ? g : e)))
  })
}
