import { arrayOf, integerIn, ofKind } from '@buridan/core'
import { Bsgs } from '../chain/bsgs.js'
import type { FiniteGroup } from './finite-group.js'

/**
 * The pointwise stabilizer of points of a permutation group.
 *
 * @throws InvalidArgumentError if a point is out of range
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
  const chain = new Bsgs(group.degree, group.ownGenerators, {
    base: [...new Set(points)],
    order: group.order,
  })
  const level = chain.levels[new Set(points).size]
  return group.subgroupOf(level ? level.generators : [])
}
