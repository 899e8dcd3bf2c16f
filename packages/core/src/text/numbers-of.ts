/**
 * Numbers 0, 1, … for the distinct texts in ascending order (by UTF-16 units), so that they do not depend on the order given.
 *
 * @remarks O(n log n) comparisons for n texts.
 *
 * @example
 * ```ts
 * import { numbersOf } from '@buridan/core'
 * console.log(numbersOf(['O', 'H', 'O'])) // → Map(2) { 'H' => 0, 'O' => 1 }
 * ```
 */
export function numbersOf(texts: Iterable<string>): Map<string, number> {
  return new Map([...new Set(texts)].sort().map((text, i) => [text, i]))
}
