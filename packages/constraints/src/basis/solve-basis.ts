import {
  type AnyRepresentation,
  distributed,
  isLieRepresentation,
  type LieRepresentation,
  type Representation,
  sameGroup,
  UnsupportedError,
} from '@buridan/groups'
import { RankMismatchError } from '../errors.js'
import type { BlockSolution } from '../solutions/block-solution.js'
import { blockText } from '../solvers/block-text.js'
import { type SolverOptions, solveFinite, solveLie } from '../solvers/choose-solver.js'
import { checkedBasisOptions, type EquivariantBasisOptions } from './basis-options.js'
import { characterRank } from './character-rank.js'
import { EquivariantBasis } from './equivariant-basis.js'
import { sharedBlocks } from './shared-blocks.js'

/** Characters of so many elements are a small part of the work of a solver in floating point. */
export const MAX_CHECKED_ORDER = 20_000n

/**
 * A basis of the equivariant linear maps W: ρ_in → ρ_out, of a finite group, a Lie group or a product of them.
 *
 * @param repIn - representation on the input space, dim n
 * @param repOut - representation on the output space, dim m, of the same group
 * @throws RepresentationMismatchError if the groups differ
 * @throws TooLargeError before the work if it would not fit, with the size
 * @throws RankMismatchError if a rank in floating point contradicts the characters
 * @throws AmbiguousToleranceError if a rank in floating point hangs on a gap of singular values below `leastGap`, 1000 by default
 * @throws NotConvergedError if the iterative solver does not converge
 * @throws AbortedError if the signal is aborted
 * @throws UnsupportedError if a solver is forced where it does not apply, or `checkRank` for a group that is not finite
 * @remarks For each pair of summands: diagrams O(Bell or matching numbers²), orbits O(m·n·generators), orbits of
 * stabilizers O((m + n)·generators) and tables of about as many numbers, elimination O(equations · fill), dense
 * O(generators · (m·n)³), iterative as stated there. See docs/mathematics.md, “Equivariant linear maps”;
 * Finzi, Welling & Wilson 2021.
 *
 * @example
 * ```ts
 * import { equivariantBasis } from '@buridan/constraints'
 * import { dihedral, orthogonal, tensor } from '@buridan/groups'
 * const rep = tensor(dihedral(4), 1)
 * const basis = equivariantBasis(rep, rep)
 * console.log(basis.rank, basis.solver) // → 3 orbits
 * const T2 = tensor(orthogonal(3), 2)
 * console.log(equivariantBasis(T2, T2).rank) // → 3
 * ```
 */
export function equivariantBasis(
  repIn: AnyRepresentation,
  repOut: AnyRepresentation,
  options: EquivariantBasisOptions = {},
): EquivariantBasis {
  sameGroup(repIn, repOut)
  const { checkRank: mustBeChecked, ...how } = checkedBasisOptions(options, 'equivariantBasis')
  if (isLieRepresentation(repIn)) {
    if (mustBeChecked)
      throw new UnsupportedError(`${repIn.group.name} is not finite: checkRank compares with characters`)
    return solveDistributed(repIn, repOut as LieRepresentation, how)
  }
  const blocks = sharedBlocks(repIn, repOut as Representation, (a, b) => {
    const solution = solveFinite(a, b, how)
    if (mustCheck(solution, a, mustBeChecked)) checkRank(a, b, solution)
    return solution
  })
  return new EquivariantBasis(repIn, repOut, blocks)
}

function solveDistributed(
  repIn: LieRepresentation,
  repOut: LieRepresentation,
  how: SolverOptions,
): EquivariantBasis {
  const [inside, outside] = [distributed(repIn), distributed(repOut)]
  const blocks = sharedBlocks(inside.sum, outside.sum, (a, b) => solveLie(a, b, how))
  return new EquivariantBasis(repIn, repOut, blocks, { in: inside.positions, out: outside.positions })
}

function mustCheck(solution: BlockSolution, rep: Representation, forced: boolean | undefined): boolean {
  const floating = solution.solver === 'dense' || solution.solver === 'iterative'
  return forced ?? (floating && rep.group.order <= MAX_CHECKED_ORDER)
}

function checkRank(repIn: Representation, repOut: Representation, solution: BlockSolution): void {
  const expected = characterRank(repIn, repOut)
  if (expected === solution.rank) return
  throw new RankMismatchError(
    `${blockText(repIn, repOut)}: the ${solution.solver} solver found rank ${solution.rank} (gap ${solution.gap}), ` +
      `the characters say ${expected}. Give the matrices of the representations to more digits, or to ` +
      'matrixRepresentation with the option tolerance, which moves rounded ones to exact ones; the option checkRank: false takes the rank as it is',
  )
}
