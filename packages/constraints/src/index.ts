/**
 * Bases of equivariant linear maps: exact where the structure allows, dense with a reported gap elsewhere.
 *
 * @packageDocumentation
 */
export { type BlockSolution, materializeBlock, type Solver } from './block-solution.js'
export { characterRank } from './character-rank.js'
export {
  type BlockExplanation,
  EquivariantBasis,
  type EquivariantBasisOptions,
  equivarianceResidual,
  equivariantBasis,
} from './equivariant-basis.js'
export { RankMismatchError } from './errors.js'
export { fixedBasis } from './fixed-basis.js'
export { type FixedSpace, fixedSpace } from './fixed-space.js'
export type { BasisBlock } from './shared-blocks.js'
