import {
  cycle,
  factorial,
  identityPermutation,
  isEven,
  isIdentity,
  isPrime,
  orbitsOfPoints,
  type Permutation,
} from '@buridan/core'
import { ExplicitLevel, type Level, MemoryAccount } from './chain-level.js'
import type { RandomWalk } from './random-walk.js'

/** Smaller degrees are quick without recognition. */
const LEAST_DEGREE = 16
/** The probability with which a giant is not recognized by uniform elements. */
const MISSED = 1e-7

/**
 * Whether a group is the symmetric or the alternating group of its points, proved by an element: a transitive group with
 * a cycle of prime length p, n/2 < p < n − 2, in an element of otherwise coprime order, contains Alt(n) (Jordan 1873).
 *
 * For each p a share of 1/p of the elements has such a cycle: so many are tried that a giant would be missed in less than one of 10⁷
 * cases, were they uniform and independent. A missed giant is recognized by its order.
 *
 * The group is one for which {@link isPossibleGiant} holds.
 *
 * @returns undefined if no such element was found, which proves nothing
 */
export function recognizeGiant(
  degree: number,
  generators: readonly Permutation[],
  walk: RandomWalk,
): 'symmetric' | 'alternating' | undefined {
  const tries = triesFor(degree)
  for (let t = 0; t < tries; t++) {
    if (hasLongPrimeCycle(walk.next())) return generators.every(isEven) ? 'alternating' : 'symmetric'
  }
  return undefined
}

/**
 * Whether the generators leave open that the group is the symmetric or the alternating group of its points: it is transitive, and no
 * generator is central. O(generators · degree).
 */
export function isPossibleGiant(degree: number, generators: readonly Permutation[]): boolean {
  return (
    degree >= LEAST_DEGREE &&
    !hasCentralGenerator(generators) &&
    orbitsOfPoints(degree, generators).length === 1
  )
}

/** Whether a generator commutes with all others. */
function hasCentralGenerator(generators: readonly Permutation[]): boolean {
  const g = generators.find((s) => !isIdentity(s))
  return g !== undefined && generators.every((h) => h.every((v, i) => h[g[i]!] === g[v]))
}

/** The number of elements to try: for large n about one in ln n / ln 2 has such a cycle. */
function triesFor(degree: number): number {
  if (degree >= 100) return Math.ceil(25 * Math.log(degree))
  let wrong = 1
  for (let p = Math.floor(degree / 2) + 1; p < degree - 2; p++) if (isPrime(p)) wrong -= 1 / p
  return Math.ceil(Math.log(MISSED) / Math.log(wrong))
}

/** Whether a group of so many points is the symmetric or the alternating group of them, by its order. */
export function giantOfOrder(degree: number, order: bigint): 'symmetric' | 'alternating' | undefined {
  if (degree < LEAST_DEGREE) return undefined
  const all = factorial(degree)
  return order === all ? 'symmetric' : 2n * order === all ? 'alternating' : undefined
}

/** A cycle longer than n/2 is the only one of its length and of any multiple: a power of g is that cycle alone. */
function hasLongPrimeCycle(g: Permutation): boolean {
  const n = g.length
  const seen = new Uint8Array(n)
  for (let i = 0; i < n; i++) {
    let length = 0
    for (let j = i; !seen[j]; j = g[j]!) {
      seen[j] = 1
      length++
    }
    if (2 * length > n) return length < n - 2 && isPrime(length)
  }
  return false
}

/** A level of the chain of Sym or Alt: transversal elements are transpositions or 3-cycles, which are not stored. */
class GiantLevel implements Level {
  #generators: readonly Permutation[] | undefined

  constructor(
    readonly order: Uint32Array,
    readonly rank: Uint32Array,
    readonly index: number,
    readonly even: boolean,
  ) {}

  get base(): number {
    return this.order[this.index]!
  }

  get orbit(): Uint32Array {
    return this.order.subarray(this.index)
  }

  get generators(): readonly Permutation[] {
    this.#generators ??= giantGenerators(this.order.length, this.orbit, this.even)
    return this.#generators
  }

  positionOf(point: number): number {
    return Math.max(-1, this.rank[point]! - this.index)
  }

  representative(point: number): Permutation {
    const g = identityPermutation(this.order.length)
    if (point === this.base) return g
    g[this.base] = point
    if (this.even) {
      const third = this.#third(point)
      g[point] = third
      g[third] = this.base
    } else g[point] = this.base
    return g
  }

  divide(g: Permutation, point: number): void {
    const { base } = this
    if (point === base) return
    const third = this.even ? this.#third(point) : base
    // the inverse sends point to base and, if even, third to point and base to third
    for (let i = 0; i < g.length; i++) {
      const v = g[i]!
      if (v === point) g[i] = base
      else if (v === third) g[i] = point
      else if (v === base) g[i] = third
    }
  }

  /** A point of the orbit that is neither the base nor the given one. */
  #third(point: number): number {
    const last = this.order.at(-1)!
    return point === last ? this.order.at(-2)! : last
  }
}

/** Two elements that generate Sym or Alt of some of n points. */
export function giantGenerators(n: number, points: ArrayLike<number>, even: boolean): Permutation[] {
  const size = points.length
  const short = cycle(n, Array.from(points).slice(0, even ? 3 : 2))
  const long = cycle(n, Array.from(points).slice(even && size % 2 === 0 ? 1 : 0))
  return size <= (even ? 3 : 2) ? [short] : [short, long]
}

/** The chain of Sym(n) or Alt(n) whose base starts with given points. */
export function giantLevels(degree: number, base: readonly number[], even: boolean): Level[] {
  const first = new Set(base)
  const order = Uint32Array.from([...first, ...identityPermutation(degree).filter((p) => !first.has(p))])
  const rank = new Uint32Array(degree)
  order.forEach((p, i) => {
    rank[p] = i
  })
  const count = degree - (even ? 2 : 1)
  const levels: Level[] = Array.from({ length: count }, (_, i) => new GiantLevel(order, rank, i, even))
  // further base points: nothing moves any more
  for (let i = count; i < first.size; i++)
    levels.push(new ExplicitLevel(degree, order[i]!, new MemoryAccount(degree)))
  return levels
}
