import { TooLargeError } from '../core/errors.js'
import { rng } from '../core/rng.js'
import { orbitsOfPoints } from './orbits.js'
import {
  compose,
  composeInto,
  identityPermutation,
  inverse,
  isEven,
  isIdentity,
  type Permutation,
} from './permutation.js'

/** One link of a stabilizer chain: the orbit of its base point under the elements fixing all earlier base points. */
export interface Level {
  readonly base: number
  readonly generators: Permutation[]
  /** Orbit of `base`, `base` first. */
  readonly orbit: number[]
  /** Where a point stands in `orbit`, −1 off it. */
  readonly position: Int32Array
  /** `transversal[p]` takes `base` to p; undefined off the orbit. */
  readonly transversal: (Permutation | undefined)[]
  readonly inverses: (Permutation | undefined)[]
}

const MAX_TRANSVERSAL_BYTES = 2 ** 30
const QUIET_SIFTS = 20

/** How a stabilizer chain is found. */
export interface BsgsOptions {
  /** Points the base starts with. */
  readonly base?: readonly number[]
  /** False leaves out the random part: slower, and deterministic throughout. */
  readonly random?: boolean
  /** False leaves out the verification: the chain may then be of a smaller group, with probability below 2⁻²⁰. */
  readonly verify?: boolean
}

/**
 * A base and strong generating set, found by the randomized Schreier–Sims method and then verified: either the order
 * meets an upper bound (all permutations of each orbit), or every Schreier generator is sifted. The random choices are
 * fixed, so equal generators give equal chains.
 *
 * Source: Seress, *Permutation Group Algorithms*, chapter 4.
 */
export class Bsgs {
  readonly levels: Level[] = []

  constructor(
    readonly degree: number,
    generators: readonly Permutation[],
    options: BsgsOptions = {},
  ) {
    const { base = [], random = true, verify = true } = options
    for (const b of base) this.#addLevel(b)
    for (const g of generators) this.#insert(g)
    if (generators.length === 0) return
    if (random) this.#fillRandomly(generators)
    if (verify && !this.#meetsUpperBound(generators)) this.#verify()
  }

  /** The group's order: the product of the orbit lengths. */
  get order(): bigint {
    return this.orderFrom(0)
  }

  /** The order of the stabilizer of the first `level` base points. */
  orderFrom(level: number): bigint {
    let order = 1n
    for (let i = level; i < this.levels.length; i++) order *= BigInt(this.levels[i]!.orbit.length)
    return order
  }

  /** Divides g by transversal elements; what is left is the identity iff g is in the group. O(base · degree). */
  sift(g: Permutation, from = 0): { residue: Permutation; level: number } {
    const residue = g.slice()
    for (let i = from; i < this.levels.length; i++) {
      const { base, inverses } = this.levels[i]!
      const u = inverses[residue[base]!]
      if (!u) return { residue, level: i }
      composeInto(u, residue, residue)
    }
    return { residue, level: this.levels.length }
  }

  contains(g: Permutation): boolean {
    const { residue, level } = this.sift(g)
    return level === this.levels.length && isIdentity(residue)
  }

  #addLevel(base: number): void {
    const id = identityPermutation(this.degree)
    const transversal: Level['transversal'] = new Array(this.degree)
    const inverses: Level['inverses'] = new Array(this.degree)
    transversal[base] = id
    inverses[base] = id
    const position = new Int32Array(this.degree).fill(-1)
    position[base] = 0
    this.levels.push({ base, generators: [], orbit: [base], position, transversal, inverses })
  }

  /** Sifts g and, if something is left, makes it a strong generator. Returns whether it did. */
  #insert(g: Permutation, from = 0): boolean {
    const { residue, level } = this.sift(g, from)
    if (isIdentity(residue)) return false
    if (level === this.levels.length) this.#addLevel(residue.findIndex((v, i) => v !== i))
    for (let i = from; i <= level; i++) this.#addGenerator(this.levels[i]!, residue)
    return true
  }

  #addGenerator(level: Level, g: Permutation): void {
    level.generators.push(g)
    const before = level.orbit.length
    for (let k = 0; k < before; k++) this.#visit(level, level.orbit[k]!, g)
    for (let k = before; k < level.orbit.length; k++) {
      for (const s of level.generators) this.#visit(level, level.orbit[k]!, s)
    }
  }

  #visit(level: Level, point: number, s: Permutation): void {
    const image = s[point]!
    if (level.transversal[image]) return
    const u = compose(s, level.transversal[point]!)
    level.transversal[image] = u
    level.inverses[image] = inverse(u)
    level.position[image] = level.orbit.length
    level.orbit.push(image)
    this.#guardMemory()
  }

  #guardMemory(): void {
    let entries = 0
    for (const l of this.levels) entries += l.orbit.length
    const bytes = entries * this.degree * 8
    if (bytes > MAX_TRANSVERSAL_BYTES) {
      throw new TooLargeError(
        `a stabilizer chain on ${this.degree} points would take over ${Math.round(bytes / 2 ** 20)} MiB; ` +
          'give the group a smaller degree or fewer generators',
      )
    }
  }

  /** Sifts elements of a product-replacement walk until many in a row leave nothing. */
  #fillRandomly(generators: readonly Permutation[]): void {
    const random = rng(0x5eed)
    const pool: Permutation[] = Array.from({ length: Math.max(10, generators.length) }, (_, i) =>
      generators[i % generators.length]!.slice(),
    )
    let accumulator: Permutation = identityPermutation(this.degree)
    const step = () => {
      const i = random.int(pool.length)
      let j = random.int(pool.length - 1)
      if (j >= i) j++
      const other = random.int(2) ? pool[j]! : inverse(pool[j]!)
      pool[i] = random.int(2) ? compose(pool[i]!, other) : compose(other, pool[i]!)
      accumulator = compose(accumulator, pool[i]!)
      return accumulator
    }
    for (let i = 0; i < 50; i++) step()
    for (let quiet = 0; quiet < QUIET_SIFTS; ) quiet = this.#insert(step()) ? 0 : quiet + 1
  }

  #meetsUpperBound(generators: readonly Permutation[]): boolean {
    let bound = generators.every(isEven) ? 1n : 2n
    for (const orbit of orbitsOfPoints(this.degree, generators)) {
      for (let k = 2n; k <= BigInt(orbit.length); k++) bound *= k
    }
    return this.order * 2n === bound
  }

  /** Deterministic Schreier–Sims: sifts every Schreier generator, deepest level first, until none leaves anything. */
  #verify(): void {
    for (let i = this.levels.length - 1; i >= 0; i--) {
      if (this.#closeLevel(i)) i = this.levels.length
    }
  }

  /** Returns whether a strong generator had to be added. */
  #closeLevel(i: number): boolean {
    const level = this.levels[i]!
    const schreier = new Uint32Array(this.degree)
    for (const point of level.orbit) {
      for (const s of level.generators) {
        composeInto(s, level.transversal[point]!, schreier)
        composeInto(level.inverses[s[point]!]!, schreier, schreier)
        if (this.#insert(schreier, i + 1)) return true
      }
    }
    return false
  }
}
