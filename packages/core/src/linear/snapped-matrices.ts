import { InvalidArgumentError } from '../errors/errors.js'

/** Newton's steps: each doubles the digits. */
const STEPS = 60

/**
 * Square matrices that are known to a tolerance, moved to what they were rounded from: to whole numbers if all entries of all of them are within
 * it of whole numbers, as those of permutations are; else each to the nearest orthogonal matrix.
 *
 * @param matrices - dim × dim, row-major
 * @throws InvalidArgumentError if they are within it of neither
 * @remarks O(matrices · dim³). Polar projection by Newton and Schulz's iteration: Higham 1986.
 *
 * @example
 * ```ts
 * import { isOrthogonal, snappedMatrices } from '@buridan/core'
 * const [c, s] = [Math.fround(Math.cos(2)), Math.fround(Math.sin(2))]
 * const rounded = Float64Array.of(c, -s, s, c)
 * console.log(isOrthogonal(rounded, 2), isOrthogonal(snappedMatrices([rounded], 2, 1e-6)[0]!, 2)) // → false true
 * ```
 */
export function snappedMatrices(
  matrices: readonly Float64Array[],
  dim: number,
  tolerance: number,
): Float64Array[] {
  const whole = matrices.map((m) => m.map((v) => Math.round(v) + 0))
  if (matrices.every((m, s) => distance(m, whole[s]!) <= tolerance)) return whole
  return matrices.map((m, s) => {
    const orthogonal = nearestOrthogonalMatrix(m, dim)
    if (orthogonal && distance(m, orthogonal) <= tolerance) return orthogonal
    const away = orthogonal
      ? `${distance(m, orthogonal).toExponential(1)} from the nearest orthogonal matrix`
      : 'near no orthogonal matrix'
    throw new InvalidArgumentError(
      `matrix ${s} is ${away}, in an entry, which is not within the tolerance ${tolerance}; matrices are snapped to whole numbers or to orthogonal ones`,
    )
  })
}

/** The largest difference of entries. */
function distance(a: Float64Array, b: Float64Array): number {
  return a.reduce((most, v, e) => Math.max(most, Math.abs(v - b[e]!)), 0)
}

/**
 * The orthogonal matrix nearest to one that is near it: its polar factor.
 *
 * @param m - dim × dim, row-major, as the result
 * @returns undefined where XᵀX differs from 1 by 1 or more in an entry
 * @remarks O(dim³), by X ← X (3 − XᵀX) / 2. Higham 1986.
 *
 * @example
 * ```ts
 * import { nearestOrthogonalMatrix } from '@buridan/core'
 * console.log(nearestOrthogonalMatrix(Float64Array.of(0.9, 0, 0, 1.1), 2)) // → Float64Array(4) [ 1, 0, 0, 1 ]
 * console.log(nearestOrthogonalMatrix(Float64Array.of(0, 0, 0, 1), 2)) // → undefined
 * ```
 */
export function nearestOrthogonalMatrix(m: Float64Array, dim: number): Float64Array | undefined {
  let x = m
  for (let step = 0; step < STEPS; step++) {
    const next = new Float64Array(dim * dim)
    let away = 0
    for (let i = 0; i < dim; i++) {
      for (let j = 0; j < dim; j++) {
        let gram = 0
        for (let k = 0; k < dim; k++) gram += x[k * dim + i]! * x[k * dim + j]!
        const factor = (i === j ? 3 - gram : -gram) / 2
        away = Math.max(away, Math.abs(gram - (i === j ? 1 : 0)))
        for (let r = 0; r < dim; r++) next[r * dim + j]! += x[r * dim + i]! * factor
      }
    }
    if (!(away < 1)) return undefined
    x = next
    if (away < 4 * Number.EPSILON * dim) return x
  }
  return undefined
}
