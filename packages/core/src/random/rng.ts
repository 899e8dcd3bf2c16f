import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { rngOf } from '../checks/kinds.js'
import { integerIn } from '../checks/validate.js'

/** A seeded source of random numbers: equal seeds give equal sequences in Node and in browsers. */
export interface Rng {
  /** Uniform in [0, 1). */
  float(): number
  /** Uniform integer in 0..n−1. */
  int(n: number): number
  /** Standard normal. */
  normal(): number
}

/**
 * Makes a seeded random source (xoroshiro128+ from `pure-rand`).
 *
 * @param seed - any 32-bit integer
 * @throws InvalidArgumentError if the seed is not a 32-bit integer, with or without sign
 * @remarks Constant time.
 *
 * @example
 * ```ts
 * import { rng } from '@buridan/core'
 * console.log(rng(7).int(1000) === rng(7).int(1000)) // → true
 * ```
 */
export function rng(seed: number): Rng {
  integerIn(seed, -0x80000000, 0xffffffff, 'seed')
  const generator = xoroshiro128plus(scrambled(seed | 0))
  const float = () => uniformFloat64(generator)
  // the first numbers still show that the state was made of few bits
  for (let i = 0; i < WARM_UP; i++) float()
  let spare: number | undefined
  return {
    float,
    int(n) {
      integerIn(n, 1, MAX_INT, 'n, how many integers to draw from,')
      return uniformInteger(generator, n)
    },
    // Box–Muller, one of the pair kept for the next call
    normal() {
      if (spare !== undefined) {
        const value = spare
        spare = undefined
        return value
      }
      const radius = Math.sqrt(-2 * Math.log(1 - float()))
      const angle = 2 * Math.PI * float()
      spare = radius * Math.sin(angle)
      return radius * Math.cos(angle)
    },
  }
}

/**
 * Uniform in 0..n−1 for n up to 2³²: words are drawn until one is below the largest multiple of n. Draws the same as `uniformInt` of
 * pure-rand for such ranges, without its code for larger ones.
 */
function uniformInteger(generator: { next(): number }, n: number): number {
  const most = MAX_INT - (MAX_INT % n)
  let word = generator.next() + MAX_INT / 2
  while (word >= most) word = generator.next() + MAX_INT / 2
  return word % n
}

/** The most integers to draw from. */
const MAX_INT = 2 ** 32
/** Numbers dropped at the start. */
const WARM_UP = 16

/** A permutation of the 32-bit integers in which neighbours have nothing in common (the finalizer of MurmurHash3). */
function scrambled(seed: number): number {
  let h = seed ^ 0x9e3779b9
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) | 0
}

/**
 * The numbers 0..n−1 in a random order (Fisher–Yates).
 *
 * @throws InvalidArgumentError if n is not an integer from 0 to 2²⁴, or `random` is not a source of random numbers
 * @remarks O(n).
 *
 * @example
 * ```ts
 * import { rng, shuffled } from '@buridan/core'
 * console.log(shuffled(5, rng(1)).sort()) // → [ 0, 1, 2, 3, 4 ]
 * ```
 */
export function shuffled(n: number, random: Rng): number[] {
  rngOf(random, 'random')
  integerIn(n, 0, 2 ** 24, 'n')
  const order = Array.from({ length: n }, (_, i) => i)
  for (let i = n - 1; i > 0; i--) {
    const j = random.int(i + 1)
    const held = order[i]!
    order[i] = order[j]!
    order[j] = held
  }
  return order
}
