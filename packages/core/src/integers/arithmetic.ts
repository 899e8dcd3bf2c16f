/**
 * The greatest common divisor of two integers ≥ 0, by Euclid's algorithm. Unchecked.
 *
 * @remarks O(log min(a, b)) divisions.
 *
 * @example
 * ```ts
 * import { gcd, inverseModulo, lcm } from '@buridan/core'
 * console.log(gcd(12, 18), lcm(12, 18), inverseModulo(3, 7)) // → 6 36 5
 * ```
 */
export function gcd(a: number, b: number): number {
  let [x, y] = [a, b]
  while (y > 0) [x, y] = [y, x % y]
  return x
}

/** The number 1..p−1 whose product with a is 1 modulo a prime p, for a in 1..p−1, by Euclid's algorithm: O(log p) divisions. Unchecked. */
export function inverseModulo(a: number, p: number): number {
  let [r0, r1, t0, t1] = [p, a, 0, 1]
  while (r1 !== 0) {
    const q = Math.floor(r0 / r1)
    ;[r0, r1, t0, t1] = [r1, r0 - q * r1, t1, t0 - q * t1]
  }
  return t0 < 0 ? t0 + p : t0
}

/** The least common multiple of two positive integers, exact below 2⁵³; O(log min(a, b)) divisions. Unchecked. */
export function lcm(a: number, b: number): number {
  return (a / gcd(a, b)) * b
}
