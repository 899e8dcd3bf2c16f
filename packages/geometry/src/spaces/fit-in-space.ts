import {
  arrayOf,
  finiteVector,
  InvalidArgumentError,
  integerIn,
  powerOfTwoOf,
  RepresentationMismatchError,
  shown,
} from '@buridan/core'
import { addOuter, identityOf } from './space.js'
import { fitted } from './space-fit.js'

/** The largest number of dimensions. */
const MAX_DIM = 64

/**
 * The orthogonal matrix R of least Σ‖R pᵢ − qᵢ‖² in a space of any dimension; `fitOrthogonal` is that of ℝ³. Where the points do not fix it, the one
 * nearest to the identity, about.
 *
 * @param from - the vectors p, of `dim` numbers each
 * @param to - the vectors q, one for each
 * @param dim - up to 64
 * @param determinant - 1 for a rotation, −1 for a reflection; by default either
 * @returns dim × dim, row-major
 * @throws InvalidArgumentError | RepresentationMismatchError for numbers that are not finite, lists and vectors of unequal length, and values that
 * are not as described
 * @remarks O(n dim² + dim³). Schönemann 1966.
 *
 * @example
 * ```ts
 * import { fitInSpace } from '@buridan/geometry'
 * const quarter = fitInSpace([[1, 0], [0, 2]], [[0, 1], [-2, 0]], 2)
 * console.log(quarter.map((v) => Math.round(v) + 0)) // → Float64Array(4) [ 0, -1, 1, 0 ]
 * ```
 */
export function fitInSpace(
  from: readonly ArrayLike<number>[],
  to: readonly ArrayLike<number>[],
  dim: number,
  determinant?: 1 | -1,
): Float64Array {
  integerIn(dim, 1, MAX_DIM, 'dim')
  if (determinant !== undefined && determinant !== 1 && determinant !== -1) {
    throw new InvalidArgumentError(`determinant is ${shown(determinant)}; it must be 1 or -1`)
  }
  const read = (list: readonly ArrayLike<number>[], what: string) =>
    arrayOf(list, what).map((v, i) => finiteVector(v, dim, `${what}[${i}]`))
  const [source, target] = [read(from, 'from'), read(to, 'to')]
  if (source.length !== target.length) {
    throw new RepresentationMismatchError(`from has ${source.length} vectors and to ${target.length}`)
  }
  const [a, b] = [powerOfTwoOf(source), powerOfTwoOf(target)]
  const overlap = new Float64Array(dim * dim)
  source.forEach((p, i) => {
    addOuter(
      overlap,
      target[i]!.map((v) => v / b),
      p.map((v) => v / a),
    )
  })
  const space = { dim, complex: false }
  let matrix = identityOf(dim)
  if (determinant === -1) matrix[dim * dim - 1] = -1
  // a fit leans to where it starts, a little: the second starts where the first ended
  for (let round = 0; round < 2; round++) matrix = fitted(overlap, matrix, space, determinant) ?? matrix
  return matrix
}
