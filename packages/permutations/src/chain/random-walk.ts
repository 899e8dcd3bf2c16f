import { composeInto, identityPermutation, type Permutation, type Rng } from '@buridan/core'

/** Steps before elements are used; with more than LEAST_POOL generators, 8 more for each. */
const WARM_UP = 50
const WARM_UP_PER_GENERATOR = 8
const LEAST_POOL = 10

/**
 * Nearly random elements of the group that permutations generate, by product replacement with an accumulator. Fast, and
 * not exactly uniform: see `randomElement` for that.
 *
 * Source: Celler et al. 1995; Leedham-Green & Murray 2002 (“rattle”).
 */
export class RandomWalk {
  readonly #random: Rng
  readonly #pool: Permutation[]
  readonly #accumulator: Permutation
  readonly #inverted: Permutation

  constructor(degree: number, generators: readonly Permutation[], random: Rng) {
    this.#random = random
    this.#pool = Array.from({ length: Math.max(LEAST_POOL, generators.length) }, (_, i) =>
      generators.length === 0 ? identityPermutation(degree) : generators[i % generators.length]!.slice(),
    )
    this.#accumulator = identityPermutation(degree)
    this.#inverted = identityPermutation(degree)
    const steps = WARM_UP + (generators.length > LEAST_POOL ? WARM_UP_PER_GENERATOR * generators.length : 0)
    for (let i = 0; i < steps; i++) this.next()
  }

  /** The next element: valid until the following call. */
  next(): Permutation {
    const random = this.#random
    const pool = this.#pool
    const i = random.int(pool.length)
    let j = random.int(pool.length - 1)
    if (j >= i) j++
    const target = pool[i]!
    let other = pool[j]!
    if (random.int(2)) {
      other = this.#inverted
      const source = pool[j]!
      for (let p = 0; p < source.length; p++) other[source[p]!] = p
    }
    if (random.int(2)) composeInto(other, target, target)
    else {
      // target ∘ other, in place by way of the inverse buffer
      const copy = other === this.#inverted ? other : this.#copy(other)
      for (let p = 0; p < copy.length; p++) copy[p] = target[copy[p]!]!
      target.set(copy)
    }
    composeInto(target, this.#accumulator, this.#accumulator)
    return this.#accumulator
  }

  #copy(g: Permutation): Permutation {
    this.#inverted.set(g)
    return this.#inverted
  }
}
