/**
 * Points in space: point groups of molecules and crystals, symmetry of points with vectors, canonical frames, alignment.
 *
 * @packageDocumentation
 * @module @buridan/geometry
 */

export {
  AmbiguousToleranceError,
  BuridanError,
  type ErrorCode,
  InvalidArgumentError,
  type Matrix3,
  type Permutation,
  RepresentationMismatchError,
  TooLargeError,
  UnsupportedError,
  type Vector,
} from '@buridan/core'
export type { FiniteGroup } from '@buridan/permutations'
export {
  type PointGroupOperations,
  pointGroupName,
  pointGroupOperations,
} from './catalogue/point-group-name.js'
export { isPointGroupName, pointGroup, pointGroupNames } from './catalogue/point-groups.js'
export type { Crystal } from './crystals/crystal.js'
export {
  type CrystalIsometry,
  type CrystalIsometryOptions,
  crystalIsometry,
} from './crystals/crystal-isometry.js'
export {
  type CrystalOperation,
  type CrystalPointGroup,
  crystalPointGroup,
} from './crystals/crystal-point-group.js'
export { type LayerGroup, layerGroup } from './crystals/layer-group.js'
export { type SpaceGroup, type SpaceGroupOptions, spaceGroup } from './crystals/space-group.js'
export { findPointGroup, type PointGroupResult } from './molecules/find-point-group.js'
export type { Molecule } from './molecules/molecule.js'
export type { Operation, SymmetryOperation } from './operations/operation.js'
export { fitOrthogonal } from './operations/orthogonal-fit.js'
export { DEFAULT_POSITION_TOLERANCE } from './operations/position-tolerance.js'
export { type Alignment, alignSites } from './sites/align-sites.js'
export { type CanonicalFrame, canonicalFrame } from './sites/canonical-frame.js'
export type { NearLine } from './sites/near-line.js'
export {
  type NearSymmetries,
  type NearSymmetryOptions,
  nearSymmetries,
} from './sites/near-symmetries.js'
export type { NearSymmetry, NearSymmetryOperation } from './sites/near-symmetry.js'
export type { PointMetric, Site, SiteOptions, Sites } from './sites/sites.js'
export { symmetryOfSites } from './sites/symmetry-of-sites.js'
export type {
  AxialSymmetry,
  CommonSymmetry,
  FiniteSymmetry,
  SiteOperation,
  SphericalSymmetry,
  SymmetryOfSites,
} from './sites/symmetry-result.js'
export { type AlignmentInSpace, alignInSpace } from './spaces/align-in-space.js'
export type { SpaceOptions } from './spaces/checked-space.js'
export { fitInSpace } from './spaces/fit-in-space.js'
export {
  type SpaceOperation,
  type SymmetryInSpace,
  symmetryInSpace,
} from './spaces/symmetry-in-space.js'
export {
  type NearCrystalSymmetries,
  type NearCrystalSymmetry,
  nearCrystalSymmetries,
} from './structures/near-crystal-symmetries.js'
export { type Symmetrized, symmetrized } from './structures/symmetrized.js'
export type { SymmetrizedCrystal } from './structures/symmetrized-crystal.js'
export type { SymmetrizedMolecule } from './structures/symmetrized-molecule.js'
export { symmetryByTolerance, type ToleranceRange } from './structures/symmetry-by-tolerance.js'
export { type RodGroup, rodGroup } from './wires/rod-group.js'
export type { WirePointGroup } from './wires/wire-point-group.js'
