import {
  type Cursor,
  type Cycles,
  type Permutation,
  permutationOfCycles,
  TooLargeError,
  takeCycles,
} from '@buridan/core'

/** The most images of all generators together: a short text may name a large point. */
const MAX_IMAGES = 2 ** 26

/** Whether a list of permutations in cycles, `[(0 1 2),(0 1)]` or `[]`, stands at the cursor. */
const STARTS = /\[\s*(?=[(\]])/

/**
 * Takes a list of permutations in cycles, with the least number of points that all of them are on; undefined where none stands.
 *
 * @throws ParseError with the column
 */
export function takeCycleList(cursor: Cursor): { list: Cycles[]; degree: number } | undefined {
  if (!cursor.take(STARTS)) return undefined
  const list: Cycles[] = []
  if (!cursor.take(/\]/)) {
    do list.push(takeCycles(cursor))
    while (cursor.take(/\s*,\s*/))
    if (!cursor.take(/\s*\]/)) cursor.fail('expected another cycle, a comma and a permutation, or ]')
  }
  return { list, degree: list.reduce((most, { degree }) => Math.max(most, degree), 0) }
}

/**
 * The permutations of so many points.
 *
 * @throws InvalidArgumentError if a point is not among them
 * @throws TooLargeError above 2²⁶ images
 */
export function permutationsOf(list: readonly Cycles[], degree: number): Permutation[] {
  if (list.length * degree > MAX_IMAGES) {
    throw new TooLargeError(
      `${list.length} permutations of ${degree} points are refused: the limit is ${MAX_IMAGES} images`,
    )
  }
  return list.map(({ cycles }) => permutationOfCycles(cycles, degree))
}
