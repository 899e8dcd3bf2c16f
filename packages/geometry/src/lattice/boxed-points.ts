import { length, type Vector } from '@buridan/core'
import type { LatticeBasis } from './lattice-basis.js'
import { PointCell } from './point-cell.js'

/** Rotated points keep within the ball about the origin that holds them; so far apart are its copies, in radii. */
const ROOM = 4

const UNITS: LatticeBasis = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
]

/**
 * Points of space as those of a cubic cell so large that rotated ones come near no copies: to find those near a place quickly. The edge of
 * the cell is the unit of length within, so that squares neither vanish nor overflow.
 */
export class BoxedPoints {
  readonly #cell: PointCell
  readonly #side: number
  readonly #place = new Float64Array(3)

  /**
   * @param kinds - only points of one kind are exchanged
   * @param distance - the largest at which points are looked for
   */
  constructor(points: readonly Vector[], kinds: Int32Array, distance: number) {
    const radius = points.reduce((most, p) => Math.max(most, length(p)), 0)
    this.#side = ROOM * Math.max(radius, distance) || 1
    const fractions = points.flatMap((p) => p.map((v) => v / this.#side))
    this.#cell = new PointCell(UNITS, fractions, kinds)
  }

  /** The point of a kind nearest to a place within a distance; −1 if there is none. */
  nearest(kind: number, [x, y, z]: Vector, distance: number): number {
    this.#place[0] = x / this.#side
    this.#place[1] = y / this.#side
    this.#place[2] = z / this.#side
    return this.#cell.grid.nearest(kind, this.#place, distance / this.#side)
  }
}
