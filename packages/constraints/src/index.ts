/**
 * Bases of equivariant linear maps: exact where the structure allows, in floating point with a reported gap elsewhere.
 *
 * @packageDocumentation
 */

export type { BlockBasis, BlockOrder } from './basis/block-basis.js'
export { type BlockSolution, materializeBlock, type Solver } from './basis/block-solution.js'
export { characterRank } from './basis/character-rank.js'
export { type BlockExplanation, EquivariantBasis } from './basis/equivariant-basis.js'
export { EquivariantMap } from './basis/equivariant-map.js'
export { equivarianceResidual } from './basis/residual.js'
export type { BasisBlock } from './basis/shared-blocks.js'
export { type EquivariantBasisOptions, equivariantBasis } from './basis/solve-basis.js'
export { NotConvergedError, RankMismatchError } from './errors.js'
export { fixedBasis } from './fixed/fixed-basis.js'
export { type FixedSpace, fixedSpace } from './fixed/fixed-space.js'
export type { StructuredMap, Vector } from './maps/structured-map.js'
