import {
  composeInto,
  Factors,
  factorial,
  integerIn,
  inverse,
  isEven,
  isIdentity,
  orbitsOfMoves,
  orbitsOfPoints,
  type Permutation,
  permutation,
  rng,
} from '@buridan/core'
import { ExplicitLevel, type Level, MemoryAccount, viewOf } from './chain-level.js'
import { giantLevels, giantOfOrder, isPossibleGiant, recognizeGiant } from './giant.js'
import { RandomWalk } from './random-walk.js'

export type { Level } from './chain-level.js'

const QUIET_SIFTS = 20

/** How a stabilizer chain is found. */
export interface BsgsOptions {
  /** Points the base starts with. */
  readonly base?: readonly number[]
  /** False leaves out the random part: slower, and deterministic throughout. */
  readonly random?: boolean
  /** False leaves out the verification: the chain may then be of a smaller group, with probability below 2⁻²⁰. */
  readonly verify?: boolean
  /** The group's order if it is known: the chain is complete when it has this order. */
  readonly order?: bigint
}

/**
 * A base and strong generating set, found by the randomized Schreier–Sims method and then verified: the order equals an
 * upper bound (all permutations of each orbit) or the known order, or every Schreier generator of a small strong
 * generating set is sifted. Symmetric and alternating groups are recognized by an element that proves them, and their
 * chains take no memory. The random choices are fixed, so equal generators give equal chains.
 *
 * @throws TooLargeError if the chain would take over 1 GiB
 * @remarks O(n² log³ |G|) for most groups; O(n) for Sym(n) and Alt(n). Seress, *Permutation Group Algorithms*, chapter 4.
 *
 * @example
 * ```ts
 * import { Bsgs, permutation } from '@buridan/permutations'
 * const chain = new Bsgs(4, [permutation([1, 2, 3, 0]), permutation([3, 2, 1, 0])], { base: [0] })
 * console.log(chain.order, chain.orderFrom(1)) // → 8n 2n
 * console.log(chain.contains(permutation([1, 0, 2, 3]))) // → false
 * console.log(chain.sift(permutation([3, 2, 1, 0]))) // → { residue: Uint32Array(4) [ 0, 1, 2, 3 ], level: 2 }
 * ```
 */
export class Bsgs {
  /** @internal The levels themselves, not to be changed. */
  readonly ownLevels: readonly Level[]
  /** Set if the group was recognized to be all, or all even, permutations of its points. */
  readonly giant: 'symmetric' | 'alternating' | undefined
  readonly #explicit: ExplicitLevel[] = []
  #views: readonly Level[] | undefined
  readonly #account: MemoryAccount
  #scratch: Permutation

  /** @param generators - permutations of `degree` points, which are not checked */
  constructor(
    readonly degree: number,
    generators: readonly Permutation[],
    options: BsgsOptions = {},
  ) {
    this.#scratch = new Uint32Array(degree)
    this.#account = new MemoryAccount(degree)
    const { base = [], random = true } = options
    const mayBeGiant = random && isPossibleGiant(degree, generators)
    if (!mayBeGiant) this.#expectFirstLevel(generators, base[0])
    const walk = random && generators.length > 0 ? new RandomWalk(degree, generators, rng(0x5eed)) : undefined
    const recognized = walk && mayBeGiant ? recognizeGiant(degree, generators, walk) : undefined
    this.ownLevels = recognized ? giantLevels(degree, base, recognized === 'alternating') : this.#explicit
    if (!recognized) this.#build(generators, walk, options)
    // the base of a giant has all points but one or two
    this.giant =
      recognized ?? (this.ownLevels.length < degree - 2 ? undefined : giantOfOrder(degree, this.order))
  }

