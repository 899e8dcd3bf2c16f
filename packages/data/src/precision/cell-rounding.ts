import {
  cross,
  dot,
  euclideanNorm,
  length,
  minus,
  powerOfTwoOf,
  scaled,
  unit,
  type Vector,
} from '@buridan/core'
import { fractionalIn } from '../structures/cell.js'

/** A vector that is not shorter than this share of another is as good: which of two as long is shorter is a matter of rounding. */
const SHORTER = 0.9

/** How many times over the rounding of cell vectors is in what is compared modulo their lattice. */
interface CellRounding {
  /** In the place of an atom: how many of each vector it is away from the mean of all atoms, the root of the sum of squares. */
  readonly atoms: number
  /** In a cell vector: 1 in a reduced cell, more in a skew one. */
  readonly vectors: number
}

/**
 * How far an atom or a cell vector is at most from where a file says it is, for what is compared modulo the lattice.
 *
 * An atom is compared with atoms of other cells, but for a translation of all: one that is u of a vector away from the others is off by u times the
 * rounding of that vector. Roundings of different numbers are independent, so that their squares add. The sum of the errors themselves
 * is at most twice that (Cauchy–Schwarz, of an atom and three vectors).
 *
 * @param atom - the same of a position alone
 * @param vector - the same of a cell vector alone
 */
export function precisionInCell(
  atom: number,
  vector: number,
  vectors: readonly Vector[],
  positions: readonly Vector[],
): number {
  const times = cellRounding(vectors, positions)
  return Math.max(euclideanNorm([atom, vector * times.atoms]), vector * times.vectors)
}

/** O(atoms). */
function cellRounding(vectors: readonly Vector[], positions: readonly Vector[]): CellRounding {
  // in a unit in which volumes neither vanish nor overflow
  const one = powerOfTwoOf(vectors)
  const cell = vectors.map((v) => scaled(v, 1 / one))
  const [a, b] = cell as [Vector, Vector]
  const inCell = fractionalIn([a, b, cell[2] ?? unit(cross(a, b))])
  const along = positions.map((p) => inCell(scaled(p, 1 / one)).slice(0, cell.length))
  const mean = cell.map((_, k) => along.reduce((sum, u) => sum + u[k]!, 0) / along.length)
  const atoms = along.reduce((most, u) => Math.max(most, euclideanNorm(u.map((v, k) => v - mean[k]!))), 0)
  return { atoms, vectors: skewness(cell) }
}

/**
 * The largest rounding of a cell vector that is put together again from the reduced cell, in which lattices are compared, over that of the
 * vector itself.
 */
function skewness(cell: readonly Vector[]): number {
  const short = [...cell]
  const places = cell.map((_, i) => i)
  const identity = () => places.map((i) => places.map((j) => Number(i === j)))
  /** Reduced vectors from given ones, and given ones from reduced ones: a row for each. */
  const [from, to] = [identity(), identity()]
  for (let changed = true; changed; ) {
    changed = false
    for (const i of places) {
      for (const j of places) {
        const times = i === j ? 0 : Math.round(dot(short[i]!, short[j]!) / dot(short[j]!, short[j]!))
        const next = minus(short[i]!, scaled(short[j]!, times))
        // what is not a number is no shorter: vectors beside which another is lost stay as they are
        if (times === 0 || !(length(next) < length(short[i]!) * SHORTER)) continue
        short[i] = next
        from[i] = from[i]!.map((v, k) => v - times * from[j]![k]!)
        for (const row of to) row[j]! += times * row[i]!
        changed = true
      }
    }
  }
  const roundings = from.map(euclideanNorm)
  return to.reduce((most, row) => Math.max(most, euclideanNorm(row.map((v, l) => v * roundings[l]!))), 1)
}
