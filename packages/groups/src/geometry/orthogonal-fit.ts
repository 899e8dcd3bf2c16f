import { Matrix, SingularValueDecomposition } from 'ml-matrix'
import { InvalidArgumentError, RepresentationMismatchError } from '../core/errors.js'
import { arrayOf, finiteVector, shown } from '../core/validate.js'
import { determinant3, type Matrix3, rows3, type Vector } from './space.js'

/**
 * The orthogonal matrix of given determinant ±1, or of either, nearest to a matrix in the Frobenius norm, by singular values.
 *
 * Source: Kabsch 1976.
 */
export function nearestOrthogonal(m: Matrix3, sign?: 1 | -1): Matrix3 {
  const svd = new SingularValueDecomposition(new Matrix(rows3(m)), {
    autoTranspose: true,
  })
  const u = svd.leftSingularVectors
  const v = svd.rightSingularVectors.transpose()
  const plain = Float64Array.from(u.mmul(v).to1DArray())
  if (sign === undefined || Math.sign(determinant3(plain)) === sign) return plain
  // turn the direction of the least singular value, which is the last
  for (let i = 0; i < 3; i++) u.set(i, 2, -u.get(i, 2))
  return Float64Array.from(u.mmul(v).to1DArray())
}

/**
 * The orthogonal 3×3 matrix R of given determinant, or of either, row-major, for which Σ‖R pᵢ − qᵢ‖² is least.
 *
 * @param points - p, vectors of three numbers
 * @param images - q, as many
 * @remarks O(points). Kabsch 1976.
 *
 * @example
 * ```ts
 * import { fitOrthogonal } from '@buridan/groups'
 * const turn = fitOrthogonal([[1, 0, 0], [0, 1, 0]], [[0, 1, 0], [-1, 0, 0]], 1)
 * console.log(Array.from(turn, Math.round)) // → [ 0, -1, 0, 1, 0, 0, 0, 0, 1 ]
 * ```
 */
export function fitOrthogonal(points: readonly Vector[], images: readonly Vector[], sign?: 1 | -1): Matrix3 {
  const from = arrayOf(points, 'points').map((p) => finiteVector(p, 3, 'a point'))
  const to = arrayOf(images, 'images').map((q) => finiteVector(q, 3, 'an image'))
  if (from.length !== to.length) {
    throw new RepresentationMismatchError(`${from.length} points have ${to.length} images`)
  }
  const m = new Float64Array(9)
  from.forEach((p, k) => {
    const q = to[k]!
    for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) m[3 * i + j]! += q[i]! * p[j]!
  })
  if (sign !== undefined && sign !== 1 && sign !== -1) {
    throw new InvalidArgumentError(`sign is ${shown(sign)}; it must be 1 or −1`)
  }
  return nearestOrthogonal(m, sign)
}
