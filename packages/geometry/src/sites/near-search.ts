import { cross, dot, length, type Matrix3, minus, scaled, type Vector } from '@buridan/core'
import { FLAT, frame, LEAST_RADIUS, LEAST_SINE, sine } from '../operations/symmetry-operations.js'
import type { NearOperations } from './near-operations.js'
import type { SiteRows } from './site-rows.js'

/** Pairs join one of this many vectors with the fewest possible images with any other. */
const FIRSTS = 16
/** A pair replaces another with as few images only if it spans an area larger by this factor. */
const NOTABLY = 1.01

/** A vector of a row. */
interface Direction {
  readonly row: number
  readonly channel: number
  readonly vector: Vector
  readonly size: number
}

/**
 * Adds the operations within the radius: two vectors that are not on one line can only go to vectors of their possible images with nearly
 * the same distance from each other, which leaves a rotation and an improper operation for each such pair. O(rows²) for each of them, less
 * if it fails early.
 */
export function seekOperations(operations: NearOperations, proper: boolean): void {
  const { rows, allowed, radius } = operations
  const directions = directionsOf(rows, allowed)
  const pair = referencePair(directions, allowed)
  if (!pair) return
  const [a, b] = pair
  const reach = reachOf(rows, radius, a, b)
  const back = frame(a.vector, b.vector)
  const apart = length(minus(a.vector, b.vector))
  const matrix = new Float64Array(9)
  for (const determinant of proper ? ([1] as const) : ([1, -1] as const)) {
    const to = determinant > 0 ? rows.numbers : rows.reflected
    for (const i of allowed[a.row]!) {
      const u = rows.vector(i, a.channel, to)
      for (const j of allowed[b.row]!) {
        if ((a.row === b.row) !== (i === j)) continue
        const v = rows.vector(j, b.channel, to)
        if (Math.abs(length(minus(u, v)) - apart) > 2 * radius || !(sine(u, v) > FLAT)) continue
        laid(frame(u, v), determinant, back, matrix)
        operations.seek(matrix, determinant, reach)
      }
    }
  }
}

/** The matrix that takes one frame to another, or to the other with its third vector reversed. */
function laid(to: Matrix3, determinant: 1 | -1, from: Matrix3, out: Matrix3): void {
  for (let i = 0; i < 9; i += 3) {
    const [x, y, z] = [to[i]!, to[i + 1]!, determinant * to[i + 2]!]
    for (let j = 0; j < 3; j++) out[i + j] = x * from[3 * j]! + y * from[3 * j + 1]! + z * from[3 * j + 2]!
  }
}

/** The largest distance of a row from its image under the matrix of the pair, if it is within the radius under the best matrix. */
function reachOf(rows: SiteRows, radius: number, a: Direction, b: Direction): Float64Array {
  const off = Math.abs(length(cross(a.vector, b.vector))) / a.size
  // a bound of the angle between the two matrices, from the errors of a and b
  const angle = Math.min(2, radius / a.size + radius / off)
  const out = new Float64Array(rows.count).fill(Number.POSITIVE_INFINITY)
  for (let row = 0; row < rows.measured; row++) {
    let square = 0
    for (let c = 0; 3 * c < rows.vectorWidth; c++) square += rows.lengthOf(row, c) ** 2
    out[row] = radius + rows.rounding + angle * Math.sqrt(square)
  }
  return out
}

/** Vectors that are not 0, those of rows with few possible images first, then long ones. */
function directionsOf(rows: SiteRows, allowed: readonly Int32Array[]): Direction[] {
  const out: Direction[] = []
  for (let row = 0; row < rows.count; row++) {
    for (let channel = 0; 3 * channel < rows.vectorWidth; channel++) {
      const size = rows.lengthOf(row, channel)
      if (size > rows.rounding) out.push({ row, channel, vector: rows.vector(row, channel), size })
    }
  }
  return out.sort((a, b) => allowed[a.row]!.length - allowed[b.row]!.length || b.size - a.size)
}

/**
 * Two vectors with few possible images, well away from one line; among such pairs the one that spans the largest area, which fixes a frame
 * best. Undefined if all vectors are on one line.
 */
function referencePair(
  directions: readonly Direction[],
  allowed: readonly Int32Array[],
): [Direction, Direction] | undefined {
  const longest = directions.reduce((most, { size }) => Math.max(most, size), 0)
  const far = directions.filter(({ size }) => size > LEAST_RADIUS * longest)
  let best: [Direction, Direction] | undefined
  let [bestCost, bestArea] = [Number.POSITIVE_INFINITY, 0]
  for (const a of far.slice(0, FIRSTS)) {
    for (const b of far) {
      const cost = allowed[a.row]!.length * allowed[b.row]!.length
      if (cost > bestCost) break
      const area = length(cross(a.vector, b.vector))
      if (area < LEAST_SINE * a.size * b.size || (cost === bestCost && area <= NOTABLY * bestArea)) continue
      best = [a, b]
      bestCost = cost
      bestArea = area
    }
  }
  return best ?? flatPair(directions)
}

/** For vectors near one line: the longest, and the one furthest from its line. */
function flatPair(directions: readonly Direction[]): [Direction, Direction] | undefined {
  let a = directions[0]
  if (!a) return undefined
  for (const d of directions) if (d.size > a.size) a = d
  const along = scaled(a.vector, 1 / a.size)
  let [b, most] = [a, 0]
  for (const d of directions) {
    const off = length(minus(d.vector, scaled(along, dot(along, d.vector))))
    if (off > most) [b, most] = [d, off]
  }
  return most > FLAT * a.size ? [a, b] : undefined
}
