import { type EquivariantBasis, equivariantBasis } from '@buridan/constraints'
import type { AnyRepresentation } from '@buridan/groups'
import { type GivenPair, madePair } from './equivariant-pairs.js'
import { type Rows, rowsOf, times, transposed } from './matrices.js'
import { coefficientsOf, equationsOf, exactKernelOf, kernelOf } from './null-spaces.js'

export const basisOf = (pair: GivenPair): EquivariantBasis => equivariantBasis(...madePair(pair))

/** The basis matrices, each as the list of its entries. */
export function columnsOf(basis: EquivariantBasis): Rows {
  return rowsOf(basis.materialize(), basis.rank)
}

/** What commutes with the generators, by elimination on all equations; exactly where they are of whole numbers. */
export function naiveSpan(repIn: AnyRepresentation, repOut: AnyRepresentation): Rows {
  const unknowns = repIn.dim * repOut.dim
  const rows = coefficientsOf(equationsOf(repIn, repOut), repOut.dim, repIn.dim)
  const whole = rows.every((row) => row.every(Number.isInteger))
  return whole ? exactKernelOf(rows, unknowns) : kernelOf(rows, unknowns)
}

/** Each matrix m × n of a list in other coordinates: left W right. */
export const inCoordinates = (left: Rows, list: Rows, right: Rows): Rows =>
  list.map((w) => times(times(left, rowsOf(w, left[0]!.length)), right).flat())

/** Each matrix of a list as its transpose. */
export const allTransposed = (list: Rows, rows: number): Rows =>
  list.map((w) => transposed(rowsOf(w, rows)).flat())
