import {
  compose,
  composeInto,
  identityPermutation,
  inverse,
  type Permutation,
  TooLargeError,
} from '@buridan/core'
/** One link of a stabilizer chain: the orbit of its base point under the elements fixing all earlier base points. */
export interface Level {
  readonly base: number
  /** Strong generators that fix all earlier base points: copies where the level is one of {@link Bsgs}, O(generators · degree). */
  readonly generators: readonly Permutation[]
  /** Orbit of `base`, `base` first: a copy where the level is one of {@link Bsgs}, O(orbit). */
  readonly orbit: ArrayLike<number>
  /** The index of a point in `orbit`; −1 outside. */
  positionOf(point: number): number
  /** The transversal element that takes `base` to a point of the orbit, as a new permutation. */
  representative(point: number): Permutation
  /** Replaces g by u⁻¹g for the transversal element u of a point of the orbit. */
  divide(g: Permutation, point: number): void
}

/** A level as it is given out: nobody can change the chain by it. */
export function viewOf(level: Level): Level {
  return Object.freeze({
    base: level.base,
    get generators() {
      return level.generators.map((g) => g.slice())
    },
    get orbit() {
      return Array.from(level.orbit)
    },
    positionOf: (point: number) => level.positionOf(point),
    representative: (point: number) => level.representative(point),
    divide: (g: Permutation, point: number) => level.divide(g, point),
  })
}

const MAX_CHAIN_BYTES = 2 ** 30
/** For a point of a level: reference to an inverse, position, and the identity of the base. */
const BYTES_A_POINT = 16
/** For a strong generator: references in a level's two lists. */
const BYTES_A_REFERENCE = 16

/** The memory a chain has taken: transversals, strong generators and their inverses, tables and lists of its levels. */
export class MemoryAccount {
  #bytes = 0

  constructor(readonly degree: number) {}

  /**
   * Refuses a group whose chain cannot fit, by its order: it is the product of the levels' orbit lengths, and a level with an orbit of k
   * points takes at least (24 + 4k) bytes a point; (24 + 4k)/ln k is least at k = 7.
   *
   * @throws TooLargeError before anything is allocated
   */
  expect(order: bigint): void {
    this.#refuseOver((52 / Math.log(7)) * logarithm(order) * this.degree)
  }

  /**
   * Refuses a group whose first level cannot fit.
   *
   * @param orbit - finds the number of points of its orbit; not called where an orbit of all points would fit
   * @throws TooLargeError before anything is allocated
   */
  expectLevel(orbit: () => number): void {
    const bytes = (points: number) => (BYTES_A_POINT + 4 * points) * this.degree
    if (bytes(this.degree) > MAX_CHAIN_BYTES) this.#refuseOver(bytes(orbit()))
  }

  /** @throws TooLargeError if the chain would take more than it may */
  take(bytes: number): void {
    this.#bytes += bytes
    this.#refuseOver(this.#bytes)
  }

  #refuseOver(bytes: number): void {
    if (bytes > MAX_CHAIN_BYTES) {
      throw new TooLargeError(
        `a stabilizer chain on ${this.degree} points would take over ${MAX_CHAIN_BYTES / 2 ** 20} MiB; ` +
          'give the group a smaller degree or fewer generators',
      )
    }
  }
}

/** The natural logarithm, from below, of numbers too large for float64. */
function logarithm(n: bigint): number {
  return (n.toString(16).length - 1) * Math.log(16)
}

/** A level that stores the inverses of all its transversal elements. */
export class ExplicitLevel implements Level {
  readonly generators: Permutation[] = []
  readonly orbit: number[]
  readonly #inverseGenerators: Permutation[] = []
  readonly #position: Int32Array
  readonly #inverses: (Permutation | undefined)[]
  readonly #account: MemoryAccount

  constructor(
    readonly degree: number,
    readonly base: number,
    account: MemoryAccount,
  ) {
    this.#account = account
    account.take(BYTES_A_POINT * degree)
    this.#inverses = new Array(degree)
    this.#inverses[base] = identityPermutation(degree)
    this.#position = new Int32Array(degree).fill(-1)
    this.#position[base] = 0
    this.orbit = [base]
  }

  positionOf(point: number): number {
    return this.#position[point]!
  }

  representative(point: number): Permutation {
    return inverse(this.#inverses[point]!)
  }

  divide(g: Permutation, point: number): void {
    composeInto(this.#inverses[point]!, g, g)
  }

  /** The inverse of the transversal element of a point: not to be changed. */
  inverseOf(point: number): Permutation {
    return this.#inverses[point]!
  }

  /** @param back - the inverse of g: levels share it */
  addGenerator(g: Permutation, back: Permutation): void {
    this.#account.take(BYTES_A_REFERENCE)
    this.generators.push(g)
    this.#inverseGenerators.push(back)
    const before = this.orbit.length
    const last = this.generators.length - 1
    // the points first: what their transversal elements take is known before any is made
    const from: number[] = []
    const by: number[] = []
    const visit = (point: number, s: number) => {
      const image = this.generators[s]![point]!
      if (this.#position[image] !== -1) return
      this.#position[image] = this.orbit.length
      this.orbit.push(image)
      from.push(point)
      by.push(s)
    }
    for (let k = 0; k < before; k++) visit(this.orbit[k]!, last)
    for (let k = before; k < this.orbit.length; k++) {
      for (let s = 0; s <= last; s++) visit(this.orbit[k]!, s)
    }
    this.#account.take(4 * this.degree * from.length)
    from.forEach((point, k) => {
      const back = this.#inverseGenerators[by[k]!]!
      this.#inverses[this.orbit[before + k]!] = compose(this.#inverses[point]!, back)
    })
  }

  /** Keeps only some of the generators; they must have the same orbit. */
  keepGenerators(kept: ReadonlySet<Permutation>): void {
    for (let k = this.generators.length - 1; k >= 0; k--) {
      if (kept.has(this.generators[k]!)) continue
      this.generators.splice(k, 1)
      this.#inverseGenerators.splice(k, 1)
    }
  }
}
