import { euclideanDistance, euclideanNorm } from '@buridan/core'
import { rng } from '@buridan/groups'

/** A point with its norm and two projections, by which it is found. */
export interface LocatedPoint {
  readonly point: Float64Array
  readonly norm: number
  /** Projections on two directions: the first for cells, the second to tell most points of a cell apart at once. */
  readonly first: number
  readonly second: number
}

/** Projects points on two random directions. */
export class PointLocator {
  readonly #first: Float64Array
  readonly #second: Float64Array

  constructor(dim: number) {
    const random = rng(0xb0b)
    const direction = () => {
      const u = new Float64Array(dim).map(() => random.normal())
      const size = euclideanNorm(u) || 1
      return u.map((v) => v / size)
    }
    this.#first = direction()
    this.#second = direction()
  }

  /** O(dim). */
  locate(point: Float64Array): LocatedPoint {
    let [first, second] = [0, 0]
    for (let i = 0; i < point.length; i++) {
      first += point[i]! * this.#first[i]!
      second += point[i]! * this.#second[i]!
    }
    return { point, norm: euclideanNorm(point), first, second }
  }
}

/**
 * Numbers for canonical points, equal for points within a relative tolerance. Points are found by a random projection relative to their
 * norm, in cells of a size that equal points fall in or beside.
 */
export class OrbitMap {
  readonly #tolerance: number
  readonly #cells = new Map<number, number | number[]>()
  readonly #points: LocatedPoint[] = []

  constructor(tolerance: number) {
    this.#tolerance = tolerance
  }

  /** The number of a point's orbit and its distance from the stored point; the next number if there is none. Stores nothing. */
  find(located: LocatedPoint): { readonly number: number; readonly distance: number } {
    const distance = 2 * this.#tolerance * located.norm
    const cell = this.#cellOf(located)
    for (const near of [cell, cell - 1, cell + 1]) {
      const known = this.#cells.get(near)
      if (known === undefined) continue
      for (const number of typeof known === 'number' ? [known] : known) {
        const other = this.#points[number]!
        if (Math.abs(other.second - located.second) > distance) continue
        const d = euclideanDistance(other.point, located.point)
        if (d <= distance) return { number, distance: d }
      }
    }
    return { number: this.#points.length, distance: 0 }
  }

  /** Stores a point under the next number; it must not be changed afterwards. */
  add(located: LocatedPoint): void {
    const number = this.#points.length
    this.#points.push(located)
    const cell = this.#cellOf(located)
    const own = this.#cells.get(cell)
    if (own === undefined) this.#cells.set(cell, number)
    else if (typeof own === 'number') this.#cells.set(cell, [own, number])
    else own.push(number)
  }

  #cellOf({ norm: scale, first }: LocatedPoint): number {
    // a logarithm of the norm besides the direction: cells are relative, and 0 has a cell of its own
    const value = scale === 0 ? 0 : 4 * Math.log(scale) + first / scale
    return Math.floor(value / (16 * this.#tolerance + 1e-12))
  }
}
