import { identityPermutation, isIdentity, ofKind, type Permutation } from '@buridan/core'
import { Bsgs } from '../chain/bsgs.js'
import type { FiniteGroup } from './finite-group.js'
import { orbits } from './group-facts.js'

/**
 * The order of the centre. The elements of Sym(points) that on every orbit commute with G form a group A that
 * centralizes G, so |Z(G)| = |A ∩ G| = |A| |G| / |⟨A, G⟩|: no search.
 *
 * @throws InvalidArgumentError if `group` is not a finite group
 * @remarks A stabilizer chain for each orbit and one for ⟨A, G⟩, and at most O(degree³) more.
 *
 * @example
 * ```ts
 * import { centreOrder, dihedral } from '@buridan/permutations'
 * console.log(centreOrder(dihedral(4))) // → 2n
 * ```
 */
export function centreOrder(group: FiniteGroup): bigint {
  ofKind(group, 'group', 'finite group')
  let order = 1n
  const generators: Permutation[] = []
  for (const orbit of orbits(group)) {
    const centralizer = orbitCentralizer(group, orbit)
    order *= BigInt(centralizer.length)
    generators.push(...centralizer)
  }
  const joint = new Bsgs(group.degree, [...group.ownGenerators, ...generators.filter((g) => !isIdentity(g))])
  return (order * group.order) / joint.order
}

/** The permutations of one orbit that commute with G there: a ↦ b for each b that G_a fixes, carried along the orbit. */
function orbitCentralizer(group: FiniteGroup, orbit: readonly number[]): Permutation[] {
  const a = orbit[0]!
  const [first, second] = new Bsgs(group.degree, group.ownGenerators, { base: [a] }).ownLevels
  const fixedBy = second?.generators ?? []
  return orbit
    .filter((b) => fixedBy.every((g) => g[b] === b))
    .map((b) => {
      const z = identityPermutation(group.degree)
      for (const p of orbit) z[p] = first!.representative(p)[b]!
      return z
    })
}
