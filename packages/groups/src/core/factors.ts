/** A product of many small factors, of which as many as fit are multiplied as plain numbers before they go into a BigInt. */
export class Factors {
  #big = 1n
  #small = 1

  multiply(factor: number): void {
    if (this.#small * factor > Number.MAX_SAFE_INTEGER) {
      this.#big *= BigInt(this.#small)
      this.#small = 1
    }
    this.#small *= factor
  }

  get product(): bigint {
    return this.#big * BigInt(this.#small)
  }
}

/** n!. */
export function factorial(n: number): bigint {
  let out = 1n
  for (let k = 2n; k <= BigInt(n); k++) out *= k
  return out
}
