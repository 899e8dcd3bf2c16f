import {
  arrayOf,
  compose,
  equalPermutations,
  InvalidArgumentError,
  identityPermutation,
  inverse,
  isEven,
  isIdentity,
  type Orbits,
  ofKind,
  orbitsOfPoints,
  type Permutation,
  permutation,
  type Rng,
  rngOf,
  signedOrbits,
  TooLargeError,
} from '@buridan/core'
import { Bsgs } from '../chain/bsgs.js'
import { giantGenerators } from '../chain/giant.js'
import type { FiniteGroup } from './finite-group.js'

const MAX_PAIR_DEGREE = 5_000

/**
 * Whether g is an element of the group.
 *
 * @param g - a permutation of the points of the group
 * @throws InvalidPermutationError if g is not a permutation of the points of the group
 * @throws InvalidArgumentError if `group` is not a finite group
 * @remarks O(base · degree), once the group has its stabilizer chain.
 *
 * @example
 * ```ts
 * import { alternating, contains } from '@buridan/permutations'
 * console.log(contains(alternating(4), [1, 0, 2, 3])) // → false
 * ```
 */
export function contains(group: FiniteGroup, g: ArrayLike<number>): boolean {
  ofKind(group, 'group', 'finite group')
  return group.chain.contains(permutation(g, group.degree))
}

/**
 * The orbits of the group on its points.
 *
 * @returns a list for each orbit: its points, ascending; the orbits are ordered by their least points
 * @throws InvalidArgumentError if `group` is not a finite group
 * @remarks O(degree · generators).
 *
 * @example
 * ```ts
 * import { orbits, permutationGroup } from '@buridan/permutations'
 * console.log(orbits(permutationGroup([[1, 0, 2]]))) // → [ [ 0, 1 ], [ 2 ] ]
 * ```
 */
export function orbits(group: FiniteGroup): number[][] {
  ofKind(group, 'group', 'finite group')
  return orbitsOfPoints(group.degree, group.ownGenerators)
}

/**
 * The number of orbitals: orbits on ordered pairs of points, which is the rank of Hom_G(V, V) of a permutation group.
 *
 * @throws InvalidArgumentError if `group` is not a finite group
 * @throws TooLargeError above 5000 points
 * @remarks O(degree² · generators), 5 bytes a pair of points.
 *
 * @example
 * ```ts
 * import { dihedral, orbitalCount } from '@buridan/permutations'
 * console.log(orbitalCount(dihedral(4))) // → 3
 * ```
 */
export function orbitalCount(group: FiniteGroup): number {
  ofKind(group, 'group', 'finite group')
  return orbitsOnPairs(group).sizes.length
}

/** Orbitals by number, in the order of their first pairs; 5 bytes a pair. */
function orbitsOnPairs(group: FiniteGroup): Orbits {
  const { degree: n, ownGenerators: generators } = group
  if (n > MAX_PAIR_DEGREE)
    throw new TooLargeError(`orbitals on ${n} points refused: the limit is ${MAX_PAIR_DEGREE}`)
  const moves = generators.map((image) => ({ row: { image }, column: { image } }))
  return signedOrbits(moves, n, n)
}

/**
 * The orbitals: orbits on ordered pairs of points, each by its first pair and its size, in the order of first pairs.
 *
 * @throws TooLargeError above 5000 points
 * @remarks O(degree² · generators), 5 bytes a pair of points.
 *
 * @example
 * ```ts
 * import { dihedral, orbitals } from '@buridan/permutations'
 * console.log(orbitals(dihedral(4))) // → [ { pair: [ 0, 0 ], size: 4 }, { pair: [ 0, 1 ], size: 8 }, { pair: [ 0, 2 ], size: 4 } ]
 * ```
 */
export function orbitals(group: FiniteGroup): { pair: [number, number]; size: number }[] {
  ofKind(group, 'group', 'finite group')
  const n = group.degree
  const { firsts, sizes } = orbitsOnPairs(group)
  return firsts.map((first, k) => ({ pair: [Math.floor(first / n), first % n], size: sizes[k]! }))
}

/**
 * The number of the orbital of each ordered pair of points, degree × degree, row-major; numbered as `orbitals`.
 *
 * @throws TooLargeError above 5000 points
 * @remarks O(degree² · generators), 5 bytes a pair of points.
 *
 * @example
 * ```ts
 * import { cyclic, orbitalNumbers } from '@buridan/permutations'
 * console.log([...orbitalNumbers(cyclic(3))]) // → [ 0, 1, 2, 2, 0, 1, 1, 2, 0 ]
 * ```
 */
export function orbitalNumbers(group: FiniteGroup): Int32Array {
  ofKind(group, 'group', 'finite group')
  return orbitsOnPairs(group).numbers
}

/**
 * Whether there is at most one orbit on points.
 *
 * @throws InvalidArgumentError if `group` is not a finite group
 * @remarks O(degree · generators).
 *
 * @example
 * ```ts
 * import { isTransitive, permutationGroup } from '@buridan/permutations'
 * console.log(isTransitive(permutationGroup([[1, 0, 2]]))) // → false
 * ```
 */
export function isTransitive(group: FiniteGroup): boolean {
  ofKind(group, 'group', 'finite group')
  return orbits(group).length <= 1
}

/**
 * Whether all elements commute, which is checked on the generators.
 *
 * @throws InvalidArgumentError if `group` is not a finite group
 * @remarks O(degree · generators²).
 *
 * @example
 * ```ts
 * import { cyclic, isAbelian } from '@buridan/permutations'
 * console.log(isAbelian(cyclic(5))) // → true
 * ```
 */
