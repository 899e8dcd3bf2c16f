import { nearestOrthogonalMatrix, squareProduct } from '@buridan/core'
import { singularVectors } from './singular-values.js'
import { addOuter, orientationOf, phaseOfDeterminant, type Space, timesI } from './space.js'

/** How much of a first map is added, so that it decides where points do not. */
const FROM_START = 1e-8

/** Determinants to which maps are restricted; in complex space only 1. */
export type Determinant = 1 | -1 | undefined

/**
 * The orthogonal or unitary matrix R of least Σ‖R pᵢ − qᵢ‖², by the singular values of M = Σ qᵢ pᵢᵀ.
 *
 * @param m - M; in complex space it commutes with i
 * @param start - an orthogonal matrix that is about right
 * @returns undefined where M and the start are so unlike that there is no nearest one
 * @remarks O(dim³) for each sweep. Schönemann 1966.
 */
export function fitted(
  m: Float64Array,
  start: Float64Array,
  space: Space,
  determinant: Determinant,
): Float64Array | undefined {
  const { dim } = space
  const largest = m.reduce((most, v) => Math.max(most, Math.abs(v)), 0) || 1
  const columns = Array.from({ length: dim }, (_, j) =>
    Float64Array.from(
      { length: dim },
      (__, i) => m[i * dim + j]! / largest + FROM_START * start[i * dim + j]!,
    ),
  )
  const { columns: left, right, values } = singularVectors(columns)
  if (!(values.at(-1)! > 0)) return undefined
  const units = left.map((c, k) => c.map((v) => v / values[k]!))
  const plain = new Float64Array(dim * dim)
  units.forEach((u, k) => {
    addOuter(plain, u, right[k]!)
  })
  const nearest = nearestOrthogonalMatrix(plain, dim)
  if (!nearest || determinant === undefined) return nearest
  if (!space.complex) {
    if (orientationOf(nearest, space) === determinant) return nearest
    // turn the direction of the least singular value
    addOuter(plain, units.at(-1)!, right.at(-1)!, -2)
    return nearestOrthogonalMatrix(plain, dim)
  }
  return nearestOrthogonalMatrix(
    squareProduct(nearest, phases(phaseOfDeterminant(nearest, space), right, values), dim),
    dim,
  )
}

/** The unitary matrix of determinant exp(−iφ) that turns singular directions by shares of φ, the more the less they weigh. */
function phases(phase: number, right: readonly Float64Array[], values: Float64Array): Float64Array {
  const weights = values.map((v) => 1 / v)
  // each complex direction stands there twice, as v and i·v
  const sum = weights.reduce((a, b) => a + b, 0) / 2
  const out = new Float64Array(values.length ** 2)
  right.forEach((v, k) => {
    const angle = (-phase * weights[k]!) / sum
    addOuter(out, v, v, Math.cos(angle))
    addOuter(out, timesI(v), v, Math.sin(angle))
  })
  return out
}
