import { fingerprint, ofKind, shown } from '@buridan/core'
import {
  type AnyRepresentation,
  BuridanError,
  distributed,
  InvalidFileError,
  isLieRepresentation,
  isSameGroup,
  type LieRepresentation,
  type Representation,
  type RepresentationSpec,
  representationFromSpec,
  representationSpec,
} from '@buridan/groups'
import { type BlockSolution, materializeBlock, type Solver } from '../solutions/block-solution.js'
import { DenseSolution } from '../solutions/dense-solution.js'
import { blockText } from '../solvers/block-text.js'
import { solveFinite, solveLie } from '../solvers/choose-solver.js'
import { checkWrittenOut, refuseOthers } from './check-saved.js'
import { EquivariantBasis } from './equivariant-basis.js'
import { blocksIn, keyOf, objectIn, type SavedBlock } from './saved-block.js'
import { sharedBlocks } from './shared-blocks.js'

/** The version that is written and read; 2 had no checksum. */
const VERSION = 3

/** The fields of a saved basis, and of its representations. */
const FIELDS = ['kind', 'version', 'repIn', 'repOut', 'blocks', 'sum']
const REPRESENTATION_FIELDS = ['group', 'rep']

/** What is read back must be equivariant to this residual. */
const MAX_RESIDUAL = 1e-6

/** An equivariant basis as JSON. */
export interface SerializedBasis {
  readonly kind: 'buridan-equivariant-basis'
  readonly version: number
  readonly repIn: RepresentationSpec
  readonly repOut: RepresentationSpec
  readonly blocks: readonly SavedBlock[]
  /** Of all before: a vector that is left out, or twice there, is equivariant all the same. */
  readonly sum: string
}

/**
 * A basis as a JSON-able value: its representations as text, how each distinct block was solved, and the numbers of
 * blocks that were found in floating point.
 *
 * @throws UnsupportedError if the representations have no text to save them by
 * @throws InvalidArgumentError if the value is not an equivariant basis
 * @remarks O(rank · m · n) for each block that was found in floating point.
 *
 * @example
 * ```ts
 * import { equivariantBasis, parseBasis, serializeBasis } from '@buridan/constraints'
 * import { orthogonal, tensor } from '@buridan/groups'
 * const T2 = tensor(orthogonal(3), 2)
 * const text = JSON.stringify(serializeBasis(equivariantBasis(T2, T2)))
 * console.log(parseBasis(JSON.parse(text)).rank) // → 3
 * ```
 */
export function serializeBasis(basis: EquivariantBasis): SerializedBasis {
  ofKind(basis, 'basis', 'equivariant basis')
  const blocks = new Map<string, SavedBlock>()
  for (const { repIn, repOut, solution } of basis.blocks) {
    const key = keyOf(repIn, repOut)
    const { solver, reason, rank, gap } = solution
    blocks.set(key, {
      block: key,
      solver,
      reason,
      rank,
      gap: Number.isFinite(gap) ? gap : null,
      ...(isSolvedAgain(repIn, solver) ? {} : { values: Array.from(materializeBlock(solution)) }),
    })
  }
  const saved = {
    kind: 'buridan-equivariant-basis' as const,
    version: VERSION,
    repIn: representationSpec(basis.repIn),
    repOut: representationSpec(basis.repOut),
    blocks: [...blocks.values()],
  }
  return { ...saved, sum: sumOf(saved) }
}

function sumOf({ repIn, repOut, blocks }: Omit<SerializedBasis, 'sum'>): string {
  const parts = blocks.flatMap(({ block, solver, reason, rank, gap, values }) => [
    JSON.stringify([block, solver, reason, rank, gap]),
    // JSON has no −0
    Float64Array.from(values ?? [], (v) => v + 0),
  ])
  return fingerprint([JSON.stringify([repIn, repOut]), ...parts])
}

