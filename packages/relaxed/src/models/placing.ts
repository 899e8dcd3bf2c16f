import type { GroupElement, Rng } from '@buridan/groups'
import type { FixedProjection } from '../fixed/fixed-projection.js'
import type { AnswerLaw } from './symmetry-breaker.js'

/**
 * How a sample is put before a network: it sees ρ_in(g)⁻¹x and maybe some more numbers, and its answer is moved by ρ_out(g).
 * For a network that is equivariant in both, this is the same as giving it x and the numbers moved by g.
 */
export interface Placed {
  /** ρ_in(g)⁻¹ x. */
  readonly canonical: Float64Array
  /** g, undefined for the identity. */
  readonly frame?: GroupElement | undefined
  /** Numbers that the network gets beside the input. */
  readonly extra?: ArrayLike<number>
  /** What the network's answer is projected by before it is moved; undefined for the identity. */
  readonly projection?: FixedProjection
}

/** What a method does to samples before the network and after. */
export interface Placing {
  /** The number of additional numbers. */
  readonly extraDim: number
  readonly answers: AnswerLaw
  /**
   * @param x - checked, and the same array for the same sample, so that what is found can be kept
   * @param random - for what is drawn anew each time
   */
  place(x: Float64Array, random: Rng, training: boolean): Placed
}

/** Keeps what a function found for an array as long as the array lives. */
export function kept<T>(find: (x: Float64Array) => T): (x: Float64Array) => T {
  const known = new WeakMap<Float64Array, { readonly value: T }>()
  return (x) => {
    const found = known.get(x) ?? { value: find(x) }
    known.set(x, found)
    return found.value
  }
}
