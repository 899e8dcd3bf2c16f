import { InvalidArgumentError } from '../errors/errors.js'
import type { Cursor } from '../text/cursor.js'
import { identityPermutation, MAX_DEGREE, type Permutation } from './permutation.js'

/** Disjoint cycles as they stand in a text, and the least number of points they are on: the largest point and one more. */
export interface Cycles {
  readonly cycles: readonly (readonly number[])[]
  readonly degree: number
}

/**
 * Takes a permutation in disjoint cycles, `(0 1 2)(3 4)`, from a text: 0-based points with blanks or commas between them, `()` for
 * the identity.
 *
 * @throws ParseError with the column: for anything else, a point from 2²⁴ on, or one that stands twice
 * @remarks O(length).
 *
 * @example
 * ```ts
 * import { Cursor, cycles, permutationOfCycles, takeCycles } from '@buridan/core'
 * const { cycles: found, degree } = takeCycles(new Cursor('(0 1 2)(3, 4)'))
 * console.log(found, degree, cycles(permutationOfCycles(found, degree))) // → [ [ 0, 1, 2 ], [ 3, 4 ] ] 5 (0 1 2)(3 4)
 * ```
 */
export function takeCycles(cursor: Cursor): Cycles {
  const cycles: number[][] = []
  const seen = new Set<number>()
  let degree = 0
  do {
    if (!cursor.take(/\(\s*/)) cursor.fail('expected a cycle, such as (0 1 2), or () for the identity')
    const cycle: number[] = []
    while (!cursor.take(/\)/)) {
      const at = cursor.at
      const point = Number(cursor.take(/\d+/)?.[0] ?? cursor.fail('expected a point, 0, 1, 2, …, or )'))
      if (point >= MAX_DEGREE) cursor.fail(`points are from 0 to ${MAX_DEGREE - 1}`, at)
      if (seen.has(point)) {
        cursor.fail(`point ${point} stands twice in one permutation; its cycles must be disjoint`, at)
      }
      seen.add(point)
      cycle.push(point)
      if (point >= degree) degree = point + 1
      if (!cursor.take(/\s*,\s*(?=\d)|\s+(?!,)|(?=\))/)) cursor.fail('expected a blank, a comma or )')
    }
    if (cycle.length > 0) cycles.push(cycle)
  } while (cursor.take(/\s*(?=\()/))
  return { cycles, degree }
}

/**
 * The permutation of `degree` points with these disjoint cycles.
 *
 * @throws InvalidArgumentError if a point is not below `degree`
 * @remarks O(degree).
 */
export function permutationOfCycles(cycles: Cycles['cycles'], degree: number): Permutation {
  const g = identityPermutation(degree)
  for (const cycle of cycles) {
    cycle.forEach((point, i) => {
      if (point >= degree)
        throw new InvalidArgumentError(`point ${point} is not one of ${degree} points, 0..${degree - 1}`)
      g[point] = cycle[(i + 1) % cycle.length]!
    })
  }
  return g
}
