/**
 * Bases of equivariant linear maps: exact where the structure allows, in floating point with a reported gap elsewhere.
 *
 * @packageDocumentation
 * @module @buridan/constraints
 */

export { AffineBasis, type AffineMap, affineBasis } from './basis/affine-basis.js'
export { BasisCache } from './basis/basis-cache.js'
export type { EquivariantBasisOptions } from './basis/basis-options.js'
export type { BlockBasis, BlockOrder } from './basis/block-basis.js'
export { characterRank } from './basis/character-rank.js'
export { type BlockExplanation, EquivariantBasis } from './basis/equivariant-basis.js'
export { EquivariantMap } from './basis/equivariant-map.js'
export { MultilinearBasis, multilinearBasis } from './basis/multilinear-basis.js'
export { equivarianceResidual } from './basis/residual.js'
export { parseBasis, type SerializedBasis, serializeBasis } from './basis/serialize-basis.js'
export type { BasisBlock } from './basis/shared-blocks.js'
export { equivariantBasis } from './basis/solve-basis.js'
export { NotConvergedError, RankMismatchError } from './errors.js'
export {
  channelsOf,
  type Factorization,
  factorizationCost,
  isIdentity,
  type MixingSpace,
  mixingCount,
  type SummandMaps,
} from './factorize/factorization.js'
export { factorize } from './factorize/factorize.js'
export { type SparseBasisOptions, sparseBasis } from './factorize/hom-spaces.js'
export { fixedBasis } from './fixed/fixed-basis.js'
export { fixedFactorization } from './fixed/fixed-factorization.js'
export { type FixedSpace, fixedSpace } from './fixed/fixed-space.js'
export type { FixedUnder } from './fixed/subgroups.js'
export type { StructuredMap, Vector } from './maps/structured-map.js'
export { type BlockSolution, materializeBlock, type Solver } from './solutions/block-solution.js'
