import { arrayOf, integerIn, ofKind } from '@buridan/core'
import { Bsgs } from '../chain/bsgs.js'
import type { FiniteGroup } from './finite-group.js'

/**
 * The pointwise stabilizer of points of a permutation group.
 *
 * @param points - points 0..degree−1, any number of them
 * @throws InvalidArgumentError if a point is out of range
 * @remarks O(n² log³ |G|) for most groups: a stabilizer chain whose base starts with the points.
 *
 * @example
 * ```ts
 * import { pointwiseStabilizer, symmetric } from '@buridan/permutations'
 * console.log(pointwiseStabilizer(symmetric(5), [0, 1]).order) // → 6n
 * ```
 */
export function pointwiseStabilizer(group: FiniteGroup, points: readonly number[]): FiniteGroup {
  ofKind(group, 'group', 'finite group')
  for (const p of arrayOf(points, 'points')) integerIn(p, 0, group.degree - 1, 'point')
  const base = [...new Set(points)]
  const chain = new Bsgs(group.degree, group.ownGenerators, { base, order: group.order })
  return group.subgroupOf(chain.ownLevels[base.length]?.generators ?? [])
}
