/**
 * The known structure of the matrices ρ(g), from special to general: permutation matrices; permutation matrices with signs;
 * orthogonal; any. Known by construction, never by testing numbers.
 */
export type Structure = 'permutation' | 'signed-permutation' | 'orthogonal' | 'general'

const STRUCTURES: readonly Structure[] = ['permutation', 'signed-permutation', 'orthogonal', 'general']

/**
 * The most special structure common to all the given ones.
 *
 * @remarks O(structures).
 *
 * @example
 * ```ts
 * import { commonStructure } from '@buridan/groups'
 * console.log(commonStructure('permutation', 'orthogonal')) // → orthogonal
 * ```
 */
export function commonStructure(...structures: readonly Structure[]): Structure {
  return STRUCTURES[Math.max(0, ...structures.map((s) => STRUCTURES.indexOf(s)))]!
}
