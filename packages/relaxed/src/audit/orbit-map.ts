import { rng } from '@buridan/groups'
import { apart, norm } from '../core/distance.js'

/**
 * Numbers for canonical points, equal for points within a relative tolerance. Points are found by a random projection relative to their
 * norm, in cells of a size that equal points fall in or beside.
 */
export class OrbitMap {
  readonly #tolerance: number
  /** Two directions: one for cells, one to tell most points of a cell apart at once. */
  readonly #directions: readonly [Float64Array, Float64Array]
  readonly #seconds: number[] = []
  readonly #cells = new Map<number, number | number[]>()
  readonly #points: Float64Array[] = []

  constructor(dim: number, tolerance: number) {
    this.#tolerance = tolerance
    const random = rng(0xb0b)
    const direction = () => {
      const u = new Float64Array(dim).map(() => random.normal())
      const size = norm(u) || 1
      return u.map((v) => v / size)
    }
    this.#directions = [direction(), direction()]
  }

  /** The number of a point's orbit, and how far it is from the one that is kept; of none the next number. Nothing is kept. */
  find(point: Float64Array): { readonly number: number; readonly distance: number } {
    const scale = norm(point)
    const distance = 2 * this.#tolerance * scale
    const second = this.#project(point, 1)
    const cell = this.#cellOf(point, scale)
    for (const near of [cell, cell - 1, cell + 1]) {
      const known = this.#cells.get(near)
      if (known === undefined) continue
      for (const number of typeof known === 'number' ? [known] : known) {
        if (Math.abs(this.#seconds[number]! - second) > distance) continue
        const d = apart(this.#points[number]!, point)
        if (d <= distance) return { number, distance: d }
      }
    }
    return { number: this.#points.length, distance: 0 }
  }

  /** Keeps a point, which must not change any more, under the next number. */
  add(point: Float64Array): void {
    const number = this.#points.length
    this.#points.push(point)
    this.#seconds.push(this.#project(point, 1))
    const cell = this.#cellOf(point, norm(point))
    const own = this.#cells.get(cell)
    if (own === undefined) this.#cells.set(cell, number)
    else if (typeof own === 'number') this.#cells.set(cell, [own, number])
    else own.push(number)
  }

  #project(point: Float64Array, k: 0 | 1): number {
    const direction = this.#directions[k]
    let sum = 0
    for (let i = 0; i < point.length; i++) sum += point[i]! * direction[i]!
    return sum
  }

  #cellOf(point: Float64Array, scale: number): number {
    // a logarithm of the norm beside the direction: cells are relative, and 0 has its own
    const value = scale === 0 ? 0 : 4 * Math.log(scale) + this.#project(point, 0) / scale
    return Math.floor(value / (16 * this.#tolerance + 1e-12))
  }
}
