import { carried, carry } from './carried.js'
import type { LieGroup, MixedProduct } from './lie-group.js'
import type { LieRepresentation } from './lie-representation.js'

/** A representation as a direct sum of tensors: coordinate k of `sum` is coordinate `positions[k]` of the original. */
export interface DistributedRepresentation {
  readonly sum: LieRepresentation
  /** Undefined where the order of coordinates is the same. */
  readonly positions: Uint32Array | undefined
}

/** The algebra of representations of Lie groups and their products with finite groups. */
export interface LieOperations {
  trivial(group: LieGroup | MixedProduct): LieRepresentation
  base(group: LieGroup | MixedProduct): LieRepresentation
  factor(group: LieGroup | MixedProduct, factor: number): LieRepresentation
  dual(rep: LieRepresentation): LieRepresentation
  sum(...reps: readonly LieRepresentation[]): LieRepresentation
  multiple(count: number, rep: LieRepresentation): LieRepresentation
  product(...reps: readonly LieRepresentation[]): LieRepresentation
  power(rep: LieRepresentation, k: number): LieRepresentation
  /** T(p, q) = V^⊗p ⊗ V*^⊗q. */
  tensor(group: LieGroup | MixedProduct, p: number, q?: number): LieRepresentation
  distributed(rep: LieRepresentation): DistributedRepresentation
}

// Groups come with their algebra, so that what is of finite groups only has nothing of it in its bundle.
const OPERATIONS = Symbol.for('@buridan/lie-operations')

export function withOperations<G extends LieGroup | MixedProduct>(group: G, its: LieOperations): G {
  return carry(group, OPERATIONS, its)
}

export function operationsOf(group: LieGroup | MixedProduct): LieOperations {
  return carried<LieOperations>(group, OPERATIONS)!
}
