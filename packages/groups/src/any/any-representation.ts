import {
  InvalidArgumentError,
  isKind,
  ofKind,
  type Permutation,
  RepresentationMismatchError,
  type Rng,
  rngOf,
  shown,
} from '@buridan/core'
import { type FiniteGroup, randomElement as randomPermutation } from '@buridan/permutations'
import type { LieElement } from '../lie/lie-factors.js'
import type { LieGroup, MixedProduct } from '../lie/lie-group.js'
import type { LieRepresentation } from '../lie/lie-representation.js'
import { type LieOperations, operationsOf } from '../lie/operations-of.js'
import { isSameLieGroup } from '../lie/same-lie-group.js'

import * as finite from '../representation/algebra.js'
import {
  baseRepresentation as finiteBase,
  factorRepresentation as finiteFactor,
  trivial as finiteTrivial,
} from '../representation/base-representation.js'
import { type Representation, sameGroup as sameFiniteGroup } from '../representation/representation.js'

/** A group of any kind. */
export type AnyGroup = FiniteGroup | LieGroup | MixedProduct
/** A representation of a group of any kind. */
export type AnyRepresentation = Representation | LieRepresentation
/** An element of a group of any kind: a permutation, a matrix, or one of these for each factor. */
export type GroupElement = Permutation | LieElement
/** The representations of a kind of group. */
export type RepresentationOf<G extends AnyGroup> = G extends FiniteGroup ? Representation : LieRepresentation

/**
 * Whether a group is a Lie group or a product with one.
 *
 * @example
 * ```ts
 * import { cyclic, isLie, orthogonal } from '@buridan/groups'
 * console.log(isLie(orthogonal(3)), isLie(cyclic(3))) // → true false
 * ```
 */
export function isLie(group: AnyGroup): group is LieGroup | MixedProduct {
  return isKind(group, 'Lie group', 'product of groups')
}

/**
 * Whether a representation is one of a Lie group or a product with one.
 *
 * @example
 * ```ts
 * import { cyclic, isLieRepresentation, orthogonal, tensor } from '@buridan/groups'
 * console.log(isLieRepresentation(tensor(orthogonal(3), 1)), isLieRepresentation(tensor(cyclic(3), 1))) // → true false
 * ```
 */
export function isLieRepresentation(rep: AnyRepresentation): rep is LieRepresentation {
  return isKind(rep, 'Lie representation')
}

/**
 * Checks that a value is a representation of any kind.
 *
 * @throws InvalidArgumentError naming what it should have been
 *
 * @example
 * ```ts
 * import { cyclic, representationOf, tensor } from '@buridan/groups'
 * console.log(representationOf(tensor(cyclic(3), 1), 'repIn').dim) // → 3
 * ```
 */
export function representationOf(value: unknown, what: string): AnyRepresentation {
  if (isKind(value, 'representation', 'Lie representation')) return value as AnyRepresentation
  throw new InvalidArgumentError(
    `${what} is ${shown(value)}; it must be a representation, such as tensor(group, 1)`,
  )
}

/** Calls the function for the kind of group or representation; the types say that both give the same kind back. */
function onGroup<G extends AnyGroup>(
  group: G,
  ofFinite: (g: FiniteGroup) => Representation,
  ofLie: (lie: LieOperations, g: LieGroup | MixedProduct) => LieRepresentation,
): RepresentationOf<G> {
  ofKind(group, 'group', 'finite group', 'Lie group', 'product of groups')
  return (
    isLie(group) ? ofLie(operationsOf(group), group) : ofFinite(group as FiniteGroup)
  ) as RepresentationOf<G>
}

/** The same for the kind of representation. */
function onRep<R extends AnyRepresentation>(
  rep: R,
  ofFinite: (r: Representation) => Representation,
  ofLie: (lie: LieOperations, r: LieRepresentation) => LieRepresentation,
): R {
  ofKind(rep, 'rep', 'representation', 'Lie representation')
  return (
    isLieRepresentation(rep) ? ofLie(operationsOf(rep.group), rep) : ofFinite(rep as Representation)
  ) as R
}

function allLie(reps: readonly AnyRepresentation[]): reps is LieRepresentation[] {
  for (const r of reps) representationOf(r, 'a representation')
  const some = reps.some(isLieRepresentation)
  if (some && !reps.every(isLieRepresentation)) {
    throw new RepresentationMismatchError(
      `representations of different groups: ${reps.map((r) => `${r.text} of ${r.group.name}`).join(', ')}`,
    )
  }
  return some
}

