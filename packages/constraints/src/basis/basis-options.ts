import { booleanOf, knownOptions } from '@buridan/core'
import type { Signal } from '@buridan/groups'
import type { Solver } from '../solutions/block-solution.js'
import { throwIfAborted } from '../solvers/abort.js'
import { checkedSolver } from '../solvers/choose-solver.js'
import { checkedGap } from '../solvers/rank-gap.js'

/** Options of {@link equivariantBasis}. */
export interface EquivariantBasisOptions {
  /** Forces a solver; by default the cheapest that applies to each block. */
  readonly solver?: Solver
  /**
   * Compares the rank with the characters of a finite group; by default where floating point decided and the order is at
   * most 20 000.
   */
  readonly checkRank?: boolean
  /**
   * The least gap that decides a rank in floating point, the least singular value that is kept over the greatest that is taken for zero: 1000
   * by default. 0 takes every rank; look at the gaps that `explain()` names.
   */
  readonly leastGap?: number
  /** Stops the solvers that may take long when it is aborted. */
  readonly signal?: Signal
}

/** The options, each of them checked whether the work will read it or not: `what` takes them. */
export function checkedBasisOptions(options: EquivariantBasisOptions, what: string): EquivariantBasisOptions {
  const { solver, checkRank, leastGap, signal } = knownOptions(
    options,
    { solver: true, checkRank: true, leastGap: true, signal: true },
    what,
  )
  checkedSolver(solver)
  checkedGap(leastGap)
  if (checkRank !== undefined) booleanOf(checkRank, 'checkRank')
  throwIfAborted(signal)
  return options
}
