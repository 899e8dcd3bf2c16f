// Functions whose comments lack something, for the test that the lint sees it. Their names say which.

/** An error. */
export class SampleError extends Error {}

/** Another one, that nothing throws. */
export class OtherError extends Error {}

function checked(n: number): number {
  if (n < 0) throw new SampleError(`${n}`)
  return n
}

/**
 * All said.
 *
 * @param n - the length, not negative
 * @returns n zeros, an array of length n
 * @throws SampleError if n is negative
 * @remarks O(n).
 *
 * @example
 * ```ts
 * console.log(complete(2).length) // → 2
 * ```
 */
export function complete(n: number): number[] {
  return new Array<number>(checked(n)).fill(0)
}

/**
 * Sums.
 *
 * @example
 * ```ts
 * console.log(errorsShapesCost([1])) // → 1
 * ```
 */
export function errorsShapesCost(values: readonly number[]): number {
  let sum = 0
  for (const v of values) sum += checked(v)
  return sum
}

/** @throws OtherError never */
export function errorsExample(n: number): number {
  return checked(n)
}

/** Errors as {@link complete}'s, at second hand. @throws As {@link complete} */
export function exampleCost(n: number): number {
  return [...complete(n), 0].length
}

/** What is caught, and what happens only when the result is called, are no errors of the call. */
export function example(n: number): () => number {
  try {
    checked(n)
  } catch {
    return () => 0
  }
  return () => checked(n)
}

/** A class with a private part, and methods that hand arguments on. */
export class Sample {
  readonly #n: number

  constructor(n: number) {
    this.#n = n
  }

  errorsExample(n: number): number {
    return checked(n) + this.#n + this.#ignored()
  }

  #ignored(): number {
    return checked(0)
  }
}