/** The sum of what was read, which may be anything; undefined if it holds what is never in a file. */
function sumOfRead(saved: Partial<SerializedBasis>): string | undefined {
  try {
    return sumOf(saved as SerializedBasis)
  } catch (error) {
    // big integers, circles, symbols
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/** Solvers in floating point, whose bases are not the same when they are asked again. */
const WRITTEN_OUT: readonly Solver[] = ['regular', 'dense', 'iterative']

/** Whether the same basis comes out when the block is solved again: diagrams, orbits and exact elimination on whole blocks. */
function isSolvedAgain(rep: AnyRepresentation, solver: Solver): boolean {
  if (WRITTEN_OUT.includes(solver)) return false
  return !isLieRepresentation(rep) || solver === 'diagrams'
}

/**
 * Reads a basis back from {@link serializeBasis}.
 *
 * @throws InvalidFileError if the value was changed, is damaged, cut or of another version; and, whatever its checksum, for fields and
 * blocks that are unknown or of another type, and for a basis that is not equivariant, not orthonormal, or whose rank is not that of the
 * characters of a finite group of up to 20 000 elements
 * @remarks O(length) and as {@link equivariantBasis} for the blocks that were exact: they are solved again. All are tested with random vectors.
 *
 * @example
 * ```ts
 * import { parseBasis, serializeBasis, equivariantBasis } from '@buridan/constraints'
 * import { symmetric, tensor } from '@buridan/groups'
 * const V = tensor(symmetric(4), 1)
 * console.log(parseBasis(serializeBasis(equivariantBasis(V, V))).rank) // → 2
 * ```
 */
export function parseBasis(value: unknown): EquivariantBasis {
  const saved = (value ?? {}) as Partial<SerializedBasis>
  if (saved.kind !== 'buridan-equivariant-basis' || !Array.isArray(saved.blocks)) {
    throw new InvalidFileError('the value is no saved equivariant basis')
  }
  if (saved.version !== VERSION) {
    const isLater = typeof saved.version === 'number' && saved.version > VERSION
    const remedy = isLater ? 'update the package' : 'make the basis again'
    throw new InvalidFileError(
      `the basis has version ${shown(saved.version)}, this package reads version ${VERSION}: ${remedy}`,
    )
  }
  objectIn(saved, 'the value', FIELDS)
  for (const spec of [saved.repIn, saved.repOut]) objectIn(spec, 'a representation', REPRESENTATION_FIELDS)
  const [repIn, repOut] = [representationFromSpec(saved.repIn), representationFromSpec(saved.repOut)]
  if (!isSameGroup(repIn.group, repOut.group)) {
    throw new InvalidFileError(
      `the saved representations are of different groups, ${repIn.group.name} and ${repOut.group.name}`,
    )
  }
  const blocks = blocksIn(saved.blocks)
  try {
    const basis = rebuilt(repIn, repOut, blocks)
    refuseOthers(basis, blocks)
    if (!(basis.residual() < MAX_RESIDUAL)) {
      throw new InvalidFileError(
        `the saved basis is not equivariant, residual ${basis.residual()}: it was damaged`,
      )
    }
    const sum = sumOfRead(saved)
    if (sum === undefined || saved.sum !== sum) {
      throw new InvalidFileError('the saved basis has a wrong checksum: it was changed or damaged')
    }
    checkWrittenOut(basis, blocks)
    return basis
  } catch (cause) {
    if (cause instanceof InvalidFileError || !(cause instanceof BuridanError)) throw cause
    throw new InvalidFileError(`the saved basis does not fit its representations: ${cause.message}`, {
      cause,
    })
  }
}

function rebuilt(
  repIn: AnyRepresentation,
  repOut: AnyRepresentation,
  blocks: ReadonlyMap<string, SavedBlock>,
): EquivariantBasis {
  if (isLieRepresentation(repIn)) {
    const [inside, outside] = [distributed(repIn), distributed(repOut as LieRepresentation)]
    const solved = sharedBlocks(inside.sum, outside.sum, (a, b) =>
      restore(a, b, blocks, (solver) => solveLie(a, b, { solver })),
    )
    return new EquivariantBasis(repIn, repOut, solved, { in: inside.positions, out: outside.positions })
  }
  const solved = sharedBlocks(repIn, repOut as Representation, (a, b) =>
    restore(a, b, blocks, (solver) => solveFinite(a, b, { solver })),
  )
  return new EquivariantBasis(repIn, repOut, solved)
}

function restore(
  repIn: AnyRepresentation,
  repOut: AnyRepresentation,
  blocks: ReadonlyMap<string, SavedBlock>,
  solve: (solver: Solver | undefined) => BlockSolution,
): BlockSolution {
  const key = keyOf(repIn, repOut)
  const saved = blocks.get(key)
  if (!saved)
    throw new InvalidFileError(
      `the saved basis has no block ${blockText(repIn, repOut)}: it was cut or damaged`,
    )
  const { solver, values } = saved
  if (isSolvedAgain(repIn, solver) !== (values === undefined)) {
    throw new InvalidFileError(
      `block ${blockText(repIn, repOut)} was solved by ${solver} and is saved ${values ? 'with' : 'without'} numbers: it was cut or damaged`,
    )
  }
  const solution = values
    ? fromValues(repIn, repOut, saved, values)
    : solve(isLieRepresentation(repIn) ? undefined : solver)
  if (solution.rank !== saved.rank) {
    throw new InvalidFileError(
      `block ${key} was saved with rank ${shown(saved.rank)} and has ${solution.rank}`,
    )
  }
  if (Number.isFinite(solution.gap) !== (saved.gap !== null)) {
    throw new InvalidFileError(
      `block ${key} was saved with gap ${shown(saved.gap)} and has ${solution.gap}: it was changed or damaged`,
    )
  }
  return solution
}

function fromValues(
  repIn: AnyRepresentation,
  repOut: AnyRepresentation,
  saved: SavedBlock,
  values: readonly number[],
): BlockSolution {
  const expected = saved.rank * repIn.dim * repOut.dim
  if (values.length !== expected || !values.every((v) => Number.isFinite(v))) {
    throw new InvalidFileError(`block ${saved.block} should hold ${expected} numbers: it was cut or damaged`)
  }
  const gap = saved.gap ?? Number.POSITIVE_INFINITY
  return new DenseSolution(saved.solver, saved.reason, repOut.dim, repIn.dim, Float64Array.from(values), gap)
}
