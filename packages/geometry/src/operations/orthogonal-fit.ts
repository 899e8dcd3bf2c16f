import {
  apply3,
  arrayOf,
  columns3,
  cross,
  determinant3,
  dot,
  finiteVector,
  InvalidArgumentError,
  length,
  type Matrix3,
  minus,
  multiply3,
  powerOfTwoOf,
  RepresentationMismatchError,
  rotationAbout,
  scaled,
  shown,
  transpose3,
  unit,
  type Vector,
} from '@buridan/core'
/**
 * The orthogonal matrix of given determinant ±1, or of either, nearest to a matrix in the Frobenius norm, by singular values.
 *
 * Source: Kabsch 1976.
 */
export function nearestOrthogonal(m: Matrix3, sign?: 1 | -1): Matrix3 {
  return nearest(singularVectors(m), sign)
}

function nearest({ u, v }: SingularVectors, sign: 1 | -1 | undefined): Matrix3 {
  const plain = multiply3(u, transpose3(v))
  if (sign === undefined || Math.sign(determinant3(plain)) === sign) return plain
  // turn the direction of the least singular value, which is the last
  const turned = u.map((entry, i) => (i % 3 === 2 ? -entry : entry))
  return multiply3(turned, transpose3(v))
}

interface SingularVectors {
  readonly u: Matrix3
  readonly v: Matrix3
}

/** The most sweeps of rotations; four or five are usual. */
const SWEEPS = 30

/**
 * U and V of M = U Σ V⊤, singular values falling, by one-sided Jacobi rotations: columns of M V are turned until they are
 * orthogonal. Small singular values are as exact as large ones.
 *
 * Source: Golub & Van Loan, *Matrix Computations*, 8.6.
 */
function singularVectors(m: Matrix3): SingularVectors {
  // squares of entries neither vanish nor overflow
  const most = m.reduce((largest, v) => Math.max(largest, Math.abs(v)), 0) || 1
  const columns = [0, 1, 2].map((c): Vector => [m[c]! / most, m[3 + c]! / most, m[6 + c]! / most])
  const right: Vector[] = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ]
  for (let sweep = 0, turned = true; turned && sweep < SWEEPS; sweep++) {
    turned = false
    for (const [p, q] of PAIRS) {
      const [a, b, c] = [
        dot(columns[p]!, columns[p]!),
        dot(columns[q]!, columns[q]!),
        dot(columns[p]!, columns[q]!),
      ]
      if (Math.abs(c) <= Number.EPSILON * Math.sqrt(a * b)) continue
      turned = true
      const ratio = (b - a) / (2 * c)
      const t = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + Math.hypot(1, ratio))
      rotate(columns, p, q, t)
      rotate(right, p, q, t)
    }
  }
  const order = [0, 1, 2].sort((i, j) => length(columns[j]!) - length(columns[i]!))
  const [a, b, c] = order.map((i) => columns[i]!) as [Vector, Vector, Vector]
  const [x, y, z] = order.map((i) => right[i]!) as [Vector, Vector, Vector]
  return { u: orthonormal(a, b, c), v: columns3(x, y, z) }
}

const PAIRS = [
  [0, 1],
  [0, 2],
  [1, 2],
] as const

/** Turns two columns by the angle of tangent t. */
function rotate(columns: Vector[], p: number, q: number, t: number): void {
  const c = 1 / Math.hypot(1, t)
  const [u, v] = [columns[p]!, columns[q]!]
  columns[p] = minus(scaled(u, c), scaled(v, c * t))
  columns[q] = minus(scaled(v, c), scaled(u, -c * t))
}

/** Orthogonal columns scaled to unit length; columns that are negligible beside the first are replaced. */
function orthonormal(a: Vector, b: Vector, c: Vector): Matrix3 {
  const size = length(a)
  if (size === 0) return columns3([1, 0, 0], [0, 1, 0], [0, 0, 1])
  const first = unit(a)
  const isZero = (v: Vector) => length(v) <= 4 * Number.EPSILON * size
  const least = first.map(Math.abs).indexOf(Math.min(...first.map(Math.abs)))
  const aside = [0, 1, 2].map((i) => Number(i === least)) as [number, number, number]
  const second = isZero(b) ? unit(cross(first, aside)) : unit(b)
  return columns3(first, second, isZero(c) ? cross(first, second) : unit(c))
}

/**
 * The orthogonal 3×3 matrix R of given determinant, or of either, row-major, for which Σ‖R pᵢ − qᵢ‖² is least.
 *
 * @param points - p, vectors of three numbers
 * @param images - q, as many
 * @throws InvalidArgumentError | RepresentationMismatchError for numbers that are not finite, lists of different lengths, another sign
 * @remarks O(points). Kabsch 1976.
 *
 * @example
 * ```ts
 * import { fitOrthogonal } from '@buridan/geometry'
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
  // the fit is the same in other units
  const [a, b] = [powerOfTwoOf(from), powerOfTwoOf(to)]
  const divided = (list: readonly Float64Array[], by: number) =>
    list.map((v): Vector => [v[0]! / by, v[1]! / by, v[2]! / by])
  const [ps, qs] = [divided(from, a), divided(to, b)]
  const m = new Float64Array(9)
  ps.forEach((p, k) => {
    const q = qs[k]!
    for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) m[3 * i + j]! += q[i]! * p[j]!
  })
  if (sign !== undefined && sign !== 1 && sign !== -1) {
    throw new InvalidArgumentError(`sign is ${shown(sign)}; it must be 1 or −1`)
  }
  const vectors = singularVectors(m)
  const axis: Vector = [vectors.v[0]!, vectors.v[3]!, vectors.v[6]!]
  return turnedAbout(nearest(vectors, sign), axis, ps, qs)
}

/**
 * A fit, turned about the image of the direction along which most of the points lie. For points near a line their distances from it
 * fix that turn, and the squares of these are lost beside the others in the sums above.
 */
function turnedAbout(fit: Matrix3, axis: Vector, from: readonly Vector[], to: readonly Vector[]): Matrix3 {
  const image = apply3(fit, axis)
  let [along, across] = [0, 0]
  from.forEach((p, k) => {
    const moved = apply3(fit, minus(p, scaled(axis, dot(p, axis))))
    const aim = minus(to[k]!, scaled(image, dot(to[k]!, image)))
    along += dot(moved, aim)
    across += dot(image, cross(moved, aim))
  })
  const angle = Math.atan2(across, along)
  return Math.abs(angle) <= 4 * Number.EPSILON ? fit : multiply3(rotationAbout(image, angle), fit)
}
