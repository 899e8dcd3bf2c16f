import { equivariantBasis } from '@buridan/constraints'
import { parseAnyGroup, parseRepresentation } from '@buridan/groups'
import { number, type Row, text } from './row.js'

/** `rank`: the dimension of the equivariant maps repIn → repOut. */
export function rankRow(row: Row): Row {
  const started = performance.now()
  const group = parseAnyGroup(text(row, 'group'))
  const repIn = parseRepresentation(group, text(row, 'repIn'))
  const repOut = parseRepresentation(group, text(row, 'repOut'))
  const basis = equivariantBasis(repIn, repOut)
  const milliseconds = performance.now() - started
  return {
    rank: basis.rank,
    size: repIn.dim * repOut.dim,
    solver: basis.solver,
    milliseconds: Number(milliseconds.toFixed(3)),
    residual: basis.residual(row.seed === undefined ? {} : { seed: number(row, 'seed') }),
  }
}
