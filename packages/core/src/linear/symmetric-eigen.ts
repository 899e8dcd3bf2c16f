import { finiteVector, integerIn } from '../checks/validate.js'
import { BuridanError } from '../errors/errors.js'
import { scaleOf } from './norm.js'

/** Eigenvalues in ascending order, and an orthonormal eigenvector of each. */
export interface SymmetricEigen {
  /** The n eigenvalues, ascending. */
  readonly values: Float64Array
  /** Row-major n × n: row k is the eigenvector of value k. */
  readonly vectors: Float64Array
}

const MAX_SIZE = 8192
/** The most QR steps for an eigenvalue; two or three are usual. */
const MAX_STEPS = 60
/** Its square is 0 in float64, and it is negligible beside the largest entry, which is scaled to at least 2⁻²⁰⁰. */
const NEGLIGIBLE = 2 ** -500

/**
 * Eigenvalues and eigenvectors of a real symmetric matrix, by Householder reflections to a tridiagonal one and implicit QR steps
 * with Wilkinson's shift. Entries of any size are allowed, 10^±160 too.
 *
 * @param matrix - n × n, row-major; only the diagonal and the part below it are read
 * @throws RepresentationMismatchError if there are not n² numbers
 * @throws InvalidArgumentError if n is not an integer from 0 to 8192, or an entry is not a finite number of at most 1e250 in size
 * @throws BuridanError with code NOT_CONVERGED if an eigenvalue takes more than sixty steps; no such matrix is known
 * @remarks O(n³) time, O(n²) memory. Golub & Van Loan, *Matrix Computations*, 8.3.
 *
 * @example
 * ```ts
 * import { symmetricEigen } from '@buridan/core'
 * console.log(Array.from(symmetricEigen([2, 1, 1, 2], 2).values, (v) => v.toFixed(6))) // → [ '1.000000', '3.000000' ]
 * ```
 */
export function symmetricEigen(matrix: ArrayLike<number>, n: number): SymmetricEigen {
  integerIn(n, 0, MAX_SIZE, 'n')
  const given = finiteVector(matrix, n * n, 'the matrix')
  const scale = scaleOf(Array.from({ length: n }, (_, i) => given.subarray(i * n, i * n + i + 1)))
  // squares of scaled entries neither overflow nor vanish
  const a = scale === 1 ? given : given.map((v) => v / scale)
  const vectors = new Float64Array(n * n)
  for (let i = 0; i < n; i++) vectors[i * n + i] = 1
  const { diagonal, beside } = tridiagonalize(a, vectors, n)
  diagonalize(diagonal, beside, vectors, n)
  return sorted(scale === 1 ? diagonal : diagonal.map((v) => v * scale), vectors, n)
}

/** Reflects A to a tridiagonal H…HAH…H, and the rows of Q with it. */
function tridiagonalize(a: Float64Array, q: Float64Array, n: number) {
  const v = new Float64Array(n)
  const w = new Float64Array(n)
  for (let k = 0; k < n - 2; k++) {
    let below = 0
    for (let i = k + 1; i < n; i++) below = Math.hypot(below, a[i * n + k]!)
    if (below === 0) continue
    const first = a[(k + 1) * n + k]!
    const alpha = first > 0 ? -below : below
    for (let i = k + 1; i < n; i++) v[i] = a[i * n + k]! / below
    v[k + 1]! -= alpha / below
    let square = 0
    for (let i = k + 1; i < n; i++) square += v[i]! ** 2
    const beta = 2 / square
    // w = β A v less its part along v, so that HAH = A − v wᵀ − w vᵀ
    let overlap = 0
    for (let i = k + 1; i < n; i++) {
      let sum = 0
      for (let j = k + 1; j < n; j++) sum += (j <= i ? a[i * n + j]! : a[j * n + i]!) * v[j]!
      w[i] = beta * sum
      overlap += v[i]! * w[i]!
    }
    for (let i = k + 1; i < n; i++) w[i]! -= 0.5 * beta * overlap * v[i]!
    for (let i = k + 1; i < n; i++) {
      for (let j = k + 1; j <= i; j++) a[i * n + j]! -= v[i]! * w[j]! + w[i]! * v[j]!
    }
    a[(k + 1) * n + k] = alpha
    reflectRows(q, v, beta, k + 1, n)
  }
  const diagonal = Float64Array.from({ length: n }, (_, i) => a[i * n + i]!)
  const beside = Float64Array.from({ length: Math.max(0, n - 1) }, (_, i) => a[(i + 1) * n + i]!)
  return { diagonal, beside }
}

/** Q ← Q − β v (vᵀ Q), v zero before `from`. */
function reflectRows(q: Float64Array, v: Float64Array, beta: number, from: number, n: number): void {
  const along = new Float64Array(n)
  for (let i = from; i < n; i++) {
    for (let j = 0; j < n; j++) along[j]! += v[i]! * q[i * n + j]!
  }
  for (let i = from; i < n; i++) {
    const factor = beta * v[i]!
    for (let j = 0; j < n; j++) q[i * n + j]! -= factor * along[j]!
  }
}

/** Implicit QR steps until the matrix is diagonal; the rows of Q turn with it. */
function diagonalize(d: Float64Array, e: Float64Array, q: Float64Array, n: number): void {
  const vanishes = (i: number) =>
    Math.abs(e[i]!) <= Math.max(NEGLIGIBLE, Number.EPSILON * (Math.abs(d[i]!) + Math.abs(d[i + 1]!)))
  let steps = 0
  for (let high = n - 1; high > 0; ) {
    if (vanishes(high - 1)) {
      e[--high] = 0
      steps = 0
      continue
    }
    if (steps++ > MAX_STEPS) {
      throw new BuridanError('NOT_CONVERGED', `an eigenvalue was not found after ${MAX_STEPS} steps`)
    }
    let low = high - 1
    while (low > 0 && !vanishes(low - 1)) low--
    qrStep(d, e, q, n, low, high)
  }
}

function qrStep(d: Float64Array, e: Float64Array, q: Float64Array, n: number, low: number, high: number) {
  const half = (d[high - 1]! - d[high]!) / 2
  const last = e[high - 1]!
  const shift = d[high]! - last ** 2 / (half + (half < 0 ? -1 : 1) * Math.hypot(half, last))
  let x = d[low]! - shift
  let z = e[low]!
  for (let k = low; k < high; k++) {
    const r = Math.hypot(x, z)
    const [c, s] = r === 0 ? [1, 0] : [x / r, z / r]
    if (k > low) e[k - 1] = r
    const [a, b, o] = [d[k]!, d[k + 1]!, e[k]!]
    d[k] = c * c * a + 2 * c * s * o + s * s * b
    d[k + 1] = s * s * a - 2 * c * s * o + c * c * b
    e[k] = c * s * (b - a) + (c * c - s * s) * o
    if (k < high - 1) {
      x = e[k]!
      z = s * e[k + 1]!
      e[k + 1]! *= c
    }
    for (let j = k * n; j < (k + 1) * n; j++) {
      const [p, t] = [q[j]!, q[j + n]!]
      q[j] = c * p + s * t
      q[j + n] = c * t - s * p
    }
  }
}

function sorted(diagonal: Float64Array, q: Float64Array, n: number): SymmetricEigen {
  const order = Array.from(diagonal.keys()).sort((i, j) => diagonal[i]! - diagonal[j]!)
  const vectors = new Float64Array(n * n)
  order.forEach((from, to) => {
    vectors.set(q.subarray(from * n, (from + 1) * n), to * n)
  })
  return { values: Float64Array.from(order, (i) => diagonal[i]!), vectors }
}
