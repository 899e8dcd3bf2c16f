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

  /** The number of different points so far. */
  get size(): number {
    return this.#points.length
  }

  /** The number of a point; a new one is kept as a copy. */
  numberOf(point: Float64Array): number {
    const scale = norm(point)
    const [u, v] = this.#directions
    let [projection, second] = [0, 0]
    for (let i = 0; i < point.length; i++) {
      projection += point[i]! * u[i]!
      second += point[i]! * v[i]!
    }
    const distance = 2 * this.#tolerance * scale
    // a logarithm of the norm beside the direction: cells are relative, and 0 has its own
    const value = scale === 0 ? 0 : 4 * Math.log(scale) + projection / scale
    const cell = Math.floor(value / (16 * this.#tolerance + 1e-12))
    for (const near of [cell, cell - 1, cell + 1]) {
      const known = this.#cells.get(near)
      if (known === undefined) continue
      for (const number of typeof known === 'number' ? [known] : known) {
        if (Math.abs(this.#seconds[number]! - second) > distance) continue
        if (apart(this.#points[number]!, point) <= distance) return number
      }
    }
    const number = this.#points.length
    this.#points.push(point.slice())
    this.#seconds.push(second)
    const own = this.#cells.get(cell)
    if (own === undefined) this.#cells.set(cell, number)
    else if (typeof own === 'number') this.#cells.set(cell, [own, number])
    else own.push(number)
    return number
  }
}
