import type { Signal } from '@buridan/core'
import type { EmlpOptions, Hidden } from '@buridan/emlp'
import {
  type AnyGroup,
  type AnyRepresentation,
  baseRepresentation,
  directSum,
  FiniteGroup,
  factorRepresentation,
  LieGroup,
  MixedProduct,
  multiple,
} from '@buridan/groups'

/** Options of all methods; those that a method has no use for it does not look at. */
export interface BreakerOptions {
  readonly repIn: AnyRepresentation
  readonly repOut: AnyRepresentation
  /** The hidden representation or its number of channels, 64 by default; a perceptron without symmetry takes its dimension. */
  readonly hidden?: Hidden
  /** The number of hidden blocks, 3 by default. */
  readonly layers?: number
  /**
   * What noise, symmetry-breaking objects and learned vectors are in; by default {@link breakingRepresentation}, in which
   * generic vectors have no symmetry.
   */
  readonly extra?: AnyRepresentation
  /** Relative tolerance of stabilizers and canonical forms, 1e-6 by default; what strict models symmetrize is never less exact than that. */
  readonly tolerance?: number
  /** Seed of the weights at the start; drawn anew by default, so that two models differ, and said by `seed` of the model. */
  readonly seed?: number
  /**
   * What is done with warnings: of information bottlenecks, of inputs whose symmetry is doubtful, and of a strict model that was trained below
   * the floor; by default they go to the console.
   */
  readonly onWarning?: NonNullable<EmlpOptions['onWarning']>
  /** Ends the making of a model with an AbortedError: looked at for each sample, and before weights are made. */
  readonly signal?: Signal
}

/** Options of the relaxed network beside those of all methods. */
export interface RelaxedOptions extends BreakerOptions {
  /** Which linear layer breaks symmetry, 0 the first, `layers` the last, the default. All others are equivariant. */
  readonly breakAt?: number
  /** Inputs whose orbit types the model shall break; by default all orbit types of ρ_in. Others are answered equivariantly. */
  readonly samples?: readonly ArrayLike<number>[]
  /** Size of the symmetry-breaking weights at the start, 0.1 by default; 0 starts exactly equivariant. */
  readonly breaking?: number
  /**
   * Whether orbit types whose stabilizer no linear layer can break are broken all the same, by canonical frames; true by
   * default. `breakable` tells which these are.
   */
  readonly complete?: boolean
}

/** Options of `symmetryBreaker`. */
export interface SymmetryBreakerOptions extends RelaxedOptions {
  /** How many trainable numbers the model shall have, as near as copies of hidden summands allow; by default those of `hidden`. */
  readonly parameters?: number
}

/** What a model needs beside its network to answer. */
export interface BreakerSettings {
  readonly extra?: AnyRepresentation | undefined
  readonly tolerance?: number | undefined
  readonly seed: number
}

/**
 * The least representation made of base spaces in which generic vectors have a trivial stabilizer: V for a finite group, d copies
 * of it for a Lie group on ℝᵈ, these for each factor of a product.
 *
 * @throws InvalidArgumentError if the value is not a group
 * @remarks O(factors).
 *
 * @example
 * ```ts
 * import { breakingRepresentation } from '@buridan/relaxed'
 * import { parseAnyGroup, symmetric } from '@buridan/groups'
 * console.log(breakingRepresentation(symmetric(5)).text) // → V
 * console.log(breakingRepresentation(parseAnyGroup('O(3)xS(5)')).text) // → 3*V_a+V_b
 * ```
 */
export function breakingRepresentation(group: AnyGroup): AnyRepresentation {
  const factors = factorsWithIndex(group)
  return directSum(
    ...factors.map(({ factor, base }) => (factor instanceof LieGroup ? multiple(factor.dim, base) : base)),
  )
}

function factorsWithIndex(group: AnyGroup): { factor: AnyGroup; base: AnyRepresentation }[] {
  const list =
    group instanceof MixedProduct
      ? group.factors
      : group instanceof FiniteGroup && group.base.kind === 'product'
        ? group.base.factors.map((f) => f.group)
        : undefined
  if (!list) return [{ factor: group, base: baseRepresentation(group) }]
  return list.map((factor, i) => ({ factor, base: factorRepresentation(group, i) }))
}
