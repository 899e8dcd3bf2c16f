import { equivariantBasis } from '@buridan/constraints'
import { InvalidArgumentError } from '@buridan/groups'
import { writeBasis } from './basis-file.js'
import type { OutputFiles } from './output-files.js'
import { anyGroupOf, inField, number, optionalNumber, type Row, representationIn } from './row.js'

/** `rank`: the dimension of the equivariant maps repIn → repOut, with the least gap where floating point decides; the basis goes to a file where one is named. */
export async function rankRow(row: Row, { basis: file }: OutputFiles = {}): Promise<Row> {
  const started = performance.now()
  const group = anyGroupOf(row)
  const rounded = inField('tolerance', () => optionalNumber(row, 'tolerance'))
  const repIn = representationIn(row, 'repIn', group, rounded)
  const repOut = representationIn(row, 'repOut', group, rounded)
  const basis = equivariantBasis(repIn, repOut, leastGapOf(row))
  const milliseconds = performance.now() - started
  const gaps = basis.explain().flatMap(({ gap }) => (Number.isFinite(gap) ? gap : []))
  if (file !== undefined) await writeBasis(file, basis)
  return {
    rank: basis.rank,
    size: repIn.dim * repOut.dim,
    solver: basis.solver,
    ...(gaps.length > 0 ? { gap: gaps.reduce((least, gap) => Math.min(least, gap)) } : {}),
    milliseconds: Number(milliseconds.toFixed(3)),
    residual: basis.residual(
      row.seed === undefined ? {} : { seed: inField('seed', () => number(row, 'seed')) },
    ),
  }
}

/** @throws InvalidArgumentError if it is not a number ≥ 0 */
function leastGapOf(row: Row): { leastGap?: number } {
  return inField('leastGap', () => {
    const { leastGap } = optionalNumber(row, 'leastGap')
    if (leastGap === undefined) return {}
    if (!(leastGap >= 0)) throw new InvalidArgumentError(`leastGap is ${leastGap}; it must be a number ≥ 0`)
    return { leastGap }
  })
}
