import {
  composeInto,
  Factors,
  InvalidArgumentError,
  identityPermutation,
  type Permutation,
  type Signal,
  throwIfAborted,
} from '@buridan/core'
import { Bsgs } from '../chain/bsgs.js'
import type { Level } from '../chain/chain-level.js'
import type { FiniteGroup } from '../group/finite-group.js'

/**
 * The condition of a search, tested on images of base points: `enter` says whether the base point of a level may go to an
 * image, given the earlier images, and records it; `leave` forgets the last one. After the last level `accepts`
 * decides.
 */
export interface BaseImageTest {
  enter(level: number, point: number, image: number, g: Permutation): boolean
  leave(level: number): void
  accepts(g: Permutation): boolean
}

/** Options of a search. */
export interface SearchOptions {
  /** Points the base starts with: first those on which the test rejects most. */
  readonly base?: readonly number[]
  readonly signal?: Signal | undefined
}

/** A depth-first search over the images of base points of a stabilizer chain. */
class BaseImageSearch {
  /** Products of transversal elements along the path: `path[l]` has the images of the first l base points right. */
  readonly #path: Permutation[]
  #steps = 0

  constructor(
    readonly levels: readonly Level[],
    readonly degree: number,
    readonly test: BaseImageTest,
    readonly signal: Signal | undefined,
  ) {
    this.#path = Array.from({ length: levels.length + 1 }, () => identityPermutation(degree))
  }

  /** An element that passes and agrees with the identity below `from`, with the base point of `from` sent to an image. */
  findWith(from: number, image: number): Permutation | undefined {
    return this.#descend(from, image)
  }

  #descend(level: number, image: number): Permutation | undefined {
    if ((++this.#steps & 255) === 0) throwIfAborted(this.signal)
    const { base } = this.levels[level]!
    const g = this.#path[level]!
    const next = this.#path[level + 1]!
    composeInto(g, this.levels[level]!.representative(this.#preimage(g, image)), next)
    if (!this.test.enter(level, base, image, next)) return undefined
    const found = level + 1 === this.levels.length ? this.#leaf(next) : this.find(level + 1)
    this.test.leave(level)
    return found
  }

  /** An element that passes, whatever the image of the base point of this level. */
  find(level: number): Permutation | undefined {
    if (level === this.levels.length) return this.#leaf(this.#path[level]!)
    const { orbit } = this.levels[level]!
    const g = this.#path[level]!
    for (let k = 0; k < orbit.length; k++) {
      const found = this.#descend(level, g[orbit[k]!]!)
      if (found) return found
    }
    return undefined
  }

  #preimage(g: Permutation, image: number): number {
    return g.indexOf(image)
  }

  #leaf(g: Permutation): Permutation | undefined {
    return this.test.accepts(g) ? g.slice() : undefined
  }
}

/**
 * The subgroup of all elements of a group that pass a test which the identity and products pass, by backtrack over base
 * images. From the last level of the stabilizer chain up, one element is sought for each possible image of the base
 * point that the subgroup known so far does not reach: images in one orbit of it are not searched twice.
 *
 * Source: Seress, *Permutation Group Algorithms*, section 9.1.
 */
export function searchSubgroup(
  group: FiniteGroup,
  test: BaseImageTest,
  options: SearchOptions = {},
): FiniteGroup {
  const { levels } = chainFor(group, options.base)
  const search = new BaseImageSearch(levels, group.degree, test, options.signal)
  const found: Permutation[] = []
  const order = new Factors()
  for (let l = 0; l < levels.length; l++) {
    // on the identity's own path every level is entered
    if (!test.enter(l, levels[l]!.base, levels[l]!.base, identityPermutation(group.degree))) {
      throw new InvalidArgumentError('the test refuses the identity, which is in every subgroup')
    }
  }
  for (let l = levels.length - 1; l >= 0; l--) {
    test.leave(l)
    const { base, orbit } = levels[l]!
    const reached = new Uint8Array(group.degree)
    reachFrom(base, found, reached)
    for (let k = 0; k < orbit.length; k++) {
      const image = orbit[k]!
      if (reached[image]) continue
      const g = search.findWith(l, image)
      if (g) {
        found.push(g)
        reached.fill(0)
        reachFrom(base, found, reached)
      } else reachFrom(image, found, reached)
    }
    order.multiply(orbitLength(base, found, group.degree))
  }
  return group.subgroupOf(found, { order: order.product, basePoints: levels.map((l) => l.base) })
}

/** An element of a group that passes a test, or undefined. */
export function searchElement(
  group: FiniteGroup,
  test: BaseImageTest,
  options: SearchOptions = {},
): Permutation | undefined {
  const { levels } = chainFor(group, options.base)
  return new BaseImageSearch(levels, group.degree, test, options.signal).find(0)
}

/** A chain whose base starts with the given points, without the levels at which nothing moves. */
export function chainFor(group: FiniteGroup, base: readonly number[] = []): { levels: Level[] } {
  const chain =
    base.length === 0
      ? group.chain
      : new Bsgs(group.degree, group.ownGenerators, { base: [...new Set(base)], order: group.order })
  return { levels: chain.ownLevels.filter((l) => l.orbit.length > 1) }
}

function orbitLength(point: number, generators: readonly Permutation[], degree: number): number {
  const reached = new Uint8Array(degree)
  reachFrom(point, generators, reached)
  return reached.reduce((sum, r) => sum + r, 0)
}

/** Marks the orbit of a point. */
function reachFrom(point: number, generators: readonly Permutation[], reached: Uint8Array): void {
  const queue = [point]
  reached[point] = 1
  for (const p of queue) {
    for (const g of generators) {
      const image = g[p]!
      if (reached[image]) continue
      reached[image] = 1
      queue.push(image)
    }
  }
}
