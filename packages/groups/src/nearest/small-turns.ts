import { euclideanNorm, symmetricEigen } from '@buridan/core'
import { addMatrices, type ComplexMatrix, exponential, scaleMatrix } from '../lie/complex-matrix.js'
import type { LieGroup } from '../lie/lie-group.js'
import type { LieRepresentation } from '../representation/representation.js'

/** Directions in the Lie algebra that move an image by less than this share of the one that moves it most do not. */
const LEAST_MOVE = 1e-9

/**
 * The element of the component of 1, near it, that brings an image nearest to a vector, to first order: one step of Gauss and Newton's method
 * for least squares. O(k² · dim) for a Lie algebra of dimension k.
 */
export function smallTurn(
  rep: LieRepresentation,
  lie: LieGroup,
  factor: number,
  image: Float64Array,
  y: ArrayLike<number>,
): ComplexMatrix | undefined {
  const k = lie.ownAlgebra.length
  if (k === 0) return undefined
  const moves = lie.ownAlgebra.map((_, index) => {
    const out = new Float64Array(rep.dim)
    rep.applyDerivativeInto({ factor, index }, 're', image, out)
    return out
  })
  const normal = new Float64Array(k * k)
  const right = new Float64Array(k)
  moves.forEach((a, i) => {
    moves.forEach((b, j) => {
      let sum = 0
      for (let e = 0; e < a.length; e++) sum += a[e]! * b[e]!
      normal[i * k + j] = sum
    })
    for (let e = 0; e < a.length; e++) right[i]! += a[e]! * (y[e]! - image[e]!)
  })
  const { values, vectors } = symmetricEigen(normal, k)
  const largest = values.reduce((most, v) => Math.max(most, v), 0)
  const step = new Float64Array(k)
  values.forEach((value, i) => {
    if (!(value > LEAST_MOVE * largest)) return
    const v = vectors.subarray(i * k, (i + 1) * k)
    const along = v.reduce((sum, c, j) => sum + c * right[j]!, 0) / value
    v.forEach((c, j) => {
      step[j]! += along * c
    })
  })
  const size = euclideanNorm(step)
  if (!(size > 0)) return undefined
  // further than a radian a first order says little
  const scale = Math.min(1, 1 / size)
  return exponential(
    lie.ownAlgebra.reduce(
      (sum, a, i) => addMatrices(sum, a, scale * step[i]!),
      scaleMatrix(lie.ownAlgebra[0]!, 0),
    ),
  )
}
