import { TooLargeError } from '../core/errors.js'
import type { Rng } from '../core/rng.js'
import { elementsOf } from '../subgroups/elements.js'
import { Bsgs } from './bsgs.js'
import { type FiniteGroup, uncheckedSubgroup } from './finite-group.js'
import { orbitsOfAction, orbitsOfPoints } from './orbits.js'
import {
  compose,
  equalPermutations,
  identityPermutation,
  inverse,
  isIdentity,
  type Permutation,
  permutation,
} from './permutation.js'

const MAX_PAIR_DEGREE = 5_000

/**
 * Whether g is an element of the group; permutations of another degree are refused. O(base · degree).
 *
 * @example
 * ```ts
 * import { alternating, contains } from '@buridan/groups'
 * console.log(contains(alternating(4), [1, 0, 2, 3])) // → false
 * ```
 */
export function contains(group: FiniteGroup, g: ArrayLike<number>): boolean {
  return group.chain.contains(permutation(g, group.degree))
}

/**
 * The orbits of the group on its points, each sorted. O(degree · generators).
 *
 * @example
 * ```ts
 * import { orbits, permutationGroup } from '@buridan/groups'
 * console.log(orbits(permutationGroup([[1, 0, 2]]))) // → [ [ 0, 1 ], [ 2 ] ]
 * ```
 */
export function orbits(group: FiniteGroup): number[][] {
  return orbitsOfPoints(group.degree, group.generators)
}

/**
 * The number of orbitals: orbits on ordered pairs of points, which is the rank of Hom_G(V, V) of a permutation group.
 *
 * @remarks O(degree² · generators).
 *
 * @example
 * ```ts
 * import { dihedral, orbitalCount } from '@buridan/groups'
 * console.log(orbitalCount(dihedral(4))) // → 3
 * ```
 */
export function orbitalCount(group: FiniteGroup): number {
  const n = group.degree
  if (n > MAX_PAIR_DEGREE)
    throw new TooLargeError(`orbitals on ${n} points refused: the limit is ${MAX_PAIR_DEGREE}`)
  return orbitsOfAction(n * n, group.generators.length, (s, pair) => {
    const g = group.generators[s]!
    return g[Math.floor(pair / n)]! * n + g[pair % n]!
  }).length
}

/**
 * Whether there is one orbit on points.
 *
 * @example
 * ```ts
 * import { isTransitive, permutationGroup } from '@buridan/groups'
 * console.log(isTransitive(permutationGroup([[1, 0, 2]]))) // → false
 * ```
 */
export function isTransitive(group: FiniteGroup): boolean {
  return orbits(group).length <= 1
}

/**
 * Whether all elements commute: the generators do.
 *
 * @example
 * ```ts
 * import { cyclic, isAbelian } from '@buridan/groups'
 * console.log(isAbelian(cyclic(5))) // → true
 * ```
 */
export function isAbelian(group: FiniteGroup): boolean {
  return group.generators.every((g) =>
    group.generators.every((h) => equalPermutations(compose(g, h), compose(h, g))),
  )
}

/**
 * A uniformly random element: a product of random transversal elements. O(base · degree).
 *
 * @example
 * ```ts
 * import { contains, randomElement, rng, symmetric } from '@buridan/groups'
 * const G = symmetric(5)
 * console.log(contains(G, randomElement(G, rng(1)))) // → true
 * ```
 */
export function randomElement(group: FiniteGroup, random: Rng): Permutation {
  let g = identityPermutation(group.degree)
  for (const level of group.chain.levels) {
    const { orbit } = level
    g = compose(g, level.representative(orbit[random.int(orbit.length)]!))
  }
  return g
}

/**
 * The normal closure in G of a set of its elements.
 *
 * @example
 * ```ts
 * import { normalClosure, symmetric } from '@buridan/groups'
 * const swaps = Uint32Array.of(1, 0, 3, 2)
 * console.log(normalClosure(symmetric(4), [swaps]).order) // → 4n
 * ```
 */
export function normalClosure(group: FiniteGroup, elements: readonly Permutation[]): FiniteGroup {
  const generators = elements.filter((g) => !isIdentity(g))
  // unverified: at worst a generator too many is added, never one too few
  let chain = new Bsgs(group.degree, generators, { verify: false })
  for (let i = 0; i < generators.length; i++) {
    for (const s of group.generators) {
      const conjugate = compose(compose(s, generators[i]!), inverse(s))
      if (chain.contains(conjugate)) continue
      generators.push(conjugate)
      chain = new Bsgs(group.degree, generators, { verify: false })
    }
  }
  return uncheckedSubgroup(group, generators)
}

/**
 * The derived subgroup [G, G]: the normal closure of the generators' commutators.
 *
 * @example
 * ```ts
 * import { derivedSubgroup, symmetric } from '@buridan/groups'
 * console.log(derivedSubgroup(symmetric(5)).order) // → 60n
 * ```
 */
export function derivedSubgroup(group: FiniteGroup): FiniteGroup {
  const commutators: Permutation[] = []
  group.generators.forEach((g, i) => {
    for (const h of group.generators.slice(0, i)) {
      commutators.push(compose(compose(g, h), compose(inverse(g), inverse(h))))
    }
  })
  return normalClosure(group, commutators)
}

/**
 * Whether the derived series ends in the trivial group.
 *
 * @example
 * ```ts
 * import { isSolvable, symmetric } from '@buridan/groups'
 * console.log(isSolvable(symmetric(4)), isSolvable(symmetric(5))) // → true false
 * ```
 */
export function isSolvable(group: FiniteGroup): boolean {
  let current = group
  while (current.order > 1n) {
    const next = derivedSubgroup(current)
    if (next.order === current.order) return false
    current = next
  }
  return true
}

/**
 * The number of conjugacy classes of elements, by listing the group.
 *
 * @throws TooLargeError above order 10⁶
 * @remarks O(order · generators · base · degree) time, O(order · degree) memory.
 *
 * @example
 * ```ts
 * import { conjugacyClassCount, symmetric } from '@buridan/groups'
 * console.log(conjugacyClassCount(symmetric(5))) // → 7
 * ```
 */
export function conjugacyClassCount(group: FiniteGroup): number {
  const limit = 1_000_000
  if (group.order > BigInt(limit)) {
    throw new TooLargeError(
      `conjugacy classes of a group of order ${group.order} refused: the limit is ${limit}`,
    )
  }
  const list = elementsOf(group, limit)
  const inverses = group.generators.map(inverse)
  return orbitsOfAction(list.order, group.generators.length, (s, i) =>
    list.indexOf(compose(compose(group.generators[s]!, list.at(i)), inverses[s]!)),
  ).length
}
