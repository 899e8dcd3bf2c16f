import { TooLargeError } from '../errors/errors.js'
import { isPrime, primeFactors } from './arithmetic.js'

/** Below √2⁵³ a product of residues with another one added is exact in float64. */
const PRIME_BOUND = Math.floor(Math.sqrt(Number.MAX_SAFE_INTEGER))

/** Arithmetic modulo a prime p < √2⁵³, so that products are exact in float64. */
export class PrimeField {
  constructor(readonly p: number) {
    if (p >= PRIME_BOUND) {
      throw new TooLargeError(`arithmetic modulo ${p} is not exact: primes must be below ${PRIME_BOUND}`)
    }
  }

  /** The residue 0..p−1 of an integer. */
  residue(a: number): number {
    const r = a % this.p
    return r < 0 ? r + this.p : r
  }

  multiply(a: number, b: number): number {
    return (a * b) % this.p
  }

  power(a: number, e: number): number {
    let result = 1
    let base = this.residue(a)
    for (let k = e; k > 0; k = Math.floor(k / 2)) {
      if (k % 2 === 1) result = this.multiply(result, base)
      base = this.multiply(base, base)
    }
    return result
  }

  inverse(a: number): number {
    return this.power(a, this.p - 2)
  }

  /** An element of multiplicative order exactly n, where n divides p − 1. */
  rootOfUnity(n: number): number {
    const primes = primeFactors(n)
    for (let a = 2; ; a++) {
      const z = this.power(a, (this.p - 1) / n)
      if (primes.every((q) => this.power(z, n / q) !== 1)) return z
    }
  }

  /** The number 1..limit whose square is a, if there is one. */
  smallRoot(a: number, limit: number): number | undefined {
    for (let d = 1; d <= limit; d++) if (this.multiply(d, d) === a) return d
    return undefined
  }
}

/** The least prime ≡ 1 mod n that is at least the bound. */
export function primeOneModulo(n: number, bound: number): number {
  for (let p = Math.max(1, Math.ceil((bound - 1) / n)) * n + 1; ; p += n) if (isPrime(p)) return p
}
