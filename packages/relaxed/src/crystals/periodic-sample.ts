import { cross, dot, length, minus, scaled, type Vector } from '@buridan/core'
import { type Crystal, InvalidArgumentError, UnsupportedError } from '@buridan/groups'

/** The layers of a slab that is taken for a crystal are so many times their thickness apart, and so many times the longest cell vector. */
const APART = 2

/**
 * Atoms that repeat in space along three vectors or, as a slab, along two, read from a row of numbers: positions, x of all atoms before y and
 * z; a number for each element; a constant; the cell vectors, 0 along which nothing repeats.
 */
export class PeriodicSample {
  readonly elements: readonly number[]
  readonly #points: readonly Vector[]
  /** The vectors along which it repeats, three or two. */
  readonly #cell: readonly Vector[]

  /** @throws UnsupportedError if it repeats along one vector or none, InvalidArgumentError for a flat cell */
  constructor(row: Float64Array, n: number) {
    this.#points = Array.from({ length: n }, (_, i): Vector => [row[i]!, row[n + i]!, row[2 * n + i]!])
    this.elements = Array.from(row.subarray(3 * n, 4 * n))
    const at = 4 * n + 1
    const vectors = [0, 1, 2].map(
      (k): Vector => [row[at + 3 * k]!, row[at + 3 * k + 1]!, row[at + 3 * k + 2]!],
    )
    this.#cell = vectors.filter((v) => length(v) > 0)
    if (this.#cell.length < 2) {
      throw new UnsupportedError(
        `it repeats along ${this.#cell.length} of its cell vectors; crystals repeat along three and slabs along two: wires, with their screws, are not compared`,
      )
    }
    if (!(this.measure > 1e-6 * this.#cell.reduce((product, v) => product * length(v), 1))) {
      throw new InvalidArgumentError('its cell vectors are in a plane or a line')
    }
  }

  /** The number of vectors along which it repeats. */
  get dimensions(): number {
    return this.#cell.length
  }

  /** The volume of the cell, or its area. */
  get measure(): number {
    const [a, b, c] = this.#cell
    const normal = cross(a!, b!)
    return c ? Math.abs(dot(normal, c)) : length(normal)
  }

  /** How far the layers of a slab must be apart, not to be taken for one crystal of three dimensions; 0 for a crystal. */
  get room(): number {
    if (this.#cell.length === 3) return 0
    const normal = this.#normal
    const heights = this.#points.map((p) => dot(p, normal))
    const thickness =
      heights.reduce((most, h) => Math.max(most, h), heights[0]!) -
      heights.reduce((least, h) => Math.min(least, h), heights[0]!)
    return APART * (thickness + 2 * this.#cell.reduce((sum, v) => sum + length(v), 0))
  }

  /** As a crystal: a slab in layers that are so far apart. */
  crystal(room: number): Crystal {
    const lattice = this.lattice(room)
    const [a, b, c] = lattice
    const [u, v, w] = [cross(b, c), cross(c, a), cross(a, b)]
    const volume = dot(a, u)
    // near the first atom: positions far from the origin are worse known
    const first = this.#points[0]!
    const positions = this.#points.map((p) => {
      const from = minus(p, first)
      return [u, v, w].map((d, k) => {
        const x = dot(d, from) / volume
        return k < this.#cell.length ? x - Math.floor(x) : x
      })
    })
    return { lattice, elements: this.elements, positions }
  }

  /** Three cell vectors. */
  lattice(room: number): [Vector, Vector, Vector] {
    const [a, b, c] = this.#cell
    return [a!, b!, c ?? scaled(this.#normal, room)]
  }

  get #normal(): Vector {
    const normal = cross(this.#cell[0]!, this.#cell[1]!)
    return scaled(normal, 1 / length(normal))
  }
}
