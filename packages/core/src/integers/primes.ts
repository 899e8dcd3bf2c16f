import { integerIn } from '../checks/validate.js'
import { gcd } from './arithmetic.js'

/** With these primes as witnesses the Miller–Rabin test is exact below 3.8·10¹⁸ (Jiang & Deng 2014). */
const WITNESSES = [2, 3, 5, 7, 11, 13, 17, 19, 23]
/** Numbers below its square are divided by all primes up to their root, which is faster than powers of BigInt. */
const TRIED = 2 ** 10

/**
 * Whether n is a prime, exactly: by trial division up to 2²⁰, above by Miller–Rabin with witnesses that suffice up to 2⁵³.
 *
 * @throws InvalidArgumentError unless n is an integer up to 2⁵³ − 1
 * @remarks O(√n) up to 2²⁰, O(log n) products beyond. Jiang & Deng 2014, *Strong pseudoprimes to the first eight prime bases*.
 *
 * @example
 * ```ts
 * import { isPrime } from '@buridan/core'
 * console.log(isPrime(2 ** 31 - 1), isPrime(2 ** 53 - 111), isPrime(3215031751)) // → true true false
 * ```
 */
export function isPrime(n: number): boolean {
  integerIn(n, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 'n')
  if (n < 2) return false
  const divisor = smallDivisor(n)
  if (divisor !== undefined) return divisor === n
  return n < TRIED * TRIED || isStrongProbablePrime(n)
}

/** The least prime divisor up to the root of n and to {@link TRIED}; n itself if it has none up to its root. */
function smallDivisor(n: number): number | undefined {
  if (n % 2 === 0) return 2
  for (let q = 3; q < TRIED; q += 2) {
    if (q * q > n) return n
    if (n % q === 0) return q
  }
  return undefined
}

function isStrongProbablePrime(n: number): boolean {
  let [odd, twos] = [n - 1, 0]
  for (; odd % 2 === 0; odd /= 2) twos++
  const modulus = BigInt(n)
  return WITNESSES.every((a) => {
    let x = power(BigInt(a), odd, modulus)
    if (x === 1n || x === modulus - 1n) return true
    for (let k = 1; k < twos; k++) {
      x = (x * x) % modulus
      if (x === modulus - 1n) return true
    }
    return false
  })
}

function power(base: bigint, exponent: number, modulus: bigint): bigint {
  let [result, square] = [1n, base]
  for (let e = exponent; e > 0; e = Math.floor(e / 2)) {
    if (e % 2 === 1) result = (result * square) % modulus
    square = (square * square) % modulus
  }
  return result
}

/**
 * The distinct primes that divide n, ascending.
 *
 * @returns ascending numbers, each once
 * @throws InvalidArgumentError unless n is an integer from 1 to 2⁵³ − 1
 * @remarks O(∜n) products by Pollard's ρ, some ten thousand at most, after trial division up to 2¹⁰.
 *
 * @example
 * ```ts
 * import { primeFactors } from '@buridan/core'
 * console.log(primeFactors(2 ** 53 - 1)) // → [ 6361, 69431, 20394401 ]
 * ```
 */
export function primeFactors(n: number): number[] {
  integerIn(n, 1, Number.MAX_SAFE_INTEGER, 'n')
  const out: number[] = []
  let rest = n
  for (let q = smallDivisor(rest); q !== undefined && rest > 1; q = smallDivisor(rest)) {
    out.push(q)
    while (rest % q === 0) rest /= q
  }
  // factors above 2¹⁰, at most five
  const open = rest > 1 ? [rest] : []
  for (const m of open) {
    if (isPrime(m)) out.push(m)
    else {
      const d = properDivisor(m)
      open.push(d, m / d)
    }
  }
  return [...new Set(out)].sort((a, b) => a - b)
}

/** A divisor of a composite number without prime divisors below {@link TRIED}: its root, or by Pollard's ρ with Floyd's cycles. */
function properDivisor(n: number): number {
  const root = Math.round(Math.sqrt(n))
  if (root * root === n) return root
  const modulus = BigInt(n)
  for (let c = 1n; ; c++) {
    const step = (x: bigint) => (x * x + c) % modulus
    let [slow, fast, divisor] = [2n, 2n, 1]
    while (divisor === 1) {
      slow = step(slow)
      fast = step(step(fast))
      divisor = gcd(Number(slow > fast ? slow - fast : fast - slow), n)
    }
    // the cycle closes for all divisors at once: try another polynomial
    if (divisor !== n) return divisor
  }
}
