import { integerIn } from '@buridan/core'
import type { FiniteGroup } from '../group/finite-group.js'
import { permutationGroup } from '../group/permutation-group.js'

type Move = (row: number, column: number) => readonly [number, number]

function checkedSide(n: number): void {
  integerIn(n, 1, 100, 'n, the side of the torus')
}

function onTorus(n: number, moves: readonly Move[], name: string): FiniteGroup {
  const generators = moves.map((move) =>
    Array.from({ length: n * n }, (_, p) => {
      const [row, column] = move(Math.floor(p / n), p % n)
      return (((row % n) + n) % n) * n + (((column % n) + n) % n)
    }),
  )
  return permutationGroup(generators, { name })
}

const DOWN: Move = (r, c) => [r + 1, c]
const RIGHT: Move = (r, c) => [r, c + 1]
const QUARTER_TURN: Move = (r, c) => [c, -r]
const MIRROR: Move = (r, c) => [r, -c]

/**
 * The plane group p4 on the n×n torus: translations and quarter turns, on n² points in rows; order 4n² for n ≥ 3.
 *
 * @throws InvalidArgumentError if n is not an integer from 1 to 100
 * @remarks O(n²).
 *
 * @example
 * ```ts
 * import { p4 } from '@buridan/permutations'
 * console.log(p4(5).order) // → 100n
 * ```
 */
export function p4(n: number): FiniteGroup {
  checkedSide(n)
  return onTorus(n, [DOWN, RIGHT, QUARTER_TURN], `p4(${n})`)
}

/**
 * The plane group p4m on the n×n torus: translations, quarter turns and reflections, on n² points in rows; order 8n² for
 * n ≥ 3.
 *
 * @throws InvalidArgumentError if n is not an integer from 1 to 100
 * @remarks O(n²).
 *
 * @example
 * ```ts
 * import { p4m } from '@buridan/permutations'
 * console.log(p4m(5).order) // → 200n
 * ```
 */
export function p4m(n: number): FiniteGroup {
  checkedSide(n)
  return onTorus(n, [DOWN, RIGHT, QUARTER_TURN, MIRROR], `p4m(${n})`)
}
