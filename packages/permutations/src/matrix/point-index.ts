import { rng } from '@buridan/core'
/** A point that was found and its distance. */
export interface Nearest {
  readonly id: number
  readonly distance: number
}

/**
 * Finds the nearest of a set of points within a radius: points are sorted by their projection on one line, and only those with
 * projections within the radius are compared. A distance is the largest difference of coordinates, each in its own unit.
 */
export class PointIndex {
  /** Coordinates, one point after the other. */
  points = new Float64Array(0)
  count = 0
  readonly #weights: Float64Array
  /** Projections, ascending, and their points. */
  #keys = new Float64Array(0)
  #ids = new Int32Array(0)

  /** @param scales - one over the unit of each coordinate */
  constructor(
    readonly dim: number,
    readonly scales: Float64Array,
  ) {
    const random = rng(0x907)
    // the sum of all is 1: projections differ by at most the distance
    const raw = Float64Array.from({ length: dim }, () => 0.5 + random.float())
    const sum = raw.reduce((s, v) => s + v, 0)
    this.#weights = raw.map((v, i) => (v / sum) * scales[i]!)
  }

  /** Adds a point and returns its number. O(points) moves of one number, which are fast. */
  add(v: Float64Array): number {
    const id = this.count++
    if (this.count > this.#keys.length) this.#grow()
    this.points.set(v, id * this.dim)
    const key = this.#project(v)
    const at = this.#firstAtLeast(key, id)
    this.#keys.copyWithin(at + 1, at, id)
    this.#ids.copyWithin(at + 1, at, id)
    this.#keys[at] = key
    this.#ids[at] = id
    return id
  }

  /** The nearest point within a radius, undefined if there is none. */
  nearest(v: Float64Array, radius: number): Nearest | undefined {
    const key = this.#project(v)
    let best: Nearest | undefined
    let within = radius
    for (let at = this.#firstAtLeast(key - radius, this.count); at < this.count; at++) {
      if (this.#keys[at]! > key + radius) break
      const id = this.#ids[at]!
      const distance = this.distance(id, v)
      if (distance > within) continue
      best = { id, distance }
      within = distance
    }
    return best
  }

  distance(id: number, v: Float64Array): number {
    let most = 0
    for (let i = 0; i < this.dim; i++) {
      const d = Math.abs(this.points[id * this.dim + i]! - v[i]!) * this.scales[i]!
      if (d > most) most = d
    }
    return most
  }

  #project(v: Float64Array): number {
    let sum = 0
    for (let i = 0; i < this.dim; i++) sum += this.#weights[i]! * v[i]!
    return sum
  }

  #firstAtLeast(key: number, count: number): number {
    let [low, high] = [0, count]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#keys[middle]! < key) low = middle + 1
      else high = middle
    }
    return low
  }

  #grow(): void {
    const size = Math.max(64, 2 * this.#keys.length)
    const [points, keys, ids] = [this.points, this.#keys, this.#ids]
    this.points = new Float64Array(size * this.dim)
    this.#keys = new Float64Array(size)
    this.#ids = new Int32Array(size)
    this.points.set(points)
    this.#keys.set(keys)
    this.#ids.set(ids)
  }
}
