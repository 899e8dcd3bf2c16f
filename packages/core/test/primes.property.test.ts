import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gcd, isPrime, lcm, primeFactors } from '../src/index.js'

/** By a sieve. */
function primesBelow(limit: number): number[] {
  const composite = new Uint8Array(limit)
  const out: number[] = []
  for (let p = 2; p < limit; p++) {
    if (composite[p]) continue
    out.push(p)
    for (let m = p * p; m < limit; m += p) composite[m] = 1
  }
  return out
}

describe('isPrime', () => {
  it('finds the primes of a sieve, across the bound of trial division', () => {
    const limit = 2 ** 20 + 50_000
    const primes = primesBelow(limit)
    const found: number[] = []
    for (let n = -3; n < limit; n++) if (isPrime(n)) found.push(n)
    expect(found).toEqual(primes)
  }, 20_000)

  it.each([
    // OEIS A013603: the largest primes below 2ⁿ are 2ⁿ − k
    [26, 5],
    [27, 39],
    [31, 1],
    [32, 5],
    [40, 87],
    [48, 59],
    [49, 81],
    [50, 27],
    [51, 129],
    [52, 47],
    [53, 111],
  ])('the largest prime below 2^%i is %i less', (bits, less) => {
    expect(isPrime(2 ** bits - less)).toBe(true)
    for (let k = 1; k < less; k++) expect(isPrime(2 ** bits - k)).toBe(false)
  })

  it.each([
    // OEIS A014233: the least that pass the tests to the first k primes as bases, and Carmichael numbers
    2047, 1_373_653, 25_326_001, 3_215_031_751, 2_152_302_898_747, 3_474_749_660_383, 341_550_071_728_321,
    561, 294_409, 56_052_361, 118_901_521, 172_947_529,
  ])('%i, which some tests take for a prime, is not', (n) => {
    expect(isPrime(n)).toBe(false)
  })

  it('refuses what is no exact integer', () => {
    for (const n of [1.5, Number.NaN, 2 ** 53, Number.POSITIVE_INFINITY])
      expect(() => isPrime(n)).toThrow(/integer/)
  })
})

describe('primeFactors', () => {
  const primes = primesBelow(2 ** 17)

  it('gives back the primes that a number was multiplied from', () => {
    const picked = fc.array(fc.nat(primes.length - 1), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(picked, (list) => {
        const own: number[] = []
        let n = 1
        for (const p of list.map((k) => primes[k]!)) {
          if (n * p > Number.MAX_SAFE_INTEGER) break
          own.push(p)
          n *= p
        }
        expect(primeFactors(n)).toEqual([...new Set(own)].sort((a, b) => a - b))
      }),
      { seed: 5, numRuns: 500 },
    )
  })

  it.each([
    [1, []],
    [2 ** 52, [2]],
    [94_906_249 ** 2, [94_906_249]],
    [94_906_247 * 94_906_249, [94_906_247, 94_906_249]],
    [2 ** 53 - 111, [2 ** 53 - 111]],
    [2 ** 53 - 1, [6361, 69_431, 20_394_401]],
    [67_108_859 * 134_217_689, [67_108_859, 134_217_689]],
    [1031 ** 5, [1031]],
  ] as const)('the primes of %i', (n, expected) => {
    expect(primeFactors(n)).toEqual(expected)
  })

  it('divides what it says of any number up to 2⁵³, and nothing else', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (n) => {
        let rest = n
        for (const p of primeFactors(n)) {
          expect(isPrime(p)).toBe(true)
          expect(rest % p).toBe(0)
          while (rest % p === 0) rest /= p
        }
        expect(rest).toBe(1)
      }),
      { seed: 7, numRuns: 200 },
    )
  })
})

it('gcd and lcm are the meet and join of divisors', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500 }), (a, b) => {
      const common = Array.from({ length: 500 }, (_, k) => k + 1).filter((d) => a % d === 0 && b % d === 0)
      expect(gcd(a, b)).toBe(Math.max(...common))
      expect(lcm(a, b) * gcd(a, b)).toBe(a * b)
    }),
    { seed: 9 },
  )
})
