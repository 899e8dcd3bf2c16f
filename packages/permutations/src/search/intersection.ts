import {
  composeInto,
  identityPermutation,
  knownOptions,
  ofKind,
  type Permutation,
  RepresentationMismatchError,
  type Signal,
} from '@buridan/core'
import { Bsgs } from '../chain/bsgs.js'
import type { FiniteGroup } from '../group/finite-group.js'
import { type BaseImageTest, chainFor, searchSubgroup } from './backtrack.js'

/** Tests whether base images belong to an element of a group: they are traced through its chain for the same base. */
class MembershipTest implements BaseImageTest {
  readonly #chain: Bsgs
  /** An element with the images of the first base points, and its inverse, at each level. */
  readonly #elements: Permutation[]
  readonly #inverses: Permutation[]

  constructor(group: FiniteGroup, base: readonly number[]) {
    this.#chain = new Bsgs(group.degree, group.ownGenerators, { base, order: group.order })
    this.#elements = Array.from({ length: base.length + 1 }, () => identityPermutation(group.degree))
    this.#inverses = Array.from({ length: base.length + 1 }, () => identityPermutation(group.degree))
  }

  enter(level: number, _point: number, image: number): boolean {
    const { [level]: l } = this.#chain.ownLevels
    const back = this.#inverses[level]![image]!
    if (!l || l.positionOf(back) < 0) return l === undefined && back === _point
    const next = this.#elements[level + 1]!
    composeInto(this.#elements[level]!, l.representative(back), next)
    const inverse = this.#inverses[level + 1]!
    for (let i = 0; i < next.length; i++) inverse[next[i]!] = i
    return true
  }

  leave(): void {}

  accepts(g: Permutation): boolean {
    return this.#chain.contains(g)
  }
}

/**
 * The intersection A ∩ B of two permutation groups on the same points.
 *
 * @throws RepresentationMismatchError if they act on different numbers of points
 * @throws AbortedError if the signal is aborted
 * @remarks Backtrack over base images in the smaller group, each traced through a chain of the other for the same base. O(degree) for
 * each node of the search tree, of which there are exponentially many in the worst case.
 *
 * @example
 * ```ts
 * import { alternating, dihedral, intersection } from '@buridan/permutations'
 * console.log(intersection(dihedral(6), alternating(6)).order) // → 6n
 * ```
 */
export function intersection(a: FiniteGroup, b: FiniteGroup, options: { signal?: Signal } = {}): FiniteGroup {
  knownOptions(options, { signal: true }, 'intersection')
  ofKind(a, 'a', 'finite group')
  ofKind(b, 'b', 'finite group')
  if (a.degree !== b.degree) {
    throw new RepresentationMismatchError(`${a.name} acts on ${a.degree} points, ${b.name} on ${b.degree}`)
  }
  const [small, large] = a.order <= b.order ? [a, b] : [b, a]
  const base = chainFor(small).levels.map((l) => l.base)
  return searchSubgroup(small, new MembershipTest(large, base), { signal: options.signal })
}
