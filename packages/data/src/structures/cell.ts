import { cross, dot, length, type Vector } from '@buridan/core'

/** Three cell vectors, as rows. */
export type Cell = readonly [Vector, Vector, Vector]

/** A cell is flat whose volume is a smaller share than this of the box of its lengths. */
const FLAT = 1e-6

/** The volume of the cell, negative for a left-handed one. */
export function volumeOf([a, b, c]: Cell): number {
  return dot(a, cross(b, c))
}

/** Whether three vectors are neither zero nor, but for rounding, in a plane. */
export function spansSpace(cell: Cell): boolean {
  return Math.abs(volumeOf(cell)) > FLAT * cell.reduce((product, v) => product * length(v), 1)
}

/** A vector in space by its coordinates in the cell. */
export function inSpace([a, b, c]: Cell, [x, y, z]: Vector): Vector {
  const at = (k: 0 | 1 | 2) => x * a[k] + y * b[k] + z * c[k]
  return [at(0), at(1), at(2)]
}

/** Finds the coordinates of vectors in a cell. */
export function fractionalIn(cell: Cell): (v: Vector) => Vector {
  const [a, b, c] = cell
  const volume = volumeOf(cell)
  const [u, v, w] = [cross(b, c), cross(c, a), cross(a, b)]
  return (p) => [dot(u, p) / volume, dot(v, p) / volume, dot(w, p) / volume]
}

/** The length of the longest diagonal of the cell. */
export function longestDiagonal(cell: Cell): number {
  const ends: Vector[] = [
    [1, 1, 1],
    [1, 1, -1],
    [1, -1, 1],
    [-1, 1, 1],
  ]
  return Math.max(...ends.map((end) => length(inSpace(cell, end))))
}
