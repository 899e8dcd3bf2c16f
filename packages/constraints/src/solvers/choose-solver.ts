import { shown } from '@buridan/core'
import {
  InvalidArgumentError,
  type LieRepresentation,
  type Representation,
  type Signal,
  UnsupportedError,
} from '@buridan/groups'
import { type BlockSolution, SOLVERS, type Solver } from '../solutions/block-solution.js'
import { blockText } from './block-text.js'
import { type ConstraintSystem, finiteConstraints } from './constraint-system.js'
import { hasCosets, solveByCosets } from './coset-solver.js'
import { MAX_DENSE_SIZE, solveDense } from './dense-solver.js'
import { forceElimination, solveByElimination } from './elimination-solver.js'
import { solveIteratively } from './iterative-solver.js'
import { lieConstraints } from './lie-constraints.js'
import { solveByOrbits } from './orbit-solver.js'
import { isRegularBlock, solveRegular } from './regular-solver.js'
import { isSymmetricBlock, solveSymmetric, solveTensors } from './tensor-solver.js'

/** The largest table of index pairs that is preferred to orbits of stabilizers. */
const PREFERRED_PAIRS = 2 ** 22
/** The most unknowns for which elimination is preferred. */
const PREFERRED_UNKNOWNS = 8_000

/** How blocks are solved. */
export interface SolverOptions {
  /** The one forced; else the cheapest that applies. */
  readonly solver?: Solver | undefined
  readonly signal?: Signal | undefined
  /** The least gap of singular values that decides a rank. */
  readonly leastGap?: number | undefined
}

/** Refuses what is no solver's name. */
export function checkedSolver(solver: unknown): Solver | undefined {
  if (solver === undefined || SOLVERS.includes(solver as Solver)) return solver as Solver | undefined
  throw new InvalidArgumentError(`solver is ${shown(solver)}; it must be one of ${SOLVERS.join(', ')}`)
}

/** Solves a block of a finite group by the cheapest solver that applies, or the forced one. */
export function solveFinite(
  repIn: Representation,
  repOut: Representation,
  options: SolverOptions = {},
): BlockSolution {
  const refuseUnless = (applies: boolean, why: string): void => {
    if (applies) return
    throw new UnsupportedError(
      `${blockText(repIn, repOut)} of ${repIn.group.shortName} is ${repIn.structure} → ${repOut.structure}: ${why}`,
    )
  }
  switch (options.solver ?? cheapest(repIn, repOut)) {
    case 'diagrams':
      refuseUnless(isSymmetricBlock(repIn, repOut), 'no tensors over the points of a symmetric group')
      return solveSymmetric(repIn, repOut)
    case 'orbits':
      refuseUnless(isMonomialBlock(repIn, repOut), 'no orbits')
      return solveByOrbits(repIn, repOut)
    case 'cosets':
      refuseUnless(hasCosets(repIn, repOut), 'no tensors over points')
      return solveByCosets(repIn, repOut)
    case 'regular':
      refuseUnless(isRegularBlock(repIn, repOut), 'no small regular representation')
      return solveRegular(repIn, repOut)
    default:
      return solveSystem(finiteConstraints(repIn, repOut), options)
  }
}

/** Solves a block of a Lie group or a product: of tensors, or of others by equations. */
export function solveLie(
  repIn: LieRepresentation,
  repOut: LieRepresentation,
  options: SolverOptions = {},
): BlockSolution {
  if (!repIn.axes || !repOut.axes) return solveSystem(lieConstraints(repIn, repOut), options)
  return solveTensors(repIn, repOut, options.solver, {
    finite: (a, b) => solveFinite(a, b, options),
    system: (system) => solveSystem(system, options),
  })
}

function isMonomialBlock(repIn: Representation, repOut: Representation): boolean {
  return (repIn.isMonomial && repOut.isMonomial) || repIn.group.generators.length === 0
}

function cheapest(repIn: Representation, repOut: Representation): Solver {
  if (isSymmetricBlock(repIn, repOut)) return 'diagrams'
  if (isMonomialBlock(repIn, repOut)) {
    return repIn.dim * repOut.dim > PREFERRED_PAIRS && hasCosets(repIn, repOut) ? 'cosets' : 'orbits'
  }
  return isRegularBlock(repIn, repOut) ? 'regular' : 'dense'
}

/** Solves equations: exactly where they are of whole numbers, densely where they fit, else iteratively. */
function solveSystem(
  given: ConstraintSystem,
  { solver: forced, signal, leastGap }: SolverOptions,
): BlockSolution {
  const system = { ...given, leastGap }
  const size = system.rows * system.cols
  if (forced === undefined) {
    const exact = size <= PREFERRED_UNKNOWNS ? solveByElimination(system, signal) : undefined
    return exact ?? (size <= MAX_DENSE_SIZE ? solveDense(system, signal) : solveIteratively(system, signal))
  }
  if (forced === 'elimination') return forceElimination(system, signal)
  if (forced === 'dense') return solveDense(system, signal)
  if (forced === 'iterative') return solveIteratively(system, signal)
  throw new UnsupportedError(`${system.text}: ${forced} does not apply`)
}
