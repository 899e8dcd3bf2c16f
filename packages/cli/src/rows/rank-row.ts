import { equivariantBasis } from '@buridan/constraints'
import { anyGroupOf, inField, number, type Row, representationIn } from './row.js'

/** `rank`: the dimension of the equivariant maps repIn → repOut. */
export function rankRow(row: Row): Row {
  const started = performance.now()
  const group = anyGroupOf(row)
  const repIn = representationIn(row, 'repIn', group)
  const repOut = representationIn(row, 'repOut', group)
  const basis = equivariantBasis(repIn, repOut)
  const milliseconds = performance.now() - started
  return {
    rank: basis.rank,
    size: repIn.dim * repOut.dim,
    solver: basis.solver,
    milliseconds: Number(milliseconds.toFixed(3)),
    residual: basis.residual(
      row.seed === undefined ? {} : { seed: inField('seed', () => number(row, 'seed')) },
    ),
  }
}
