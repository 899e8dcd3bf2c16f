import { ofKind, shown, UnsupportedError } from '@buridan/core'
import type { FiniteGroup } from '@buridan/permutations'
import type { Factor, LieGroup } from '../lie/lie-group.js'
import { type AnyGroup, isLie } from './any-group.js'
import { form } from './form.js'
import { FactorRepresentation, LieBase } from './lie-base.js'
import { MonomialRepresentation } from './monomial-representation.js'
import { onSpace, PointRepresentation } from './point-representations.js'
import type { AnyRepresentation, LieRepresentation, Representation } from './representation.js'
import type { Monomial, PointAxis, TensorAxis } from './tensor-index.js'

/** The representations of a kind of group. */
export type RepresentationOf<G extends AnyGroup> = G extends FiniteGroup ? Representation : LieRepresentation

/** The one-dimensional trivial representation, T(0). */
class TrivialRepresentation<G extends AnyGroup> extends MonomialRepresentation<G> {
  constructor(group: G) {
    super(group, 1, 'permutation', 'T(0)', form('trivial'))
  }

  override get pointAxes(): readonly PointAxis[] {
    return []
  }

  override get axes(): readonly TensorAxis[] {
    return []
  }

  override monomial(): Monomial {
    return { image: Uint32Array.of(0), sign: Int8Array.of(1) }
  }
}

/**
 * The trivial representation T(0): one number that no element changes.
 *
 * @throws InvalidArgumentError if `group` is not a group
 * @remarks O(1).
 *
 * @example
 * ```ts
 * import { cyclic, trivial } from '@buridan/groups'
 * console.log(trivial(cyclic(3)).apply([1, 2, 0], [5])[0]) // → 5
 * ```
 */
export function trivial<G extends AnyGroup>(group: G): RepresentationOf<G> {
  const made: AnyRepresentation = isLie(ofGroup(group))
    ? new TrivialRepresentation(group as Exclude<AnyGroup, FiniteGroup>)
    : new TrivialRepresentation(group as FiniteGroup)
  return made as RepresentationOf<G>
}

/**
 * The base representation V: permutation matrices for a permutation group, the matrices themselves for a matrix group.
 *
 * @throws UnsupportedError for a direct product, which has one for each factor: {@link factorRepresentation}
 * @throws InvalidArgumentError if `group` is not a group
 * @remarks O(1).
 *
 * @example
 * ```ts
 * import { baseRepresentation, cyclic, orthogonal } from '@buridan/groups'
 * console.log(baseRepresentation(cyclic(3)).apply([1, 2, 0], [5, 6, 7])) // → Float64Array(3) [ 7, 5, 6 ]
 * console.log(baseRepresentation(orthogonal(3)).dim) // → 3
 * ```
 */
export function baseRepresentation<G extends AnyGroup>(group: G): RepresentationOf<G> {
  const made = madeBase(ofGroup(group))
  if (!made) {
    throw new UnsupportedError(
      `the product ${group.name} has no base representation V; use its factors' V_a, V_b, …`,
    )
  }
  return made as RepresentationOf<G>
}

function madeBase(group: AnyGroup): AnyRepresentation | undefined {
  if (!isLie(group)) return onSpace(group, group, 0, 'V')
  return 'factors' in group ? undefined : new LieBase(group)
}

/**
 * The base representation of a factor of a direct product (0 for `V_a`), on which the other factors act trivially.
 *
 * @throws UnsupportedError if there is no such factor
 * @throws InvalidArgumentError if `group` is not a group
 * @remarks O(1).
 *
 * @example
 * ```ts
 * import { cyclic, directProduct, factorRepresentation, symmetric } from '@buridan/groups'
 * const G = directProduct(cyclic(3), symmetric(4))
 * console.log(factorRepresentation(G, 1).text, factorRepresentation(G, 1).dim) // → V_b 4
 * ```
 */
export function factorRepresentation<G extends AnyGroup>(group: G, factor: number): RepresentationOf<G> {
  const made = madeFactor(ofGroup(group), factor)
  if (!made) throw noFactor(group, factor)
  return made as RepresentationOf<G>
}

function ofFactor(factor: Factor): Representation | Representation<LieGroup> {
  return 'algebra' in factor ? new LieBase(factor) : baseRepresentation(factor)
}

function madeFactor(group: AnyGroup, factor: number): AnyRepresentation | undefined {
  if (!Number.isInteger(factor) || factor < 0) return undefined
  const text = `V_${String.fromCharCode(97 + factor)}`
  if (isLie(group)) {
    const found = 'factors' in group ? group.factors[factor] : undefined
    if (!('factors' in group) || !found) return undefined
    return new FactorRepresentation(group, factor, ofFactor(found), text)
  }
  const found = group.ownBase.kind === 'product' ? group.ownBase.factors[factor] : undefined
  return found && onSpace(group, found.group, found.offset, text, form('factor', { detail: `${factor}` }))
}

/**
 * The permutation representation of a group on its points, whatever its base space: for a matrix group the orbit of
 * the standard basis, for a product all factors' points, or those of one factor. In text `P`, and `P_a`, `P_b` for factors.
 *
 * @param factor - the number of a factor of a direct product, 0 for `P_a`
 * @throws InvalidArgumentError unless the group is finite
 * @throws UnsupportedError if there is no such factor
 * @remarks O(1).
 *
 * @example
 * ```ts
 * import { cyclic, directProduct, permutationRepresentation, pointGroup, symmetric } from '@buridan/groups'
 * console.log(permutationRepresentation(pointGroup('Oh')).dim) // → 6
 * console.log(permutationRepresentation(directProduct(cyclic(3), symmetric(4)), 1).text) // → P_b
 * ```
 */
export function permutationRepresentation(group: FiniteGroup, factor?: number): Representation {
  ofKind(group, 'group', 'finite group')
  if (factor === undefined) return new PointRepresentation(group, group.degree, 'P', 0, form('points'))
  const found =
    group.ownBase.kind === 'product' && Number.isInteger(factor) ? group.ownBase.factors[factor] : undefined
  if (!found) throw noFactor(group, factor)
  const text = `P_${String.fromCharCode(97 + factor)}`
  return new PointRepresentation(
    group,
    found.group.degree,
    text,
    found.offset,
    form('points', { detail: `${factor}` }),
  )
}

/** The error for a factor that a group does not have. */
function noFactor(group: AnyGroup, factor: unknown): UnsupportedError {
  return new UnsupportedError(
    `${group.name} has no factor ${shown(factor)}; it is no direct product of that many`,
  )
}

function ofGroup<G extends AnyGroup>(group: G): G {
  return ofKind(group, 'group', 'finite group', 'Lie group', 'product of groups')
}