function onReps<R extends AnyRepresentation>(
  reps: readonly R[],
  ofFinite: (rs: readonly Representation[]) => Representation,
  ofLie: (lie: LieOperations, rs: readonly LieRepresentation[]) => LieRepresentation,
): R {
  return (
    allLie(reps)
      ? ofLie(operationsOf(reps[0]!.group), reps)
      : ofFinite(reps as readonly AnyRepresentation[] as readonly Representation[])
  ) as R
}

/**
 * The trivial representation T(0): one number that no element changes.
 *
 * @example
 * ```ts
 * import { cyclic, trivial } from '@buridan/groups'
 * console.log(trivial(cyclic(3)).apply([1, 2, 0], [5])[0]) // → 5
 * ```
 */
export function trivial<G extends AnyGroup>(group: G): RepresentationOf<G> {
  return onGroup(group, finiteTrivial, (lie, g) => lie.trivial(g))
}

/**
 * The base representation V: permutation matrices for a permutation group, the matrices themselves for a matrix group.
 *
 * @throws UnsupportedError for a direct product, which has one for each factor: {@link factorRepresentation}
 *
 * @example
 * ```ts
 * import { baseRepresentation, cyclic, orthogonal } from '@buridan/groups'
 * console.log(baseRepresentation(cyclic(3)).apply([1, 2, 0], [5, 6, 7])) // → Float64Array(3) [ 7, 5, 6 ]
 * console.log(baseRepresentation(orthogonal(3)).dim) // → 3
 * ```
 */
export function baseRepresentation<G extends AnyGroup>(group: G): RepresentationOf<G> {
  return onGroup(group, finiteBase, (lie, g) => lie.base(g))
}

/**
 * The base representation of a factor of a direct product (0 for `V_a`), on which the other factors act trivially.
 *
 * @throws UnsupportedError if there is no such factor
 *
 * @example
 * ```ts
 * import { cyclic, directProduct, factorRepresentation, symmetric } from '@buridan/groups'
 * const G = directProduct(cyclic(3), symmetric(4))
 * console.log(factorRepresentation(G, 1).text, factorRepresentation(G, 1).dim) // → V_b 4
 * ```
 */
export function factorRepresentation<G extends AnyGroup>(group: G, factor: number): RepresentationOf<G> {
  return onGroup(
    group,
    (g) => finiteFactor(g, factor),
    (lie, g) => lie.factor(g, factor),
  )
}

/**
 * The tensors T(p, q) = V^⊗p ⊗ V*^⊗q over the group's base representation; T(0) is the trivial one, T(1) is V.
 *
 * @example
 * ```ts
 * import { dihedral, orthogonal, tensor } from '@buridan/groups'
 * console.log(tensor(dihedral(4), 2).dim, tensor(orthogonal(3), 2).dim) // → 16 9
 * ```
 */
export function tensor<G extends AnyGroup>(group: G, p: number, q = 0): RepresentationOf<G> {
  return onGroup(
    group,
    (g) => finite.tensor(g, p, q),
    (lie, g) => lie.tensor(g, p, q),
  )
}

/**
 * The dual representation, ρ*(g) = ρ(g)^{-⊤}; for orthogonal representations the same matrices.
 *
 * @example
 * ```ts
 * import { dihedral, dual, tensor } from '@buridan/groups'
 * console.log(dual(tensor(dihedral(4), 1)).text) // → V*
 * ```
 */
export function dual<R extends AnyRepresentation>(rep: R): R {
  return onRep(rep, finite.dual, (lie, r) => lie.dual(r))
}

/**
 * The direct sum of representations, coordinates one after the other; equal neighbours are kept as multiplicities.
 *
 * @throws RepresentationMismatchError if they are of different groups
 *
 * @example
 * ```ts
 * import { cyclic, directSum, tensor } from '@buridan/groups'
 * const G = cyclic(4)
 * console.log(directSum(tensor(G, 1), tensor(G, 0)).dim) // → 5
 * ```
 */
export function directSum<R extends AnyRepresentation>(...reps: readonly R[]): R {
  for (const each of reps) ofKind(each, 'each of reps', 'representation', 'Lie representation')
  return onReps(
    reps,
    (rs) => finite.directSum(...rs),
    (lie, rs) => lie.sum(...rs),
  )
}

