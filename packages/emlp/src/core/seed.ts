import { integerIn } from '@buridan/core'

/**
 * The seed that was given, checked; if none was, one drawn anew. For what is meant to differ unless a seed says otherwise, such as
 * the weights of two networks; who draws keeps the seed and says it, so that what came of it can be repeated.
 *
 * @throws InvalidArgumentError if the seed is not a 32-bit integer
 *
 * @example
 * ```ts
 * import { seedOrDrawn } from '@buridan/emlp'
 * console.log(seedOrDrawn(7)) // → 7
 * console.log(seedOrDrawn() === seedOrDrawn()) // → false
 * ```
 */
export function seedOrDrawn(seed?: number): number {
  if (seed === undefined) return Math.floor(Math.random() * 2 ** 32)
  return integerIn(seed, -(2 ** 31), 2 ** 32 - 1, 'seed')
}
