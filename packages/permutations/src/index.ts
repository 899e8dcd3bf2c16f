/**
 * Permutation groups of any size, their subgroups and classes, and the catalogue of finite groups.
 *
 * @packageDocumentation
 * @module @buridan/permutations
 */

export {
  AbortedError,
  BuridanError,
  type ErrorCode,
  InvalidArgumentError,
  InvalidPermutationError,
  NotAHomomorphismError,
  NotFiniteError,
  type Permutation,
  permutation,
  RepresentationMismatchError,
  type Rng,
  rng,
  type Signal,
  shuffled,
  TooLargeError,
  UnsupportedError,
} from '@buridan/core'
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
} from './catalogue/catalogue.js'
export {
  generalAffine,
  mathieu,
  projectiveGeneralLinear,
  projectiveSpecialLinear,
} from './catalogue/linear-groups.js'
export { semidirectProduct, wreathProduct } from './catalogue/products.js'
export { dicyclic, quaternion } from './catalogue/quaternion-groups.js'
export { emlpRubiksCube, rubiksCube } from './catalogue/rubik.js'
export { p4, p4m } from './catalogue/torus-groups.js'
export { Bsgs, type BsgsOptions, type Level } from './chain/bsgs.js'
export { type ConjugacyClass, conjugacyClassCount, conjugacyClasses } from './classes/conjugacy-classes.js'
export { eachElement } from './elements/each-element.js'
export { ElementClasses, elementClasses } from './elements/element-classes.js'
export { closure, intersectionOrder, isContained, Subgroup } from './elements/element-set.js'
export { ElementList, elementsOf } from './elements/elements.js'
export { type BlockSystem, blockSystems, isPrimitive, minimalBlockSystem } from './group/blocks.js'
export { centreOrder } from './group/centre.js'
export { cosetRepresentatives } from './group/cosets.js'
export { type BaseSpace, FiniteGroup, type ProductFactor, subgroup } from './group/finite-group.js'
export {
  contains,
  derivedSeries,
  derivedSubgroup,
  isAbelian,
  isSolvable,
  isTransitive,
  normalClosure,
  orbitalCount,
  orbitalNumbers,
  orbitals,
  orbits,
  randomElement,
} from './group/group-facts.js'
export { blockAction, GroupHomomorphism, homomorphism } from './group/homomorphism.js'
export { compose, cycles, identityPermutation, inverse, isIdentity } from './group/operations.js'
export { parseCycles } from './group/parse-cycles.js'
export { permutationGroup } from './group/permutation-group.js'
export { pointwiseStabilizer } from './group/point-stabilizers.js'
export { matrixGroup } from './matrix/matrix-group.js'
export { centralizer, centre, conjugator } from './search/centralizer.js'
export {
  colouringStabilizer,
  colouringTransporter,
  setwiseStabilizer,
} from './search/colouring-stabilizer.js'
export { intersection } from './search/intersection.js'
export { structureName } from './structure/structure-name.js'
export { leftTransversal, normalizer, subgroupWithMembers } from './subgroups/normalizer.js'
export {
  MAX_SUBGROUP_ORDER,
  type SubgroupClass,
  type SubgroupClasses,
  type SubgroupPosition,
  type Supplement,
  subgroupClasses,
} from './subgroups/subgroup-classes.js'
