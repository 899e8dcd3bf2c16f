/**
 * Points in space: point groups of molecules and crystals.
 *
 * @packageDocumentation
 * @module @buridan/geometry
 */

export {
  AbortedError,
  AmbiguousToleranceError,
  BuridanError,
  type ErrorCode,
  InvalidArgumentError,
  type Permutation,
  type Signal,
  TooLargeError,
  UnsupportedError,
} from '@buridan/core'
export type { FiniteGroup } from '@buridan/permutations'
// shared
export { isPointGroupName, pointGroup, pointGroupNames } from './catalogue/point-groups.js'
export {
  type Crystal,
  type CrystalOperation,
  type CrystalPointGroup,
  crystalPointGroup,
} from './crystals/crystal-point-group.js'
export {
  DEFAULT_POSITION_TOLERANCE,
  findPointGroup,
  type Molecule,
  type PointGroupResult,
  type SymmetryOperation,
} from './molecules/find-point-group.js'
export { groupOfOperations } from './operations/group-of-operations.js'
export {
  generatingOperations,
  idealMatrices,
  largestGroup,
  type OperationLaw,
} from './operations/operation-group.js'
export { fitOrthogonal } from './operations/orthogonal-fit.js'
export { classify, type Operation, schoenflies } from './operations/schoenflies.js'
export {
  candidateMatrices,
  FLAT,
  frame,
  type LabelledPoints,
  LEAST_RADIUS,
  sine,
} from './operations/symmetry-operations.js'