/**
 * `count` copies of a representation, one after the other.
 *
 * @example
 * ```ts
 * import { cyclic, multiple, tensor } from '@buridan/groups'
 * console.log(multiple(3, tensor(cyclic(4), 1)).dim) // → 12
 * ```
 */
export function multiple<R extends AnyRepresentation>(count: number, rep: R): R {
  return onRep(
    rep,
    (r) => finite.multiple(count, r),
    (lie, r) => lie.multiple(count, r),
  )
}

/**
 * The tensor product, ρ_a(g) ⊗ ρ_b(g) ⊗ …; coordinate (i, j) at i · dim_b + j.
 *
 * @throws RepresentationMismatchError if they are of different groups
 *
 * @example
 * ```ts
 * import { cyclic, tensor, tensorProduct } from '@buridan/groups'
 * const V = tensor(cyclic(3), 1)
 * console.log(tensorProduct(V, V).dim) // → 9
 * ```
 */
export function tensorProduct<R extends AnyRepresentation>(...reps: readonly R[]): R {
  for (const each of reps) ofKind(each, 'each of reps', 'representation', 'Lie representation')
  return onReps(
    reps,
    (rs) => finite.tensorProduct(...rs),
    (lie, rs) => lie.product(...rs),
  )
}

/**
 * The k-th tensor power; the trivial representation for k = 0.
 *
 * @example
 * ```ts
 * import { cyclic, tensor, tensorPower } from '@buridan/groups'
 * console.log(tensorPower(tensor(cyclic(3), 1), 2).text) // → V^2
 * ```
 */
export function tensorPower<R extends AnyRepresentation>(rep: R, k: number): R {
  return onRep(
    rep,
    (r) => finite.tensorPower(r, k),
    (lie, r) => lie.power(r, k),
  )
}

/**
 * Checks that two representations are of one group (the same value, or one parsed from the same text).
 *
 * @throws RepresentationMismatchError if they are not
 *
 * @example
 * ```ts
 * import { cyclic, sameGroup, tensor } from '@buridan/groups'
 * sameGroup(tensor(cyclic(3), 1), tensor(cyclic(3), 2)) // does not throw
 * ```
 */
export function sameGroup(a: AnyRepresentation, b: AnyRepresentation): void {
  if (!allLie([a, b])) sameFiniteGroup(a as Representation, b as Representation)
  else if (!isSameLieGroup(a.group as LieGroup, b.group as LieGroup)) {
    throw new RepresentationMismatchError(
      `representations of different groups: ${a.text} of ${a.group.name}, ${b.text} of ${b.group.name}`,
    )
  }
}

/**
 * A random element: uniform for finite groups, for Lie groups some element of any component, not uniform.
 *
 * @example
 * ```ts
 * import { orthogonal, randomElement, rng, symmetric } from '@buridan/groups'
 * console.log(randomElement(symmetric(4), rng(1)).length) // → 4
 * console.log(randomElement(orthogonal(3), rng(1)).n) // → 3
 * ```
 */
export function randomElement(group: FiniteGroup, random: Rng): Permutation
export function randomElement(group: LieGroup, random: Rng): ReturnType<LieGroup['randomElement']>
export function randomElement(group: AnyGroup, random: Rng): GroupElement
export function randomElement(group: AnyGroup, random: Rng): GroupElement {
  ofKind(group, 'group', 'finite group', 'Lie group', 'product of groups')
  rngOf(random, 'random')
  return isLie(group) ? group.randomElement(random) : randomPermutation(group, random)
}

/**
 * ρ(g) x for a group of any kind.
 *
 * @throws RepresentationMismatchError | InvalidArgumentError | UnsupportedError on bad input, or if ρ is complex
 *
 * @example
 * ```ts
 * import { act, orthogonal, randomElement, rng, tensor } from '@buridan/groups'
 * const V = tensor(orthogonal(3), 1)
 * console.log(act(V, randomElement(V.group, rng(0)), [1, 0, 0]).length) // → 3
 * ```
 */
export function act(rep: AnyRepresentation, g: GroupElement, x: ArrayLike<number>): Float64Array {
  ofKind(rep, 'rep', 'representation', 'Lie representation')
  return isLieRepresentation(rep) ? rep.apply(g as LieElement, x) : rep.apply(g as Permutation, x)
}
