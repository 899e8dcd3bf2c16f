/**
 * The distinct primes that divide a positive integer, as ascending numbers; none for 1. Unchecked.
 *
 * @remarks O(√n), by trial division.
 *
 * @example
 * ```ts
 * import { gcd, isPrime, lcm, primeFactors } from '@buridan/core'
 * console.log(primeFactors(360), isPrime(97)) // → [ 2, 3, 5 ] true
 * console.log(gcd(12, 18), lcm(12, 18)) // → 6 36
 * ```
 */
export function primeFactors(n: number): number[] {
  const out: number[] = []
  let rest = n
  for (let q = 2; q * q <= rest; q++) {
    if (rest % q !== 0) continue
    out.push(q)
    while (rest % q === 0) rest /= q
  }
  if (rest > 1) out.push(rest)
  return out
}

/** Whether an integer is prime, by trial division: O(√n). Unchecked. */
export function isPrime(n: number): boolean {
  for (let q = 2; q * q <= n; q++) if (n % q === 0) return false
  return n > 1
}

/** The greatest common divisor of two positive integers, by Euclid's algorithm: O(log min(a, b)) divisions. Unchecked. */
export function gcd(a: number, b: number): number {
  let [x, y] = [a, b]
  while (y > 0) [x, y] = [y, x % y]
  return x
}

/** The least common multiple of two positive integers, exact below 2⁵³; O(log min(a, b)) divisions. Unchecked. */
export function lcm(a: number, b: number): number {
  return (a / gcd(a, b)) * b
}
