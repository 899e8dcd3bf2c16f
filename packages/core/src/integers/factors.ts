/**
 * A product of positive integers: as many factors as fit are multiplied as numbers, the results as BigInt.
 *
 * @example
 * ```ts
 * import { Factors, factorial } from '@buridan/core'
 * const factors = new Factors()
 * for (const n of [2 ** 40, 2 ** 40]) factors.multiply(n)
 * console.log(factors.product === 2n ** 80n, factorial(20)) // → true 2432902008176640000n
 * ```
 */
export class Factors {
  readonly #words: bigint[] = []
  #small = 1

  /** Multiplies the product by a positive integer below 2⁵³. Constant time. Unchecked. */
  multiply(factor: number): void {
    if (this.#small * factor > Number.MAX_SAFE_INTEGER) {
      this.#words.push(BigInt(this.#small))
      this.#small = 1
    }
    this.#small *= factor
  }

  /** The product. Numbers of equal length are multiplied in pairs, which is fast. */
  get product(): bigint {
    let words = [...this.#words, BigInt(this.#small)]
    while (words.length > 1) {
      const pairs: bigint[] = []
      for (let i = 0; i < words.length; i += 2) pairs.push(words[i]! * (words[i + 1] ?? 1n))
      words = pairs
    }
    return words[0]!
  }
}

/** n!, exactly. O(n + M log n), M the cost of a product with as many bits as n!. Unchecked. */
export function factorial(n: number): bigint {
  const factors = new Factors()
  for (let k = 2; k <= n; k++) factors.multiply(k)
  return factors.product
}
