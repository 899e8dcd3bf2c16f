/**
 * Whether lists a and b have the same numbers in the same order. O(length).
 *
 * @example
 * ```ts
 * import { isSameList } from '@buridan/core'
 * console.log(isSameList([1, 2], Uint8Array.of(1, 2)), isSameList([1], [1, 2])) // → true false
 * ```
 */
export function isSameList(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}