export function isAbelian(group: FiniteGroup): boolean {
  ofKind(group, 'group', 'finite group')
  return group.ownGenerators.every((g) =>
    group.ownGenerators.every((h) => equalPermutations(compose(g, h), compose(h, g))),
  )
}

/**
 * A uniformly random element, as a permutation of the points: a product of random transversal elements.
 *
 * @throws InvalidArgumentError if `group` is not a finite group, or `random` is not a source of random numbers
 * @remarks O(base · degree), once the group has its stabilizer chain.
 *
 * @example
 * ```ts
 * import { contains, randomElement, rng, symmetric } from '@buridan/permutations'
 * const G = symmetric(5)
 * console.log(contains(G, randomElement(G, rng(1)))) // → true
 * ```
 */
export function randomElement(group: FiniteGroup, random: Rng): Permutation {
  ofKind(group, 'group', 'finite group')
  rngOf(random, 'random')
  let g = identityPermutation(group.degree)
  for (const level of group.chain.ownLevels) {
    const { orbit } = level
    g = compose(g, level.representative(orbit[random.int(orbit.length)]!))
  }
  return g
}

/**
 * The normal closure N in G of a set of its elements.
 *
 * @param elements - permutations of the points of G
 * @throws InvalidArgumentError for an element that is not in G
 * @throws InvalidPermutationError if it is not a permutation of the points of G
 * @remarks O(generators of G · log |N|) sifts, and a stabilizer chain for each of about log₂ |N| generators of N at most.
 *
 * @example
 * ```ts
 * import { normalClosure, symmetric } from '@buridan/permutations'
 * const swaps = Uint32Array.of(1, 0, 3, 2)
 * console.log(normalClosure(symmetric(4), [swaps]).order) // → 4n
 * ```
 */
export function normalClosure(group: FiniteGroup, elements: readonly Permutation[]): FiniteGroup {
  ofKind(group, 'group', 'finite group')
  const generators = arrayOf(elements, 'elements')
    .map((g) => permutation(g, group.degree))
    .filter((g) => !isIdentity(g))
  const outside = generators.find((g) => !group.chain.contains(g))
  if (outside) {
    throw new InvalidArgumentError(
      `[${outside.join(',')}] is not an element of ${group.name}, so it has no normal closure in it`,
    )
  }
  const { giant } = group.chain
  if (giant && generators.length > 0) return alternatingIn(group, generators.every(isEven))
  // each kept generator at least doubles the group; chains are unverified: at worst one too many is kept, never one too few
  const kept: Permutation[] = []
  let chain = new Bsgs(group.degree, [])
  const offer = (g: Permutation) => {
    if (chain.contains(g)) return
    kept.push(g)
    chain = new Bsgs(group.degree, kept, { verify: false })
  }
  for (const g of generators) offer(g)
  for (const g of kept) for (const s of group.ownGenerators) offer(compose(compose(s, g), inverse(s)))
  return group.subgroupOf(kept)
}

/** For n ≥ 5, Alt(n) is the only nontrivial normal subgroup of Sym(n) besides itself; giants have more points. */
function alternatingIn(group: FiniteGroup, even: boolean): FiniteGroup {
  if (!even || group.chain.giant === 'alternating') return group
  const points = Array.from({ length: group.degree }, (_, i) => i)
  return group.subgroupOf(giantGenerators(group.degree, points, true))
}

/**
 * The derived subgroup [G, G]: the normal closure of the generators' commutators.
 *
 * @throws InvalidArgumentError if `group` is not a finite group
 * @remarks As {@link normalClosure}, of k(k − 1)/2 commutators of k generators.
 *
 * @example
 * ```ts
 * import { derivedSubgroup, symmetric } from '@buridan/permutations'
 * console.log(derivedSubgroup(symmetric(5)).order) // → 60n
 * ```
 */
export function derivedSubgroup(group: FiniteGroup): FiniteGroup {
  ofKind(group, 'group', 'finite group')
  const commutators: Permutation[] = []
  group.ownGenerators.forEach((g, i) => {
    for (const h of group.ownGenerators.slice(0, i)) {
      commutators.push(compose(compose(g, h), compose(inverse(g), inverse(h))))
    }
  })
  return normalClosure(group, commutators)
}

/**
 * The derived series G > [G, G] > …, as far as it descends: the last group is trivial iff G is solvable.
 *
 * @throws InvalidArgumentError if `group` is not a finite group
 * @remarks As {@link derivedSubgroup}, for each of at most log₂ |G| + 1 groups.
 *
 * @example
 * ```ts
 * import { derivedSeries, symmetric } from '@buridan/permutations'
 * console.log(derivedSeries(symmetric(4)).map((g) => g.order)) // → [ 24n, 12n, 4n, 1n ]
 * ```
 */
export function derivedSeries(group: FiniteGroup): FiniteGroup[] {
  ofKind(group, 'group', 'finite group')
  const series = [group]
  for (;;) {
    const last = series[series.length - 1]!
    const next = derivedSubgroup(last)
    if (next.order === last.order) return series
    series.push(next)
  }
}

/**
 * Whether the derived series ends in the trivial group.
 *
 * @throws InvalidArgumentError if `group` is not a finite group
 * @remarks As {@link derivedSeries}; one stabilizer chain where the group is all, or all even, permutations of its points.
 *
 * @example
 * ```ts
 * import { isSolvable, symmetric } from '@buridan/permutations'
 * console.log(isSolvable(symmetric(4)), isSolvable(symmetric(5))) // → true false
 * ```
 */
export function isSolvable(group: FiniteGroup): boolean {
  ofKind(group, 'group', 'finite group')
  if (group.chain.giant) return false
  return derivedSeries(group).at(-1)!.order === 1n
}
