/**
 * Shared by all packages: errors, checks of arguments, seeded random numbers, small dense linear algebra, exact integers.
 *
 * @packageDocumentation
 * @module @buridan/core
 */

export { isDerived, isKind, KIND, type Kind, ofKind, rngOf } from './checks/kinds.js'
export { type Signal, throwIfAborted } from './checks/signal.js'
export { checkedTolerance, DEFAULT_TOLERANCE } from './checks/tolerance.js'
export {
  arrayOf,
  booleanOf,
  finiteVector,
  integerIn,
  knownOptions,
  numberIn,
  objectOf,
  shown,
  stringOf,
} from './checks/validate.js'
export {
  AbortedError,
  AmbiguousToleranceError,
  BuridanError,
  BusyError,
  DisposedError,
  ERROR_CODES,
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
} from './errors/errors.js'
export { gcd, inverseModulo, lcm } from './integers/arithmetic.js'
export { Factors, factorial } from './integers/factors.js'
export { LARGEST_EXACT_PRIME, PrimeField, primeOneModulo } from './integers/prime-field.js'
export { isPrime, primeFactors } from './integers/primes.js'
export { averagedMatrices, type GroupWords } from './linear/averaged-matrices.js'
export { Clusters } from './linear/clusters.js'
export { dimensionOf } from './linear/dimension-of.js'
export { euclideanDistance, euclideanNorm, innerProduct, powerOfTwoOf, scaleOf } from './linear/norm.js'
export { type NullSpace, nullSpace } from './linear/null-space.js'
export { OrthonormalSet } from './linear/orthonormal.js'
export { isSameList } from './linear/same-list.js'
export { signOfDeterminant } from './linear/sign-of-determinant.js'
export { isOrthogonal, squareMatrix } from './linear/small-matrix.js'
export { nearestOrthogonalMatrix, snappedMatrices } from './linear/snapped-matrices.js'
export {
  apply3,
  columns3,
  cross,
  determinant3,
  dot,
  length,
  type Matrix3,
  minus,
  multiply3,
  perpendicular,
  rotationAbout,
  rows3,
  scaled,
  transpose3,
  unit,
  type Vector,
} from './linear/space.js'
export { squareProduct } from './linear/square-product.js'
export { type SymmetricEigen, symmetricEigen } from './linear/symmetric-eigen.js'
export { cellsByLeast, type Orbits, orbitsOfMoves, orbitsOfPoints } from './partition/orbits.js'
export { type SignedMove, type SignedOrbits, signedOrbits } from './partition/signed-orbits.js'
export { UnionFind } from './partition/union-find.js'
export { type Cycles, permutationOfCycles, takeCycles } from './permutation/cycles-text.js'
export {
  compose,
  composeInto,
  cycle,
  cycles,
  equalPermutations,
  identityPermutation,
  inverse,
  isEven,
  isIdentity,
  MAX_DEGREE,
  type Permutation,
  permutation,
} from './permutation/permutation.js'
export { printable, printableLines } from './printing/printable.js'
export { type Rng, rng, shuffled } from './random/rng.js'
export { Cursor } from './text/cursor.js'
export { checksum, fingerprint } from './text/fingerprint.js'
export { numbersOf } from './text/numbers-of.js'
export { parseJson } from './text/parse-json.js'
