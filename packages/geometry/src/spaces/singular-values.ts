import { euclideanNorm, innerProduct } from '@buridan/core'

/** The most sweeps of rotations; five or six are usual. */
const SWEEPS = 40

/** M V = U Σ: what is left of M's columns, which are orthogonal then, and the columns of V, longest first. */
export interface SingularVectors {
  readonly columns: readonly Float64Array[]
  readonly right: readonly Float64Array[]
  readonly values: Float64Array
}

/**
 * Singular values by one-sided Jacobi rotations: columns of M V are turned until they are orthogonal. Small singular values are as
 * exact as large ones.
 *
 * @param columns - of M, of any one length; not changed
 * @remarks O(sweeps · columns² · length). Golub & Van Loan, *Matrix Computations*, 8.6.
 */
export function singularVectors(given: readonly Float64Array[]): SingularVectors {
  const n = given.length
  const columns = given.map((c) => c.slice())
  const right = given.map((_, i) => {
    const e = new Float64Array(n)
    e[i] = 1
    return e
  })
  const least = Number.EPSILON ** 2 * Math.max(0, ...columns.map((c) => innerProduct(c, c)))
  const orthogonal = 2 * n * Number.EPSILON
  for (let sweep = 0, turned = true; turned && sweep < SWEEPS; sweep++) {
    turned = false
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        const [u, v] = [columns[p]!, columns[q]!]
        const [a, b, c] = [innerProduct(u, u), innerProduct(v, v), innerProduct(u, v)]
        if (Math.min(a, b) <= least || Math.abs(c) <= orthogonal * Math.sqrt(a * b)) continue
        turned = true
        const ratio = (b - a) / (2 * c)
        const t = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + Math.hypot(1, ratio))
        rotate(u, v, t)
        rotate(right[p]!, right[q]!, t)
      }
    }
  }
  const lengths = columns.map(euclideanNorm)
  const order = [...columns.keys()].sort((i, j) => lengths[j]! - lengths[i]! || i - j)
  return {
    columns: order.map((i) => columns[i]!),
    right: order.map((i) => right[i]!),
    values: Float64Array.from(order, (i) => lengths[i]!),
  }
}

/** Turns two columns by the angle of tangent t. */
function rotate(u: Float64Array, v: Float64Array, t: number): void {
  const c = 1 / Math.hypot(1, t)
  const s = c * t
  for (let i = 0; i < u.length; i++) {
    const [x, y] = [u[i]!, v[i]!]
    u[i] = c * x - s * y
    v[i] = c * y + s * x
  }
}
