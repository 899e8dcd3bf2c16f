import { euclideanNorm, scaleOf } from './norm.js'

/**
 * An orthonormal set of vectors of ℝⁿ that grows; lengths are not checked.
 *
 * @example
 * ```ts
 * import { OrthonormalSet } from '@buridan/core'
 * const set = new OrthonormalSet(2)
 * console.log(set.add(Float64Array.of(3, 0)), set.add(Float64Array.of(-2, 0))) // → true false
 * const v = Float64Array.of(5, 7)
 * set.project(v)
 * console.log(v, set.columns()) // → Float64Array(2) [ 0, 7 ] Float64Array(2) [ 1, 0 ]
 * console.log(set.rows()) // → Float64Array(2) [ 1, 0 ]
 * ```
 */
export class OrthonormalSet {
  /** The vectors, of dim numbers each. */
  readonly vectors: Float64Array[] = []

  /** @param dim - the n of ℝⁿ */
  constructor(readonly dim: number) {}

  /** How many vectors there are. */
  get size(): number {
    return this.vectors.length
  }

  /** Changes v, of dim entries, to its part orthogonal to the set. O(dim · size). Done twice, as rounding leaves a rest. */
  project(v: Float64Array): void {
    for (let round = 0; round < 2; round++) {
      for (const b of this.vectors) {
        let dot = 0
        for (let i = 0; i < v.length; i++) dot += b[i]! * v[i]!
        for (let i = 0; i < v.length; i++) v[i]! -= dot * b[i]!
      }
    }
  }

  /**
   * Adds the part of v orthogonal to the set, scaled to length 1, if it is longer than `least` times v, or times `size`.
   *
   * @param v - dim numbers; not changed
   * @param size - the length that v would have if nothing in it cancelled, where it was computed of larger numbers: what is left of
   *   these is rounding
   * @returns whether it was added
   * @remarks O(dim · size).
   */
  add(v: Float64Array, least = 1e-6, size = 0): boolean {
    const scale = scaleOf([v])
    // products with entries near the ends of float64 round away or overflow
    const rest = scale === 1 ? v.slice() : v.map((x) => x / scale)
    const before = Math.max(euclideanNorm(rest), size / scale)
    this.project(rest)
    const after = euclideanNorm(rest)
    if (!(after > least * before)) return false
    for (let i = 0; i < rest.length; i++) rest[i]! /= after
    this.vectors.push(rest)
    return true
  }

  /** The vectors one after the other, row-major size × dim. O(dim · size). */
  rows(): Float64Array {
    const out = new Float64Array(this.size * this.dim)
    this.vectors.forEach((v, k) => {
      out.set(v, k * this.dim)
    })
    return out
  }

  /** The vectors as columns, row-major dim × size. O(dim · size). */
  columns(): Float64Array {
    const out = new Float64Array(this.dim * this.size)
    this.vectors.forEach((v, k) => {
      for (let i = 0; i < this.dim; i++) out[i * this.size + k] = v[i]!
    })
    return out
  }
}
