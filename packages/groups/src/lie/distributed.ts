import { ofKind } from '@buridan/core'
import type { LieRepresentation } from './lie-representation.js'
import { type DistributedRepresentation, operationsOf } from './operations-of.js'

/**
 * Distributes tensor products over direct sums, so that every summand is a tensor over base representations.
 *
 * @remarks O(dim).
 *
 * @example
 * ```ts
 * import { distributed, orthogonal, parseRepresentation } from '@buridan/groups'
 * const { sum } = distributed(parseRepresentation(orthogonal(3), '(V+T(0))*(V+T(0))'))
 * console.log(sum.text) // → T(2)+2*V+T(0)
 * ```
 */
export function distributed(rep: LieRepresentation): DistributedRepresentation {
  ofKind(rep, 'rep', 'Lie representation')
  return rep.summands.every((s) => s.rep.axes)
    ? { sum: rep, positions: undefined }
    : operationsOf(rep.group).distributed(rep)
}
