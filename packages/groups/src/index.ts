/**
 * Finite groups, their representations and stabilizers, for equivariant learning.
 *
 * @packageDocumentation
 */

export { actionRepresentation, regular } from './action-representation.js'
export { directSum, dual, multiple, tensor, tensorPower, tensorProduct } from './algebra.js'
export {
  baseRepresentation,
  factorRepresentation,
  permutationRepresentation,
  trivial,
} from './base-representation.js'
export { Bsgs, type BsgsOptions, type Level } from './bsgs.js'
export {
  alternating,
  cubeFaces,
  cyclic,
  cyclicPlane,
  dihedral,
  dihedralPlane,
  directProduct,
  signedPermutationGroup,
  signedPermutations,
  symmetric,
  torusWithTurns,
  trivialGroup,
} from './catalogue.js'
export { centreOrder } from './centre.js'
export { closure, intersectionOrder, isContained, Subgroup } from './element-set.js'
export { ElementList, elementsOf } from './elements.js'
export {
  AbortedError,
  AmbiguousToleranceError,
  BuridanError,
  type ErrorCode,
  InvalidArgumentError,
  InvalidFileError,
  InvalidPermutationError,
  NotAHomomorphismError,
  NotFiniteError,
  ParseError,
  RepresentationMismatchError,
  TooLargeError,
  UnsupportedError,
} from './errors.js'
export {
  type BaseSpace,
  FiniteGroup,
  type ProductFactor,
  permutationGroup,
  subgroup,
} from './finite-group.js'
export {
  conjugacyClassCount,
  contains,
  derivedSubgroup,
  isAbelian,
  isSolvable,
  isTransitive,
  normalClosure,
  orbitalCount,
  orbits,
  randomElement,
} from './group-facts.js'
export { matrixGroup } from './matrix-group.js'
export { matrixRepresentation } from './matrix-representation.js'
export { leftTransversal, normalizer } from './normalizer.js'
export {
  type ColouringOrbitType,
  colouringOrbitTypes,
  fixedDimension,
  type OrbitType,
  orbitTypeOf,
  orbitTypes,
} from './orbit-types.js'
export {
  compose,
  cycles,
  identityPermutation,
  inverse,
  isIdentity,
  type Permutation,
  permutation,
} from './permutation.js'
export { pointGroup, pointGroupNames } from './point-groups.js'
export { pointwiseStabilizer, setwiseStabilizer } from './point-stabilizers.js'
export {
  commonStructure,
  type Monomial,
  Representation,
  type Structure,
  type Summand,
  sameGroup,
} from './representation.js'
export { restrict, subrepresentation } from './restriction.js'
export { type Rng, rng, shuffled } from './rng.js'
export { emlpRubiksCube, rubiksCube } from './rubik.js'
export { DEFAULT_TOLERANCE, type Stabilizer, stabilizer } from './stabilizer.js'
export {
  type SubgroupClass,
  type SubgroupClasses,
  type SubgroupPosition,
  type Supplement,
  subgroupClasses,
} from './subgroup-classes.js'
export { parseGroup, parseRepresentation } from './text.js'
export { arrayOf, finiteVector, integerIn, shown, stringOf } from './validate.js'
