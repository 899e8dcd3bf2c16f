import {
  arrayOf,
  knownOptions,
  ofKind,
  orbitsOfPoints,
  type Permutation,
  permutation,
  type Signal,
} from '@buridan/core'
import type { FiniteGroup } from '../group/finite-group.js'
import { type BaseImageTest, searchElement, searchSubgroup } from './backtrack.js'

/**
 * Tests elements g with g a_i g⁻¹ = b_i: the image of a point fixes the images of all points that the a_i reach from it.
 */
class ConjugationTest implements BaseImageTest {
  readonly #images: Int32Array
  readonly #taken: Int32Array
  /** Points decided at each level. */
  readonly #decided: number[][] = []

  constructor(
    readonly a: readonly Permutation[],
    readonly b: readonly Permutation[],
    readonly degree: number,
  ) {
    this.#images = new Int32Array(degree).fill(-1)
    this.#taken = new Int32Array(degree).fill(-1)
  }

  enter(level: number, point: number, image: number): boolean {
    const decided: number[] = []
    this.#decided[level] = decided
    if (this.#extend(point, image, decided)) return true
    this.leave(level)
    return false
  }

  #extend(point: number, image: number, decided: number[]): boolean {
    if (!this.#decide(point, image, decided)) return false
    for (const p of decided) {
      for (let s = 0; s < this.a.length; s++) {
        if (!this.#decide(this.a[s]![p]!, this.b[s]![this.#images[p]!]!, decided)) return false
      }
    }
    return true
  }

  #decide(p: number, q: number, decided: number[]): boolean {
    if (this.#images[p] !== -1 || this.#taken[q] !== -1) return this.#images[p] === q
    this.#images[p] = q
    this.#taken[q] = p
    decided.push(p)
    return true
  }

  leave(level: number): void {
    for (const p of this.#decided[level] ?? []) {
      this.#taken[this.#images[p]!] = -1
      this.#images[p] = -1
    }
    this.#decided[level] = []
  }

  accepts(g: Permutation): boolean {
    return this.a.every((a, s) => {
      const b = this.b[s]!
      for (let p = 0; p < g.length; p++) if (g[a[p]!] !== b[g[p]!]) return false
      return true
    })
  }
}

/** Points of long orbits of the elements first: their images decide most. */
function longFirst(elements: readonly Permutation[], degree: number): number[] {
  return orbitsOfPoints(degree, elements)
    .sort((x, y) => y.length - x.length)
    .flat()
}

/**
 * The centralizer C_G(S) = { g ∈ G : gs = sg for all s ∈ S } of permutations, which need not be in G.
 *
 * @param elements - permutations of the group's points; for a subgroup its generators
 * @throws InvalidPermutationError if one is not a permutation of the points
 * @throws AbortedError if the signal is aborted
 * @remarks Backtrack over base images; the image of one point decides those of its orbit under S. O(degree · |S|) for each node of
 * the search tree, of which there are exponentially many in the worst case.
 *
 * @example
 * ```ts
 * import { centralizer, symmetric } from '@buridan/permutations'
 * console.log(centralizer(symmetric(6), [[1, 0, 3, 2, 5, 4]]).order) // → 48n
 * ```
 */
export function centralizer(
  group: FiniteGroup,
  elements: readonly ArrayLike<number>[],
  options: { signal?: Signal } = {},
): FiniteGroup {
  knownOptions(options, { signal: true }, 'centralizer')
  ofKind(group, 'group', 'finite group')
  const checked = arrayOf(elements, 'elements').map((g) => permutation(g, group.degree))
  if (checked.length === 0) return group
  const test = new ConjugationTest(checked, checked, group.degree)
  return searchSubgroup(group, test, { base: longFirst(checked, group.degree), signal: options.signal })
}

/**
 * An element g of the group with g a g⁻¹ = b, as a permutation of the points; undefined if a and b are not conjugate in it.
 *
 * @param a - a permutation of the group's points
 * @param b - a permutation of the group's points
 * @throws InvalidPermutationError if a or b is not a permutation of the points
 * @throws AbortedError if the signal is aborted
 * @remarks As {@link centralizer}; O(degree log degree) if the cycle lengths differ.
 *
 * @example
 * ```ts
 * import { alternating, conjugator } from '@buridan/permutations'
 * const G = alternating(4)
 * console.log(conjugator(G, [1, 2, 0, 3], [2, 0, 1, 3])) // → undefined
 * ```
 */
export function conjugator(
  group: FiniteGroup,
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  options: { signal?: Signal } = {},
): Permutation | undefined {
  knownOptions(options, { signal: true }, 'conjugator')
  ofKind(group, 'group', 'finite group')
  const from = permutation(a, group.degree)
  const to = permutation(b, group.degree)
  if (cycleType(from) !== cycleType(to)) return undefined
  const test = new ConjugationTest([from], [to], group.degree)
  return searchElement(group, test, { base: longFirst([from], group.degree), signal: options.signal })
}

/** The lengths of the cycles, ascending, as a text. */
export function cycleType(g: Permutation): string {
  return orbitsOfPoints(g.length, [g])
    .map((c) => c.length)
    .sort((x, y) => x - y)
    .join()
}

/**
 * The centre Z(G), the elements that commute with all of G.
 *
 * @throws InvalidArgumentError if `group` is not a finite group
 * @remarks As {@link centralizer}, with the generators of G.
 *
 * @example
 * ```ts
 * import { centre, dihedral } from '@buridan/permutations'
 * console.log(centre(dihedral(4)).order) // → 2n
 * ```
 */
export function centre(group: FiniteGroup): FiniteGroup {
  ofKind(group, 'group', 'finite group')
  // all, or all even, permutations of four points or more
  if (group.ownGenerators.length === 0 || (group.degree > 3 && group.chain.giant)) return group.subgroupOf([])
  return centralizer(group, group.ownGenerators)
}
