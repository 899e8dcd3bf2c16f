import { knownOptions, shown } from '@buridan/core'
import { type AnyRepresentation, InvalidArgumentError } from '@buridan/groups'
import type { BasisBlock } from './shared-blocks.js'

/** The largest arrays built unless asked for larger ones. */
const DEFAULT_MAX_BYTES = 2 ** 30

/** The most bytes that a matrix may take, Infinity for any. @throws InvalidArgumentError if it is no number ≥ 0 */
export function byteLimit(options: { readonly maxBytes?: number }): number {
  const { maxBytes = DEFAULT_MAX_BYTES } = knownOptions(options, { maxBytes: true }, 'materialize')
  if (typeof maxBytes !== 'number' || !(maxBytes >= 0)) {
    throw new InvalidArgumentError(`maxBytes is ${shown(maxBytes)}; it must be a number ≥ 0`)
  }
  return maxBytes
}

/** The coordinates of representations as blocks have them: coordinate k of the blocks is number order[k]; undefined if the same. */
export interface BlockOrder {
  readonly in: Uint32Array | undefined
  readonly out: Uint32Array | undefined
}

/** What an equivariant basis is made of. */
export interface BlockBasis {
  readonly repIn: AnyRepresentation
  readonly repOut: AnyRepresentation
  readonly blocks: readonly BasisBlock[]
  readonly order: BlockOrder
  /** Adds Σ c_k Q_k to w. */
  applyInto(c: Float64Array, w: Float64Array): void
}

/** A vector in the blocks' order of coordinates. */
export function reordered(v: Float64Array, order: Uint32Array | undefined): Float64Array {
  return order ? Float64Array.from(order, (k) => v[k]!) : v
}

/**
 * A vector back in the representation's order of coordinates.
 *
 * @throws InvalidArgumentError if an entry is not finite: products of large numbers may be beyond float64
 */
export function restored(v: Float64Array, order: Uint32Array | undefined): Float64Array {
  if (!v.every(Number.isFinite)) throw new InvalidArgumentError('the product overflows: use smaller numbers')
  if (!order) return v
  const out = new Float64Array(v.length)
  for (let k = 0; k < v.length; k++) out[order[k]!] = v[k]!
  return out
}
