/**
 * Groups acting linearly: representations, characters, stabilizers and canonical forms of vectors, orbit types.
 *
 * @packageDocumentation
 * @module @buridan/groups
 */

export {
  AbortedError,
  AmbiguousToleranceError,
  BuridanError,
  BusyError,
  DEFAULT_TOLERANCE,
  DisposedError,
  type ErrorCode,
  InvalidArgumentError,
  InvalidFileError,
  InvalidPermutationError,
  NotAHomomorphismError,
  NotFiniteError,
  ParseError,
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
  type Crystal,
  type CrystalIsometry,
  type CrystalIsometryOptions,
  type CrystalOperation,
  type CrystalPointGroup,
  crystalIsometry,
  crystalPointGroup,
  DEFAULT_POSITION_TOLERANCE,
  findPointGroup,
  fitOrthogonal,
  type LayerGroup,
  layerGroup,
  type Molecule,
  type NearCrystalSymmetries,
  type NearCrystalSymmetry,
  type NearLine,
  type NearSymmetries,
  type NearSymmetry,
  type NearSymmetryOperation,
  type NearSymmetryOptions,
  nearCrystalSymmetries,
  nearSymmetries,
  type Operation,
  type PointGroupOperations,
  type PointGroupResult,
  type PointMetric,
  pointGroup,
  pointGroupName,
  pointGroupNames,
  pointGroupOperations,
  type RodGroup,
  rodGroup,
  type Site,
  type Sites,
  type SpaceGroup,
  type SpaceGroupOptions,
  type Symmetrized,
  type SymmetrizedCrystal,
  type SymmetrizedMolecule,
  type SymmetryOperation,
  spaceGroup,
  symmetrized,
  symmetryByTolerance,
  type ToleranceRange,
  type WirePointGroup,
} from '@buridan/geometry'
export {
  type Automorphisms,
  automorphisms,
  type CanonicalLabelling,
  type ColouredGraph,
  canonicalForm,
  canonicalLabelling,
  type Edge,
  formatDigraph6,
  formatDimacs,
  formatEdgeList,
  formatGraph6,
  formatSparse6,
  fromGraphology,
  type GraphInput,
  type GraphologyGraph,
  graph,
  graphInput,
  isomorphism,
  type NamedGraph,
  parseDigraph6,
  parseDimacs,
  parseEdgeList,
  parseGraph6,
  parseSparse6,
  type SparsePermutation,
} from '@buridan/graphs'
export {
  alternating,
  type BaseSpace,
  type BlockSystem,
  Bsgs,
  type BsgsOptions,
  blockAction,
  blockSystems,
  type ConjugacyClass,
  centralizer,
  centre,
  centreOrder,
  closure,
  colouringStabilizer,
  colouringTransporter,
  compose,
  conjugacyClassCount,
  conjugacyClasses,
  conjugator,
  contains,
  cosetRepresentatives,
  cubeFaces,
  cycles,
  cyclic,
  cyclicPlane,
  derivedSeries,
  derivedSubgroup,
  dicyclic,
  dihedral,
  dihedralPlane,
  directProduct,
  ElementList,
  elementsOf,
  emlpRubiksCube,
  FiniteGroup,
  GroupHomomorphism,
  generalAffine,
  homomorphism,
  identityPermutation,
  intersection,
  intersectionOrder,
  inverse,
  isAbelian,
  isContained,
  isIdentity,
  isPrimitive,
  isSolvable,
  isTransitive,
  type Level,
  leftTransversal,
  MAX_SUBGROUP_ORDER,
  mathieu,
  matrixGroup,
  minimalBlockSystem,
  normalClosure,
  normalizer,
  orbitalCount,
  orbitals,
  orbits,
  type ProductFactor,
  p4,
  p4m,
  parseCycles,
  permutationGroup,
  pointwiseStabilizer,
  projectiveGeneralLinear,
  projectiveSpecialLinear,
  quaternion,
  rubiksCube,
  Subgroup,
  type SubgroupClass,
  type SubgroupClasses,
  type SubgroupPosition,
  type Supplement,
  semidirectProduct,
  setwiseStabilizer,
  signedPermutationGroup,
  signedPermutations,
  structureName,
  subgroup,
  subgroupClasses,
  symmetric,
  torusWithTurns,
  trivialGroup,
  wreathProduct,
} from '@buridan/permutations'
export { type BoardElement, type BoardGroup, type BoardOptions, boardGroup } from './boards/board-group.js'
export { type Grid, grid } from './boards/grid.js'
export type { GridSymmetry } from './boards/grid-symmetries.js'
export type { NamedElements } from './boards/named-elements.js'
export type { Canonical } from './canonical/canonical.js'
export type { CanonicalMethod } from './canonical/canonical-method.js'
export { CanonicalPoints, type ImageTables } from './canonical/canonical-points.js'
export { type CanonicalizeOptions, canonicalize } from './canonical/canonicalize.js'
export { type Transport, type TransporterOptions, transporter } from './canonical/transporter.js'
export { GreatestImage } from './images/greatest-image.js'
export { ImageTable } from './images/image-table.js'
export { LISTING_LIMITS } from './images/limits.js'
export type { ComplexMatrix } from './lie/complex-matrix.js'
export { embedding, generalLinear, scaling, specialLinear, symplectic } from './lie/lie-catalogue.js'
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
export { lieProduct } from './lie/lie-product.js'
export { orthogonal, pseudoOrthogonal, specialOrthogonal } from './lie/orthogonal-groups.js'
export { specialUnitary, unitary } from './lie/unitary-groups.js'
export { NearestImage, type NearestImageOptions } from './nearest/nearest-image.js'
export type { Nearest } from './nearest/nearest-search.js'
export { type OrbitDistance, orbitDistance } from './nearest/orbit-distance.js'
export {
  type ColouringOrbitType,
  colouringOrbitTypes,
  fixedDimension,
  type OrbitType,
  orbitTypeOf,
  orbitTypes,
} from './orbit-types/orbit-types.js'
export { actionRepresentation, regular } from './representation/action-representation.js'
export {
  directSum,
  dual,
  isSameRepresentation,
  multiple,
  sameGroup,
  tensor,
  tensorPower,
  tensorProduct,
} from './representation/algebra.js'
export {
  type AnyGroup,
  type ElementOf,
  type GroupElement,
  isLie,
  isSameGroup,
} from './representation/any-group.js'
export {
  act,
  isFiniteRepresentation,
  isLieRepresentation,
  randomElement,
  representationOf,
} from './representation/any-representation.js'
export {
  baseRepresentation,
  factorRepresentation,
  permutationRepresentation,
  type RepresentationOf,
  trivial,
} from './representation/base-representation.js'
export { CharacterTable, characterTable } from './representation/character-table.js'
export { cosetRepresentation, induce } from './representation/coset-representation.js'
export { axialVector, pseudoscalar } from './representation/determinant.js'
export { type DistributedRepresentation, distributed } from './representation/distributed.js'
export type { RepresentationForm, RepresentationKind } from './representation/form.js'
export { inverseElement, multiplyElements, uniformElement } from './representation/group-elements.js'
export type { IrreducibleCharacter } from './representation/irreducible-character.js'
export {
  type IsotypicComponent,
  type IsotypicDecomposition,
  isotypicDecomposition,
} from './representation/isotypic.js'
export { matrixRepresentation } from './representation/matrix-representation.js'
export { alternatingPower, symmetricPower } from './representation/powers.js'
export { type RealCharacter, type RealIrrep, realCharacters } from './representation/real-characters.js'
export { irreducibleRepresentations } from './representation/real-irreps.js'
export {
  type AnyRepresentation,
  type LieRepresentation,
  Representation,
  type Summand,
} from './representation/representation.js'
export { restrict, subrepresentation } from './representation/restriction.js'
export { commonStructure, type Structure } from './representation/structure.js'
export type { Monomial, PointAxis, TensorAxis } from './representation/tensor-index.js'
export { type RobotElement, type RobotGroup, robotGroup } from './robots/robot-group.js'
export type { RobotMirror } from './robots/robot-mirror.js'
export { listedStabilizer } from './stabilizer/listed-stabilizer.js'
export { type NearStabilizer, type NearStabilizers, nearStabilizers } from './stabilizer/near-stabilizers.js'
export type { RotationOperation, RotationStabilizer } from './stabilizer/rotation-result.js'
export { type StabilizerOptions, stabilizer } from './stabilizer/stabilizer.js'
export { Stabilizer, type StabilizerMethod } from './stabilizer/stabilizer-result.js'
export {
  type Grammar,
  type GrammarEntry,
  groupGrammar,
  type RepresentationGrammar,
  representationGrammar,
} from './text/grammar.js'
export { mullikenNames } from './text/mulliken.js'
export { parseAnyGroup, parseGroup } from './text/parse-group.js'
export { parseRepresentation } from './text/parse-representation.js'
export {
  type RepresentationSpec,
  representationFromSpec,
  representationSpec,
} from './text/representation-spec.js'
