import { euclideanDistance, euclideanNorm } from '@buridan/core'
import { rng } from '@buridan/groups'

/** Vectors of which no two are within a distance; near ones are found by a random projection, in O(dim) for most. */
export class SeparatedSet {
  readonly #distance: number
  readonly #cells = new Map<number, Float64Array[]>()
  #direction: Float64Array | undefined

  constructor(distance: number) {
    this.#distance = distance
  }

  /** Adds a vector unless there is one within the distance; whether it was added. */
  add(v: Float64Array): boolean {
    const direction = this.#directionFor(v.length)
    let at = 0
    for (let i = 0; i < v.length; i++) at += v[i]! * direction[i]!
    // vectors within the distance have projections within it, in the same cell or in one beside
    const cell = Math.floor(at / (2 * this.#distance))
    for (const near of [cell - 1, cell, cell + 1]) {
      if (this.#cells.get(near)?.some((w) => euclideanDistance(v, w) <= this.#distance)) return false
    }
    const known = this.#cells.get(cell)
    if (known) known.push(v)
    else this.#cells.set(cell, [v])
    return true
  }

  #directionFor(dim: number): Float64Array {
    if (!this.#direction) {
      const random = rng(0x5eed)
      const u = new Float64Array(dim).map(() => random.normal())
      const size = euclideanNorm(u)
      this.#direction = u.map((c) => c / size)
    }
    return this.#direction
  }
}
