import {
  compose,
  composeInto,
  InvalidArgumentError,
  identityPermutation,
  integerIn,
  knownOptions,
  ofKind,
  type Permutation,
  TooLargeError,
} from '@buridan/core'
import type { FiniteGroup } from './finite-group.js'

const MAX_COSETS = 2 ** 20

/**
 * One element of each left coset gH, the identity first, without listing G or H: a coset is identified by its element with
 * the least base images, which a stabilizer chain of H finds.
 *
 * @param options - `limit`: the most cosets to list, 2²⁰ by default
 * @throws InvalidArgumentError if H is not a subgroup of G
 * @throws TooLargeError if there are more cosets
 * @remarks O(cosets · generators · Σ orbits of H · n).
 *
 * @example
 * ```ts
 * import { cosetRepresentatives, pointwiseStabilizer, symmetric } from '@buridan/permutations'
 * const G = symmetric(50)
 * console.log(cosetRepresentatives(G, pointwiseStabilizer(G, [0])).length) // → 50
 * ```
 */
export function cosetRepresentatives(
  group: FiniteGroup,
  subgroup: FiniteGroup,
  options: { limit?: number } = {},
): Permutation[] {
  knownOptions(options, { limit: true }, 'cosetRepresentatives')
  ofKind(group, 'group', 'finite group')
  ofKind(subgroup, 'subgroup', 'finite group')
  const limit = integerIn(options.limit ?? MAX_COSETS, 1, MAX_COSETS, 'limit')
  if (subgroup.degree !== group.degree || !subgroup.ownGenerators.every((g) => group.chain.contains(g))) {
    throw new InvalidArgumentError(`${subgroup.name} is no subgroup of ${group.name}`)
  }
  const index = group.order / subgroup.order
  if (index > BigInt(limit)) throw new TooLargeError(`${index} cosets are refused: the limit is ${limit}`)
  const first = leastOfCoset(subgroup, identityPermutation(group.degree))
  const found = new Map([[first.join(), first]])
  const out = [identityPermutation(group.degree)]
  for (const g of out) {
    for (const s of group.ownGenerators) {
      const least = leastOfCoset(subgroup, compose(s, g))
      const key = least.join()
      if (found.has(key)) continue
      found.set(key, least)
      out.push(least)
    }
  }
  return out
}

/**
 * The element of the left coset gH that sends the base points of H's chain to the least points, in their order: equal for
 * equal cosets.
 */
function leastOfCoset(subgroup: FiniteGroup, g: Permutation): Permutation {
  const out = g.slice()
  for (const level of subgroup.chain.ownLevels) {
    const { orbit } = level
    let best = level.base
    for (let k = 0; k < orbit.length; k++) if (out[orbit[k]!]! < out[best]!) best = orbit[k]!
    if (best !== level.base) composeInto(out.slice(), level.representative(best), out)
  }
  return out
}
