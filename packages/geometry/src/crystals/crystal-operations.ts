import { apply3, determinant3, length, type Matrix3, minus, type Vector } from '@buridan/core'
import type { OperationLaw } from '../operations/operation-group.js'
import { nearestOrthogonal } from '../operations/orthogonal-fit.js'
import type { Structure } from './crystal.js'
import { type LatticeMap, latticeMaps } from './lattice.js'
import { match, rarest, startsOf } from './matching.js'

/** A map of a lattice with a translation, which together may take a crystal to another. */
export interface Placement {
  readonly matrix: Matrix3
  readonly determinant: 1 | -1
  readonly translation: Vector
  readonly images: Uint32Array
  readonly deviation: number
}

/** One that may take the crystal to itself. */
interface Candidate extends Placement {
  readonly map: LatticeMap
}

/** Integer matrices multiply exactly. */
export const latticeLaw: OperationLaw<Candidate> = {
  key: (o) => o.map.coefficients.join(),
  productKey: (a, b) => {
    const x = a.map.coefficients
    const y = b.map.coefficients
    const out: number[] = []
    for (let i = 0; i < 9; i += 3) {
      for (let j = 0; j < 3; j++) out.push(x[i]! * y[j]! + x[i + 1]! * y[3 + j]! + x[i + 2]! * y[6 + j]!)
    }
    return out.join()
  },
}

/** The maps of a lattice to itself with the translation of least deviation of the atoms, those that have one. */
export function operationsOf(s: Structure, tolerance: number): Candidate[] {
  const starts = startsOf(s, tolerance)
  return latticeMaps(s.basis, tolerance).flatMap((map) => {
    const placed = placement(s, map.matrix, tolerance, starts)
    return placed ? [{ map, ...placed }] : []
  })
}

/**
 * The orthogonal matrix nearest to a map of lattices, with the translation of least deviation of the atoms; undefined if none leaves all
 * within the tolerance.
 *
 * @param starts - atoms of the target on which the first of the rarest atoms may come to lie
 */
export function placement(
  s: Structure,
  map: Matrix3,
  tolerance: number,
  starts: readonly number[],
  target = s,
): Placement | undefined {
  const determinant = determinant3(map) > 0 ? 1 : -1
  const matrix = nearestOrthogonal(map, determinant)
  const strain = s.basis.reduce(
    (most, b) => Math.max(most, length(minus(apply3(matrix, b), apply3(map, b)))),
    0,
  )
  if (strain > tolerance) return undefined
  const start = apply3(matrix, s.points[rarest(s)[0]!]!)
  let best: Placement | undefined
  for (const a of starts) {
    const found = match(s, matrix, minus(target.points[a]!, start), 2 * tolerance, target)
    if (!found) continue
    const deviation = Math.max(found.deviation, strain)
    if (deviation <= tolerance && (!best || deviation < best.deviation)) {
      best = { matrix, determinant, ...found, deviation }
    }
  }
  return best
}
