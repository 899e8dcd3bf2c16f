import { TooLargeError } from '../errors/errors.js'
import { inverseModulo } from './arithmetic.js'
import { isPrime, primeFactors } from './primes.js'

/** Below √2⁵³ a product of residues plus one more residue is exact in float64. */
const PRIME_BOUND = Math.floor(Math.sqrt(Number.MAX_SAFE_INTEGER))

/** The largest prime below 2²⁶: products of residues plus one more residue are exact in float64. */
export const LARGEST_EXACT_PRIME = 67_108_859

/**
 * Arithmetic modulo a prime p < √2⁵³, so that products are exact in float64. Only the size of p is checked.
 *
 * @throws TooLargeError if p is 94906265 or more
 *
 * @example
 * ```ts
 * import { PrimeField, primeOneModulo } from '@buridan/core'
 * const field = new PrimeField(primeOneModulo(6, 10))
 * console.log(field.p, field.residue(-1), field.multiply(5, 8)) // → 13 12 1
 * console.log(field.power(2, 5), field.inverse(5), field.rootOfUnity(3)) // → 6 8 3
 * console.log(field.smallRoot(4, 12), field.smallRoot(2, 12)) // → 2 undefined
 * ```
 */
export class PrimeField {
  /** @param p - the prime */
  constructor(readonly p: number) {
    if (p >= PRIME_BOUND) {
      throw new TooLargeError(`arithmetic modulo ${p} is not exact: primes must be below ${PRIME_BOUND}`)
    }
  }

  /** The residue 0..p−1 of an integer. */
  residue(a: number): number {
    const r = a % this.p
    // not −0
    return r < 0 ? r + this.p : r + 0
  }

  /** The product of two residues 0..p−1. */
  multiply(a: number, b: number): number {
    return (a * b) % this.p
  }

  /** The residue of aᵉ, for an integer e ≥ 0. O(log e). */
  power(a: number, e: number): number {
    let result = 1
    let base = this.residue(a)
    for (let k = e; k > 0; k = Math.floor(k / 2)) {
      if (k % 2 === 1) result = this.multiply(result, base)
      base = this.multiply(base, base)
    }
    return result
  }

  /** The inverse of a number that p does not divide. O(log p). */
  inverse(a: number): number {
    return inverseModulo(this.residue(a), this.p)
  }

  /**
   * A residue of multiplicative order exactly n, where n must divide p − 1.
   *
   * @throws InvalidArgumentError unless n is an integer from 1
   * @remarks O(√n), and O(log n · log p) for each residue tried; a share φ(n)/n of them succeeds.
   */
  rootOfUnity(n: number): number {
    const primes = primeFactors(n)
    for (let a = 2; ; a++) {
      const z = this.power(a, (this.p - 1) / n)
      if (primes.every((q) => this.power(z, n / q) !== 1)) return z
    }
  }

  /** The number 1..limit whose square is the residue a, undefined if there is none. O(limit). */
  smallRoot(a: number, limit: number): number | undefined {
    for (let d = 1; d <= limit; d++) if (this.multiply(d, d) === a) return d
    return undefined
  }
}

/**
 * The least prime ≡ 1 mod n that is at least the bound, for a positive integer n.
 *
 * @remarks O(√p) for each candidate below the prime p; about one candidate in ln p is prime.
 */
export function primeOneModulo(n: number, bound: number): number {
  for (let p = Math.max(1, Math.ceil((bound - 1) / n)) * n + 1; ; p += n) if (isPrime(p)) return p
}
