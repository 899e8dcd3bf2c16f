import { UnionFind } from '@buridan/core'
import type { SparsePermutation } from './partial-automorphism.js'

/** The number of latest automorphisms that are kept for pruning. */
const KEPT = 64

/** Orbits of the automorphisms found so far, and the latest automorphisms, for orbits of subgroups. */
export class OrbitPartition {
  readonly #orbits: UnionFind
  readonly #kept: (SparsePermutation | Int32Array)[] = []
  #next = 0
  /** The roots of orbits with a tried vertex bear the current stamp. */
  readonly #tried: Uint32Array
  #stamp = 1
  #size = 0

  constructor(capacity: number) {
    this.#orbits = new UnionFind(capacity)
    this.#tried = new Uint32Array(capacity)
  }

  reset(n: number): void {
    this.#orbits.reset(n)
    this.#size = n
    this.#kept.length = 0
    this.#next = 0
    this.forgetTried()
  }

  /** The least vertex of the orbit of v. */
  least(v: number): number {
    return this.#orbits.least(v)
  }

  forgetTried(): void {
    this.#stamp++
  }

  markTried(v: number): void {
    this.#tried[this.least(v)] = this.#stamp
  }

  /** Whether a vertex of the orbit of v was marked since the marks were last cleared. */
  wasTried(v: number): boolean {
    return this.#tried[this.least(v)] === this.#stamp
  }

  add(found: SparsePermutation): void {
    const { points, images } = found
    for (let i = 0; i < points.length; i++) {
      const joined = this.#orbits.join(points[i]!, images[i]!)
      if (joined !== -1 && this.#tried[joined] === this.#stamp) this.markTried(joined)
    }
    this.#kept[this.#next] = found
    this.#next = (this.#next + 1) % KEPT
  }

  /** A kept automorphism as images, made when it is first needed. */
  #dense(k: number): Int32Array {
    const kept = this.#kept[k]!
    if (kept instanceof Int32Array) return kept
    const images = Int32Array.from({ length: this.#size }, (_, i) => i)
    for (let i = 0; i < kept.points.length; i++) images[kept.points[i]!] = kept.images[i]!
    this.#kept[k] = images
    return images
  }

  /** Whether two vertices are in one orbit. */
  together(v: number, w: number): boolean {
    return this.least(v) === this.least(w)
  }

  /** How many of the first `size` members are in the orbit of v. */
  sizeWithin(v: number, members: Int32Array, size: number): number {
    const root = this.least(v)
    let count = 0
    for (let i = 0; i < size; i++) if (this.least(members[i]!) === root) count++
    return count
  }

  /** Whether kept automorphisms that fix all given vertices take v to one of the first `tried` members. */
  reaches(v: number, members: Int32Array, tried: number, fixed: readonly number[]): boolean {
    const fixing = this.#kept.map((_, k) => this.#dense(k)).filter((g) => fixed.every((f) => g[f] === f))
    if (fixing.length === 0) return false
    const before = new Set(members.slice(0, tried))
    const seen = new Set([v])
    for (const p of seen) {
      for (const g of fixing) {
        const image = g[p]!
        if (before.has(image)) return true
        seen.add(image)
      }
    }
    return false
  }

  /** The least vertex of the orbit of each vertex. */
  leasts(): Int32Array {
    return this.#orbits.leasts()
  }
}
