import { dot, length, type Vector } from '@buridan/core'
import { inCell } from './in-cell.js'
import { combination, type LatticeBasis, reciprocal, volume } from './lattice-basis.js'
import { PointGrid, type RepeatedPoints } from './point-grid.js'

/** Points that repeat in space: by fractions of a reduced basis of a lattice. */
export class PointCell implements RepeatedPoints {
  readonly dual: LatticeBasis
  /** The number of points. */
  readonly count: number
  /** From 0 to below 1, three for each point. */
  readonly fractions: Float64Array
  /** By how much a fraction changes at most along a unit of length. */
  readonly reach: Float64Array
  readonly volume: number
  /** Products of the basis vectors: aa, bb, cc, 2ab, 2ac, 2bc. */
  readonly #metric: Float64Array
  #grid: PointGrid | undefined

  constructor(
    /** As short as may be. */
    readonly basis: LatticeBasis,
    /** Fractions of any size. */
    fractions: ArrayLike<number>,
    /** Only points of one kind are exchanged. */
    readonly kinds: Int32Array,
  ) {
    const [a, b, c] = basis
    this.dual = reciprocal(basis)
    this.volume = Math.abs(volume(basis))
    this.count = kinds.length
    this.fractions = Float64Array.from(fractions, inCell)
    this.reach = Float64Array.from(this.dual, length)
    this.#metric = Float64Array.of(
      dot(a, a),
      dot(b, b),
      dot(c, c),
      2 * dot(a, b),
      2 * dot(a, c),
      2 * dot(b, c),
    )
  }

  /** For finding points near a place; made when it is first asked for. */
  get grid(): PointGrid {
    this.#grid ??= new PointGrid(this)
    return this.#grid
  }

  /** The square of the length of a vector given by fractions. */
  square(x: number, y: number, z: number): number {
    const g = this.#metric
    return x * (g[0]! * x + g[3]! * y + g[4]! * z) + y * (g[1]! * y + g[5]! * z) + g[2]! * z * z
  }

  /** The place of a point in space. */
  place(point: number): Vector {
    const [x, y, z] = this.fractions.subarray(3 * point, 3 * point + 3)
    return combination(this.basis, [x!, y!, z!])
  }
}
