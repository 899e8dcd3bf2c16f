import {
  arrayOf,
  type Cursor,
  type Cycles,
  InvalidArgumentError,
  identityPermutation,
  type Permutation,
  permutation,
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
  refuseImages(list.length, degree)
  return list.map(({ cycles }) => permutationOfCycles(cycles, degree))
}

/**
 * Permutations by images, on more points, which they fix.
 *
 * @throws InvalidPermutationError | InvalidArgumentError if one is not a permutation of at most so many points
 * @throws TooLargeError above 2²⁶ images
 */
export function fixingMore(list: readonly (readonly number[])[], degree: number): Permutation[] {
  refuseImages(arrayOf(list, 'generators').length, degree)
  return list.map((images) => {
    const given = permutation(images)
    if (given.length > degree)
      throw new InvalidArgumentError(`a generator has ${given.length} images, more than the ${degree} points`)
    const all = identityPermutation(degree)
    all.set(given)
    return all
  })
}

function refuseImages(generators: number, degree: number): void {
  if (generators * degree > MAX_IMAGES) {
    throw new TooLargeError(
      `${generators} permutations of ${degree} points are refused: the limit is ${MAX_IMAGES} images`,
    )
  }
}
