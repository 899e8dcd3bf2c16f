import type { Matrix3 } from '@buridan/core'

/** Newton's steps; three or four are usual. */
const STEPS = 12
/** A step that is smaller leaves an error of its square. */
const SMALL_STEP = 1e-8
/** Curvatures whose ratio is smaller are lost to rounding. */
const FLAT = 1e-4

/**
 * Improves a rotation R, in its place, to the one with the largest tr(R⊤M), by Newton's method: for M = Σ qᵢpᵢ⊤ the one that fits the points p to
 * their images q best. A maximum with all curvatures positive is the only one.
 *
 * @param rotation - row-major, near the answer
 * @returns whether it was found; not for a start too far off, nor for points near a line
 */
export function improveRotation(rotation: Matrix3, m: Matrix3): boolean {
  for (let step = 0; step < STEPS; step++) {
    const size = newtonStep(rotation, m)
    if (!(size < 1)) return false
    if (size > SMALL_STEP) continue
    straighten(rotation)
    return true
  }
  return false
}

/** Turns R by Newton's step, and returns its angle; NaN where a curvature is not positive. */
function newtonStep(r: Matrix3, m: Matrix3): number {
  const b = (i: number, j: number) =>
    m[3 * i]! * r[3 * j]! + m[3 * i + 1]! * r[3 * j + 1]! + m[3 * i + 2]! * r[3 * j + 2]!
  const [b00, b11, b22] = [b(0, 0), b(1, 1), b(2, 2)]
  const [b01, b10, b02, b20, b12, b21] = [b(0, 1), b(1, 0), b(0, 2), b(2, 0), b(1, 2), b(2, 1)]
  const [x, y, z] = [b21 - b12, b02 - b20, b10 - b01]
  // the curvatures, tr(S) − S of the symmetric part S of MR⊤, by Cholesky's factors
  const [k00, k11, k22] = [b11 + b22, b00 + b22, b00 + b11]
  const [k01, k02, k12] = [-(b01 + b10) / 2, -(b02 + b20) / 2, -(b12 + b21) / 2]
  const least = FLAT * Math.abs(b00 + b11 + b22)
  const l10 = k01 / k00
  const l20 = k02 / k00
  const d1 = k11 - l10 * k01
  const l21 = (k12 - l20 * k01) / d1
  const d2 = k22 - l20 * k02 - l21 * l21 * d1
  if (!(k00 > least && d1 > least && d2 > least)) return Number.NaN
  const v = y - l10 * x
  const c = (z - l20 * x - l21 * v) / d2
  const bb = v / d1 - l21 * c
  const a = x / k00 - l10 * bb - l20 * c
  turnBy(r, a, bb, c)
  return Math.sqrt(a * a + bb * bb + c * c)
}

/** Takes rounding off a rotation: R(3 − R⊤R)/2. */
function straighten(r: Matrix3): void {
  const product = (i: number, j: number) => r[i]! * r[j]! + r[3 + i]! * r[3 + j]! + r[6 + i]! * r[6 + j]!
  const [aa, bb, cc] = [(3 - product(0, 0)) / 2, (3 - product(1, 1)) / 2, (3 - product(2, 2)) / 2]
  const [ab, ac, bc] = [-product(0, 1) / 2, -product(0, 2) / 2, -product(1, 2) / 2]
  for (let k = 0; k < 9; k += 3) {
    const [x, y, z] = [r[k]!, r[k + 1]!, r[k + 2]!]
    r[k] = x * aa + y * ab + z * ac
    r[k + 1] = x * ab + y * bb + z * bc
    r[k + 2] = x * ac + y * bc + z * cc
  }
}

/** Turns a rotation further by the one with the quaternion 1 + (ai + bj + ck)/2, normalized. */
function turnBy(r: Matrix3, a: number, b: number, c: number): void {
  const [x, y, z] = [a / 2, b / 2, c / 2]
  const n = 2 / (1 + x * x + y * y + z * z)
  for (let k = 0; k < 3; k++) {
    const [u, v, w] = [r[k]!, r[3 + k]!, r[6 + k]!]
    // v + n q × (v + q × v)
    const [p, q, s] = [u + y * w - z * v, v + z * u - x * w, w + x * v - y * u]
    r[k] = u + n * (y * s - z * q)
    r[3 + k] = v + n * (z * p - x * s)
    r[6 + k] = w + n * (x * q - y * p)
  }
}
