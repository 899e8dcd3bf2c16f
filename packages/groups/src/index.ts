/**
 * Finite groups, their representations and stabilizers, for equivariant learning.
 *
 * @packageDocumentation
 * @module @buridan/groups
 */

export type { Canonical } from './canonical/canonical.js'
export { type CanonicalizeOptions, canonicalize } from './canonical/canonicalize.js'
export { GreatestImage } from './canonical/greatest-image.js'
export { ImageTable } from './canonical/image-table.js'
export { type Transport, type TransporterOptions, transporter } from './canonical/transporter.js'
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
export { pointGroup, pointGroupNames } from './catalogue/point-groups.js'
export { semidirectProduct, wreathProduct } from './catalogue/products.js'
export { dicyclic, quaternion } from './catalogue/quaternion-groups.js'
export { emlpRubiksCube, rubiksCube } from './catalogue/rubik.js'
export { p4, p4m } from './catalogue/torus-groups.js'
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
} from './core/errors.js'
export { type Kind, ofKind, rngOf } from './core/kinds.js'
export { type Rng, rng, shuffled } from './core/rng.js'
export type { Signal } from './core/signal.js'
export { arrayOf, finiteVector, integerIn, numberIn, objectOf, shown, stringOf } from './core/validate.js'
export {
  type Crystal,
  type CrystalOperation,
  type CrystalPointGroup,
  crystalPointGroup,
} from './geometry/crystal-point-group.js'
export {
  DEFAULT_POSITION_TOLERANCE,
  findPointGroup,
  type Molecule,
  type PointGroupResult,
  type SymmetryOperation,
} from './geometry/find-point-group.js'
export { fitOrthogonal } from './geometry/orthogonal-fit.js'
export type { Operation } from './geometry/schoenflies.js'
export {
  type Automorphisms,
  automorphisms,
  type CanonicalLabelling,
  canonicalForm,
  canonicalLabelling,
  isomorphism,
} from './graph/automorphisms.js'
export { type ColouredGraph, type Edge, type GraphInput, graph } from './graph/coloured-graph.js'
export { formatGraph6, parseGraph6 } from './graph/graph6.js'
export type { SparsePermutation } from './graph/partial-automorphism.js'
export {
  fromGraphology,
  type GraphologyGraph,
  type NamedGraph,
  parseEdgeList,
} from './graph/read-graph.js'
export type { ComplexMatrix } from './lie/complex-matrix.js'
export { distributed } from './lie/distributed.js'
export {
  embedding,
  generalLinear,
  scaling,
  specialLinear,
  symplectic,
} from './lie/lie-catalogue.js'
export {
  type AlgebraElement,
  algebraOf,
  discreteGeneratorsOf,
  factorsOf,
  type LieElement,
} from './lie/lie-factors.js'
export {
  type Factor,
  type FactorElement,
  type FundamentalTensors,
  LieGroup,
  MixedProduct,
} from './lie/lie-group.js'
export { LieRepresentation, type LieSummand, type TensorAxis } from './lie/lie-representation.js'
export { lieProduct } from './lie/make-lie-group.js'
export type { DistributedRepresentation } from './lie/operations-of.js'
export { orthogonal, pseudoOrthogonal, specialOrthogonal } from './lie/orthogonal-groups.js'
export { specialUnitary, unitary } from './lie/unitary-groups.js'
export { matrixGroup } from './matrix/matrix-group.js'
export { type SymmetricEigen, symmetricEigen } from './matrix/symmetric-eigen.js'
export {
  type BlockSystem,
  blockSystems,
  isPrimitive,
  minimalBlockSystem,
} from './permutation/blocks.js'
export { Bsgs, type BsgsOptions, type Level } from './permutation/bsgs.js'
export { centralizer, centre, conjugator } from './permutation/centralizer.js'
export { centreOrder } from './permutation/centre.js'
export {
  colouringStabilizer,
  colouringTransporter,
  setwiseStabilizer,
} from './permutation/colouring-stabilizer.js'
export {
  type ConjugacyClass,
  conjugacyClassCount,
  conjugacyClasses,
} from './permutation/conjugacy-classes.js'
export { cosetRepresentatives } from './permutation/cosets.js'
export {
  type BaseSpace,
  FiniteGroup,
  type ProductFactor,
  subgroup,
} from './permutation/finite-group.js'
export {
  contains,
  derivedSeries,
  derivedSubgroup,
  isAbelian,
  isSolvable,
  isTransitive,
  normalClosure,
  orbitalCount,
  orbitals,
  orbits,
} from './permutation/group-facts.js'
export { blockAction, GroupHomomorphism, homomorphism } from './permutation/homomorphism.js'
export { intersection } from './permutation/intersection.js'
export { compose, cycles, identityPermutation, inverse, isIdentity } from './permutation/operations.js'
export { type Permutation, permutation } from './permutation/permutation.js'
export { permutationGroup } from './permutation/permutation-group.js'
export { pointwiseStabilizer } from './permutation/point-stabilizers.js'
export { actionRepresentation, regular } from './representation/action-representation.js'
export {
  type AnyGroup,
  type AnyRepresentation,
  act,
  baseRepresentation,
  directSum,
  dual,
  factorRepresentation,
  type GroupElement,
  isLie,
  isLieRepresentation,
  multiple,
  type RepresentationOf,
  randomElement,
  representationOf,
  sameGroup,
  tensor,
  tensorPower,
  tensorProduct,
  trivial,
} from './representation/any-representation.js'
export { permutationRepresentation } from './representation/base-representation.js'
export { CharacterTable, characterTable } from './representation/character-table.js'
export { cosetRepresentation, induce } from './representation/coset-representation.js'
export { inverseElement, multiplyElements, uniformElement } from './representation/group-elements.js'
export type { IrreducibleCharacter } from './representation/irreducible-character.js'
export {
  type IsotypicComponent,
  type IsotypicDecomposition,
  isotypicDecomposition,
} from './representation/isotypic.js'
export { matrixRepresentation } from './representation/matrix-representation.js'
export { alternatingPower, symmetricPower } from './representation/powers.js'
export {
  irreducibleRepresentations,
  type RealCharacter,
  type RealIrrep,
  realCharacters,
} from './representation/real-irreps.js'
export {
  commonStructure,
  type Monomial,
  type PointAxis,
  Representation,
  type Structure,
  type Summand,
} from './representation/representation.js'
export { restrict, subrepresentation } from './representation/restriction.js'
export { listedStabilizer } from './stabilizer/listed-stabilizer.js'
export type { PointMetric } from './stabilizer/metric.js'
export type { RotationOperation, RotationStabilizer } from './stabilizer/rotation-result.js'
export { type StabilizerOptions, stabilizer } from './stabilizer/stabilizer.js'
export { Stabilizer, type StabilizerMethod } from './stabilizer/stabilizer-result.js'
export { checkedTolerance, DEFAULT_TOLERANCE } from './stabilizer/tolerance.js'
export { closure, intersectionOrder, isContained, Subgroup } from './subgroups/element-set.js'
export { ElementList, elementsOf } from './subgroups/elements.js'
export { leftTransversal, normalizer } from './subgroups/normalizer.js'
export {
  type ColouringOrbitType,
  colouringOrbitTypes,
  fixedDimension,
  type OrbitType,
  orbitTypeOf,
  orbitTypes,
} from './subgroups/orbit-types.js'
export {
  MAX_SUBGROUP_ORDER,
  type SubgroupClass,
  type SubgroupClasses,
  type SubgroupPosition,
  type Supplement,
  subgroupClasses,
} from './subgroups/subgroup-classes.js'
export { parseAnyGroup, parseGroup } from './text/parse-group.js'
export { parseRepresentation } from './text/parse-representation.js'
export {
  type RepresentationSpec,
  representationFromSpec,
  representationSpec,
} from './text/representation-spec.js'
