import { apply3, determinant3, length, type Matrix3, minus, type Vector } from '@buridan/core'
import type { OperationLaw } from '../operations/operation-group.js'
import { nearestOrthogonal } from '../operations/orthogonal-fit.js'
import type { Structure } from './crystal.js'
import type { LatticeMap } from './lattice.js'
import { match, rarest } from './matching.js'

/** A map of the lattice with a translation, which together may take the crystal to itself. */
interface Candidate {
  readonly map: LatticeMap
  readonly matrix: Matrix3
  readonly determinant: 1 | -1
  readonly translation: Vector
  readonly images: Uint32Array
  readonly deviation: number
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

/** A map of the lattice with the translation of least deviation of the atoms, if there is one. */
export function withTranslation(s: Structure, map: LatticeMap, tolerance: number): Candidate[] {
  const determinant = determinant3(map.matrix) > 0 ? 1 : -1
  const matrix = nearestOrthogonal(map.matrix, determinant)
  const strain = s.basis.reduce(
    (most, b) => Math.max(most, length(minus(apply3(matrix, b), apply3(map.matrix, b)))),
    0,
  )
  if (strain > tolerance) return []
  const atoms = rarest(s)
  const start = apply3(matrix, s.points[atoms[0]!]!)
  let best: Candidate | undefined
  for (const a of atoms) {
    const found = match(s, matrix, minus(s.points[a]!, start), 2 * tolerance)
    if (!found) continue
    const deviation = Math.max(found.deviation, strain)
    if (deviation <= tolerance && (!best || deviation < best.deviation)) {
      best = { map, matrix, determinant, ...found, deviation }
    }
  }
  return best ? [best] : []
}
