import { determinant3, type Permutation } from '@buridan/core'
import type { OddNumbers } from './checked-sites.js'

/** The match of each point's image, and the squared distances: their sum, and the largest. */
export interface Matching {
  readonly images: Permutation
  readonly squares: number
  readonly largest: number
}

/** Matches moved points with scalars and vectors, of space or of ℝᵈ; all numbers in one array, for many matrices. */
export class SiteMatching {
  readonly #count: number
  /** The numbers of a point: those of its vectors, then its scalars. */
  readonly #width: number
  readonly #vectorWidth: number
  /** Where pseudoscalars and axial vectors begin. */
  readonly #odd: { readonly vectors: number; readonly scalars: number }
  readonly #numbers: Float64Array
  readonly #moved: Float64Array

  /** @param dim - the length of vectors */
  constructor(
    scalars: readonly Float64Array[],
    vectors: readonly (readonly ArrayLike<number>[])[],
    readonly dim = 3,
    odd: OddNumbers = { vectors: 0, scalars: 0 },
  ) {
    this.#count = vectors.length
    this.#vectorWidth = dim * (vectors[0]?.length ?? 0)
    this.#width = this.#vectorWidth + (scalars[0]?.length ?? 0)
    this.#odd = { vectors: this.#vectorWidth - dim * odd.vectors, scalars: this.#width - odd.scalars }
    this.#numbers = new Float64Array(this.#count * this.#width)
    vectors.forEach((list, i) => {
      for (const [c, v] of list.entries()) this.#numbers.set(v, i * this.#width + c * dim)
      this.#numbers.set(scalars[i]!, i * this.#width + this.#vectorWidth)
    })
    this.#moved = new Float64Array(this.#width)
  }

  /**
   * Matches every point's image with the nearest unmatched point, here or among others with as many numbers, each within the distance;
   * undefined if that fails. O(points²), and less where it fails early.
   */
  match(matrix: Float64Array, distance: number, onto: SiteMatching = this): Matching | undefined {
    const to = onto.#numbers
    const images = new Uint32Array(this.#count)
    const used = new Uint8Array(this.#count)
    const reflects = this.#isOdd && determinant3(matrix) < 0
    let [squares, largest] = [0, 0]
    for (let i = 0; i < this.#count; i++) {
      this.#move(matrix, i)
      if (reflects) this.#reflect()
      let nearest = -1
      let least = distance * distance
      for (let j = 0; j < this.#count; j++) {
        if (used[j]) continue
        const d = this.#squaredDistance(j, least, to)
        if (d > least || (d === least && nearest >= 0)) continue
        nearest = j
        least = d
      }
      if (nearest < 0) return undefined
      used[nearest] = 1
      images[i] = nearest
      squares += least
      largest = Math.max(largest, least)
    }
    return { images, squares, largest }
  }

  /** Whether two points agree in everything up to a distance. */
  coincide(i: number, j: number, distance: number): boolean {
    this.#moved.set(this.#numbers.subarray(i * this.#width, (i + 1) * this.#width))
    return this.#squaredDistance(j, distance * distance) <= distance * distance
  }

  /** Classes of points, each of those that coincide with its first up to a distance. O(points · classes). */
  coincident(distance: number): number[][] {
    const classes: number[][] = []
    for (let i = 0; i < this.#count; i++) {
      const known = classes.find((c) => this.coincide(i, c[0]!, distance))
      if (known) known.push(i)
      else classes.push([i])
    }
    return classes
  }

  /** The least distance between two points that are further apart than a distance; Infinity if no two are. O(points²). */
  separation(distance: number): number {
    let least = Number.POSITIVE_INFINITY
    for (let i = 1; i < this.#count; i++) {
      this.#moved.set(this.#numbers.subarray(i * this.#width, (i + 1) * this.#width))
      for (let j = 0; j < i; j++) {
        const d = this.#squaredDistance(j, least)
        if (d < least && d > distance * distance) least = d
      }
    }
    return Math.sqrt(least)
  }

  #move(m: Float64Array, i: number): void {
    const [from, to, start] = [this.#numbers, this.#moved, i * this.#width]
    if (this.dim !== 3) this.#moveVectors(m, start)
    // in space without an inner loop, which takes twice as long
    else
      for (let k = 0; k < this.#vectorWidth; k += 3) {
        const [x, y, z] = [from[start + k]!, from[start + k + 1]!, from[start + k + 2]!]
        to[k] = m[0]! * x + m[1]! * y + m[2]! * z
        to[k + 1] = m[3]! * x + m[4]! * y + m[5]! * z
        to[k + 2] = m[6]! * x + m[7]! * y + m[8]! * z
      }
    for (let k = this.#vectorWidth; k < this.#width; k++) to[k] = from[start + k]!
  }

  get #isOdd(): boolean {
    return this.#odd.vectors < this.#vectorWidth || this.#odd.scalars < this.#width
  }

  /** What a reflection does to pseudoscalars and axial vectors beside moving them as others. */
  #reflect(): void {
    const moved = this.#moved
    for (let k = this.#odd.vectors; k < this.#vectorWidth; k++) moved[k] = -moved[k]!
    for (let k = this.#odd.scalars; k < this.#width; k++) moved[k] = -moved[k]!
  }

  #moveVectors(m: Float64Array, start: number): void {
    const [from, to, dim] = [this.#numbers, this.#moved, this.dim]
    for (let k = 0; k < this.#vectorWidth; k += dim) {
      for (let r = 0; r < dim; r++) {
        let sum = 0
        for (let c = 0; c < dim; c++) sum += m[r * dim + c]! * from[start + k + c]!
        to[k + r] = sum
      }
    }
  }

  /** From the last moved point to point j; stops as soon as it exceeds the limit. */
  #squaredDistance(j: number, limit: number, numbers: Float64Array = this.#numbers): number {
    const [moved, start] = [this.#moved, j * this.#width]
    let sum = 0
    for (let k = 0; k < this.#width && sum <= limit; k++) sum += (moved[k]! - numbers[start + k]!) ** 2
    return sum
  }
}