  #build(generators: readonly Permutation[], walk: RandomWalk | undefined, options: BsgsOptions): void {
    const { base = [], verify = true, order } = options
    if (order !== undefined) this.#account.expect(order)
    this.#expectFirstLevel(generators, base[0])
    for (const b of base) this.#addLevel(b)
    // those that leave something: the others are products of them
    const own = generators.filter((g) => this.#insert(g) >= 0)
    if (own.length === 0) return
    if (walk) this.#fillRandomly(walk, order)
    if (!verify || order === this.order || this.#meetsUpperBound(generators)) return
    if (walk) this.#dropRedundant()
    this.#verify(own)
  }

  /** @throws TooLargeError if the level of the first base point cannot fit */
  #expectFirstLevel(generators: readonly Permutation[], base: number | undefined): void {
    const moved = () => generators.find((g) => !isIdentity(g))?.findIndex((v, i) => v !== i)
    const first = base ?? moved()
    if (first === undefined) return
    this.#account.expectLevel(() => {
      const { numbers, sizes } = orbitsOfMoves(this.degree, generators.length, (p, k) => generators[k]![p]!)
      return sizes[numbers[first]!]!
    })
  }

  /** One level for each base point, in their order: frozen, with copies of orbits and generators. */
  get levels(): readonly Level[] {
    this.#views ??= Object.freeze(this.ownLevels.map(viewOf))
    return this.#views
  }

  /** The group's order: the product of the orbit lengths. */
  get order(): bigint {
    return this.orderFrom(0)
  }

  /**
   * The order of the stabilizer of the first `level` base points.
   *
   * @throws InvalidArgumentError if there are fewer base points
   * @remarks O(base) multiplications.
   */
  orderFrom(level: number): bigint {
    integerIn(level, 0, this.ownLevels.length, 'level')
    const order = new Factors()
    for (let i = level; i < this.ownLevels.length; i++) order.multiply(this.ownLevels[i]!.orbit.length)
    return order.product
  }

  /**
   * Divides g by transversal elements from a level on; the rest is the identity iff g is in the stabilizer of the earlier base points.
   *
   * @param g - a permutation of `degree` points
   * @returns the rest, and the level where the division ends: the number of levels if it passed all
   * @throws InvalidPermutationError if g is not a permutation of the points
   * @throws InvalidArgumentError if `from` is not a level, or the number of levels
   * @remarks O(base · degree).
   */
  sift(g: Permutation, from = 0): { residue: Permutation; level: number } {
    integerIn(from, 0, this.ownLevels.length, 'from')
    const residue = permutation(g, this.degree)
    return { residue, level: this.#siftInPlace(residue, from) }
  }

  #siftInPlace(residue: Permutation, from: number): number {
    for (let i = from; i < this.ownLevels.length; i++) {
      const level = this.ownLevels[i]!
      const image = residue[level.base]!
      if (image === level.base) continue
      if (level.positionOf(image) < 0) return i
      level.divide(residue, image)
    }
    return this.ownLevels.length
  }

  /**
   * Whether a permutation g of `degree` points is an element of the group. O(base · degree).
   *
   * For a `Uint32Array` only the length is checked: meant for inner loops.
   *
   * @throws InvalidPermutationError if g is neither a `Uint32Array` nor a permutation of the points
   */
  contains(g: Permutation): boolean {
    if (!(g instanceof Uint32Array)) permutation(g, this.degree)
    if (g.length !== this.degree) return false
    const residue = this.#scratch
    residue.set(g)
    return this.#siftInPlace(residue, 0) === this.ownLevels.length && isIdentity(residue)
  }

  #addLevel(base: number): void {
    this.#explicit.push(new ExplicitLevel(this.degree, base, this.#account))
  }

  /**
   * Sifts g, which may be `#scratch`, from a level on. If something is left, it becomes a strong generator of the levels from there down
   * to the one returned; −1 if nothing is left.
   */
  #insert(g: Permutation, from = 0): number {
    const scratch = this.#scratch
    scratch.set(g)
    const level = this.#siftInPlace(scratch, from)
    if (isIdentity(scratch)) return -1
    this.#account.take(8 * this.degree)
    const residue = scratch.slice()
    const back = inverse(residue)
    if (level === this.ownLevels.length) this.#addLevel(residue.findIndex((v, i) => v !== i))
    for (let i = from; i <= level; i++) this.#explicit[i]!.addGenerator(residue, back)
    return level
  }

  /** Sifts elements of a random walk until many in a row leave a trivial rest. */
  #fillRandomly(walk: RandomWalk, order: bigint | undefined): void {
    for (let quiet = 0; quiet < QUIET_SIFTS && (order === undefined || this.order < order); ) {
      quiet = this.#insert(walk.next()) < 0 ? quiet + 1 : 0
    }
  }

  #meetsUpperBound(generators: readonly Permutation[]): boolean {
    let bound = generators.every(isEven) ? 1n : 2n
    for (const orbit of orbitsOfPoints(this.degree, generators)) bound *= factorial(orbit.length)
    return this.order * 2n === bound
  }

  /** Keeps, from the last level up, only strong generators that make an orbit longer: fewer to verify. */
  #dropRedundant(): void {
    const kept = new Set<Permutation>()
    for (let i = this.#explicit.length - 1; i >= 0; i--) {
      const { base, orbit, generators } = this.#explicit[i]!
      const lengthBy = (moves: readonly Permutation[]) => {
        const { numbers, sizes } = orbitsOfMoves(this.degree, moves.length, (p, k) => moves[k]![p]!)
        return sizes[numbers[base]!]!
      }
      const isKept = (g: Permutation) => kept.has(g)
      let reached = lengthBy(generators.filter(isKept))
      for (const g of generators) {
        if (reached === orbit.length) break
        const longer = lengthBy([...generators.filter(isKept), g])
        if (longer === reached) continue
        kept.add(g)
        reached = longer
      }
    }
    for (const level of this.#explicit) level.keepGenerators(kept)
  }

  /**
   * Deterministic Schreier–Sims: sifts every Schreier generator, deepest level first, until all rests are trivial. Another rest is a new
   * generator of the levels down to where its division ends; deeper levels stay closed.
   */
  #verify(generators: readonly Permutation[]): void {
    for (let i = this.#explicit.length - 1; i >= 0; ) {
      // the group's own generators are fewer than the strong ones
      const changed = this.#closeLevel(i, i === 0 ? generators : this.#explicit[i]!.generators)
      i = changed < 0 ? i - 1 : changed
    }
  }

  /**
   * @param generators - of the group of the level
   * @returns the deepest level that a strong generator had to be added to; −1 if there is none
   */
  #closeLevel(i: number, generators: readonly Permutation[]): number {
    const level = this.#explicit[i]!
    const schreier = this.#scratch
    for (const point of level.orbit) {
      const u = level.representative(point)
      for (const s of generators) {
        composeInto(s, u, schreier)
        level.divide(schreier, s[point]!)
        const changed = this.#insert(schreier, i + 1)
        if (changed >= 0) return changed
      }
    }
    return -1
  }
}
