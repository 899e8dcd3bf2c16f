import { euclideanNorm, InvalidFileError, rng, shown } from '@buridan/core'
import { isFiniteRepresentation, type Representation } from '@buridan/groups'
import type { BlockSolution } from '../solutions/block-solution.js'
import { blockText } from '../solvers/block-text.js'
import { characterRank } from './character-rank.js'
import type { EquivariantBasis } from './equivariant-basis.js'
import { keyOf, type SavedBlock } from './saved-block.js'
import { MAX_CHECKED_ORDER } from './solve-basis.js'

/** @throws InvalidFileError for a block that the representations do not have */
export function refuseOthers(basis: EquivariantBasis, blocks: ReadonlyMap<string, SavedBlock>): void {
  const own = new Set(basis.blocks.map(({ repIn, repOut }) => keyOf(repIn, repOut)))
  for (const key of blocks.keys()) {
    if (!own.has(key))
      throw new InvalidFileError(
        `the saved basis has a block ${shown(key)}, which its representations have not`,
      )
  }
}

/**
 * A forged checksum says nothing of a vector that was left out or scaled: what was written out as numbers is tested by itself.
 *
 * @throws InvalidFileError if a basis is not orthonormal, or its rank is not that of the characters
 */
export function checkWrittenOut(basis: EquivariantBasis, blocks: ReadonlyMap<string, SavedBlock>): void {
  const seen = new Set<BlockSolution>()
  for (const { repIn, repOut, solution } of basis.blocks) {
    if (seen.has(solution) || !blocks.get(keyOf(repIn, repOut))?.values) continue
    seen.add(solution)
    const refuse = (what: string): never => {
      throw new InvalidFileError(`block ${blockText(repIn, repOut)} ${what}: make the basis again`)
    }
    if (!isOrthonormal(solution)) refuse('is saved with maps that are not orthonormal')
    if (!isFiniteRepresentation(repIn) || repIn.group.order > MAX_CHECKED_ORDER) continue
    const expected = characterRank(repIn, repOut as Representation)
    if (expected !== solution.rank)
      refuse(`is saved with rank ${solution.rank}, and the characters say ${expected}`)
  }
}

/** Entries of a basis that was found in floating point may be off by so much. */
const MAX_DEFECT = 1e-6
const PROBES = 3

/**
 * Whether a basis is orthonormal, tested with random coefficients c: those of Σ c_k Q_k are c. O(rank · size).
 */
function isOrthonormal(solution: BlockSolution): boolean {
  const { rows, cols, rank } = solution
  const random = rng(1)
  for (let t = 0; t < PROBES; t++) {
    const c = new Float64Array(rank).map(() => random.normal())
    const w = new Float64Array(rows * cols)
    const found = new Float64Array(rank)
    solution.combineInto(c, 0, w, 0, cols)
    solution.innerProducts(w, 0, cols, found, 0)
    if (!(euclideanNorm(found.map((v, k) => v - c[k]!)) <= MAX_DEFECT * euclideanNorm(c))) return false
  }
  return true
}
