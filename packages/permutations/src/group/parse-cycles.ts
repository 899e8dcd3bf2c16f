import {
  Cursor,
  integerIn,
  MAX_DEGREE,
  type Permutation,
  permutationOfCycles,
  stringOf,
  takeCycles,
} from '@buridan/core'

/**
 * Reads a permutation in disjoint cycles, as `cycles` writes it: `(0 1 2)(3 4)`, or with commas, `(0,1,2)(3,4)`; `()` is the identity.
 *
 * @param text - points are 0-based
 * @param degree - the number of points; default the largest point that stands in the text, and one more
 * @throws ParseError with the column, if the text is not one permutation in disjoint cycles
 * @throws InvalidArgumentError if `text` is not a string, or a point is not below `degree`
 * @remarks O(length + degree).
 *
 * @example
 * ```ts
 * import { cycles, parseCycles } from '@buridan/permutations'
 * console.log([...parseCycles('(0 1 2)(3 4)')], [...parseCycles('(0 1)', 4)]) // → [ 1, 2, 0, 4, 3 ] [ 1, 0, 2, 3 ]
 * console.log(cycles(parseCycles('(3,1)(2,0)'))) // → (0 2)(1 3)
 * ```
 */
export function parseCycles(text: string, degree?: number): Permutation {
  const cursor = new Cursor(stringOf(text, 'a permutation'))
  if (degree !== undefined) integerIn(degree, 0, MAX_DEGREE, 'degree')
  cursor.skip()
  const found = takeCycles(cursor)
  cursor.skip()
  if (cursor.at < text.length) cursor.fail('expected another cycle or the end')
  return permutationOfCycles(found.cycles, degree ?? found.degree)
}
