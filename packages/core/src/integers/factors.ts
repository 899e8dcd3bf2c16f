/** A product of many small factors, of which as many as fit are multiplied as plain numbers before they go into a BigInt. */
export class Factors {
  readonly #words: bigint[] = []
  #small = 1

  multiply(factor: number): void {
    if (this.#small * factor > Number.MAX_SAFE_INTEGER) {
      this.#words.push(BigInt(this.#small))
      this.#small = 1
    }
    this.#small *= factor
  }

  /** Halves times halves: numbers of equal length, for which multiplication is fast. */
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

/** n!. */
export function factorial(n: number): bigint {
  const factors = new Factors()
  for (let k = 2; k <= n; k++) factors.multiply(k)
  return factors.product
}
