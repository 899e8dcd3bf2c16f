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
export type { Crystal } from './crystals/crystal.js'
export {
  type CrystalOperation,
  type CrystalPointGroup,
  crystalPointGroup,
} from './crystals/crystal-point-group.js'
export { findPointGroup, type PointGroupResult } from './molecules/find-point-group.js'
export type { Molecule } from './molecules/molecule.js'
export { groupOfOperations } from './operations/group-of-operations.js'
export type { Operation, SymmetryOperation } from './operations/operation.js'
export {
  generatingOperations,
  idealMatrices,
  largestGroup,
  type OperationLaw,
} from './operations/operation-group.js'
export { fitOrthogonal } from './operations/orthogonal-fit.js'
export { DEFAULT_POSITION_TOLERANCE } from './operations/position-tolerance.js'
export { classify, schoenflies } from './operations/schoenflies.js'
export {
  candidateMatrices,
  FLAT,
  frame,
  type LabelledPoints,
  LEAST_RADIUS,
  sine,
} from './operations/symmetry-operations.js'
