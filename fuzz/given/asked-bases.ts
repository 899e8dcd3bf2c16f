import fc from 'fast-check'
import { basisOf, columnsOf } from './bases.js'
import { anyPairs, type GivenPair, numbers, take } from './equivariant-pairs.js'
import { type Rows, rowsOf } from './matrices.js'

/** A basis and numbers for coefficients, matrices and vectors. */
export const asked = (most = 64) => fc.record({ pair: anyPairs(most), list: numbers })

/** Σ c_k Q_k from the list of the Q_k. */
function combined(columns: Rows, c: readonly number[], size: number): number[] {
  return Array.from({ length: size }, (_, e) => columns.reduce((sum, q, k) => sum + c[k]! * q[e]!, 0))
}

export interface Asked {
  readonly pair: GivenPair
  readonly list: readonly number[]
}

/** All that is asked with. */
export function parts({ pair, list }: Asked) {
  const basis = basisOf(pair)
  const [m, n] = basis.shape
  return {
    basis,
    m,
    n,
    columns: columnsOf(basis),
    c: take(list, basis.rank),
    w: take(list, m * n, 3),
    x: take(list, n, 5),
    y: take(list, m, 7),
  }
}

/** The matrix of the coefficients, put together from the basis matrices. */
export const matrixOf = (given: Asked) => {
  const { m, n, columns, c } = parts(given)
  return rowsOf(combined(columns, c, m * n), m)
}
