import { length, type Vector } from '@buridan/core'
import { PointCell } from './point-cell.js'

/** Rotated points keep within the ball about the origin that holds them; so far apart are its copies, in radii. */
const ROOM = 4

/**
 * Points of space as those of a cubic cell so large that rotated ones come near no copies: to find those near a place quickly.
 *
 * @param kinds - only points of one kind are exchanged
 * @param distance - the largest at which points are looked for
 */
export function boxed(points: readonly Vector[], kinds: Int32Array, distance: number): BoxedPoints {
  const radius = points.reduce((most, p) => Math.max(most, length(p)), 0)
  const side = ROOM * Math.max(radius, distance) || 1
  const cell = new PointCell(
    [
      [side, 0, 0],
      [0, side, 0],
      [0, 0, side],
    ],
    points.flatMap((p) => p.map((v) => v / side)),
    kinds,
  )
  return new BoxedPoints(cell, side)
}

/** See {@link boxed}. */
export class BoxedPoints {
  readonly #place = new Float64Array(3)

  constructor(
    readonly cell: PointCell,
    readonly side: number,
  ) {}

  /** The point of a kind nearest to a place within a distance; −1 if there is none. */
  nearest(kind: number, [x, y, z]: Vector, distance: number): number {
    this.#place[0] = x / this.side
    this.#place[1] = y / this.side
    this.#place[2] = z / this.side
    return this.cell.grid.nearest(kind, this.#place, distance)
  }
}
