import {
  arrayOf,
  cellsByLeast,
  InvalidArgumentError,
  integerIn,
  ofKind,
  orbitsOfPoints,
  TooLargeError,
  UnionFind,
} from '@buridan/core'
import type { FiniteGroup } from './finite-group.js'

const MAX_SYSTEMS = 10_000

/** A system of imprimitivity: a partition of the points that the group permutes. Blocks ascending, by their least point. */
export type BlockSystem = readonly (readonly number[])[]

/**
 * The finest block system of a transitive group in which the given points are in one block.
 *
 * @param points - points 0..degree−1, any number of them
 * @returns a list for each block: its points, ascending; the blocks are ordered by their least points
 * @throws InvalidArgumentError if the group is not transitive or a point is out of range
 * @remarks O(n · generators · α(n)): union–find. Atkinson 1975.
 *
 * @example
 * ```ts
 * import { cyclic, minimalBlockSystem } from '@buridan/permutations'
 * console.log(minimalBlockSystem(cyclic(6), [0, 3])) // → [ [ 0, 3 ], [ 1, 4 ], [ 2, 5 ] ]
 * ```
 */
export function minimalBlockSystem(group: FiniteGroup, points: readonly number[]): BlockSystem {
  ofKind(group, 'group', 'finite group')
  refuseIntransitive(group)
  for (const p of arrayOf(points, 'points')) integerIn(p, 0, group.degree - 1, 'point')
  return cellsByLeast(
    join(
      group,
      points.slice(1).map((p): [number, number] => [points[0]!, p]),
    ),
  )
}

function refuseIntransitive(group: FiniteGroup): void {
  if (group.degree === 0 || orbitsOfPoints(group.degree, group.ownGenerators).length > 1) {
    throw new InvalidArgumentError(
      `${group.name} is not transitive; block systems are those of transitive groups`,
    )
  }
}

/**
 * The least point of the block of each point, in the finest system that joins the pairs and, if another system is given,
 * keeps each of its blocks together.
 */
function join(
  { degree, ownGenerators: generators }: FiniteGroup,
  pairs: readonly (readonly [number, number])[],
  coarserThan?: Int32Array,
): Int32Array {
  const cells = new UnionFind(coarserThan ?? degree)
  const queue: (readonly [number, number])[] = [...pairs]
  for (const [p, q] of queue) {
    if (cells.join(p, q) === -1) continue
    // images of joined points must be joined too
    for (const g of generators) queue.push([g[p]!, g[q]!])
  }
  return cells.leasts()
}

/**
 * All block systems of a transitive group except the two trivial ones, by the size of their blocks.
 *
 * @returns for each system a list of blocks, each its points in ascending order; blocks are ordered by their least points
 * @throws InvalidArgumentError if the group is not transitive
 * @throws TooLargeError if there are over 10 000
 * @remarks The systems that join 0 with one more point, and all joins of those: O(n² · generators) for each system.
 *
 * @example
 * ```ts
 * import { blockSystems, cyclic } from '@buridan/permutations'
 * console.log(blockSystems(cyclic(12)).map((s) => s[0].length)) // → [ 2, 3, 4, 6 ]
 * ```
 */
export function blockSystems(group: FiniteGroup): BlockSystem[] {
  ofKind(group, 'group', 'finite group')
  refuseIntransitive(group)
  const found = new Map<string, Int32Array>()
  const add = (leasts: Int32Array) => found.set(leasts.join(), leasts)
  for (let p = 1; p < group.degree; p++) add(join(group, [[0, p]]))
  for (const system of found.values()) {
    if (found.size > MAX_SYSTEMS)
      throw new TooLargeError(`${group.name} has over ${MAX_SYSTEMS} block systems`)
    // every system is a join of those that join 0 with one more point
    for (let p = 1; p < group.degree; p++) if (system[p] !== 0) add(join(group, [[0, p]], system))
  }
  return [...found.values()]
    .map((leasts) => cellsByLeast(leasts))
    .filter((s) => s.length > 1 && s.length < group.degree)
    .sort((a, b) => a[0]!.length - b[0]!.length)
}

/**
 * Whether a group is primitive: transitive, with only the trivial block systems.
 *
 * @throws InvalidArgumentError if `group` is not a finite group
 * @remarks O(n² · generators · α(n)), on n points.
 *
 * @example
 * ```ts
 * import { dihedral, isPrimitive } from '@buridan/permutations'
 * console.log(isPrimitive(dihedral(5)), isPrimitive(dihedral(6))) // → true false
 * ```
 */
export function isPrimitive(group: FiniteGroup): boolean {
  ofKind(group, 'group', 'finite group')
  if (group.degree === 0 || orbitsOfPoints(group.degree, group.ownGenerators).length > 1) return false
  for (let p = 1; p < group.degree; p++) {
    if (join(group, [[0, p]]).some((root) => root !== 0)) return false
  }
  return true
}
