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

/** The product of the row of a matrix at a place with that of another. */
function rowProduct(m: Matrix3, r: Matrix3, i: number, j: number): number {
  return m[i]! * r[j]! + m[i + 1]! * r[j + 1]! + m[i + 2]! * r[j + 2]!
}

/** The same of columns. */
function columnProduct(r: Matrix3, i: number, j: number): number {
  return r[i]! * r[j]! + r[3 + i]! * r[3 + j]! + r[6 + i]! * r[6 + j]!
}

/** Turns R by Newton's step, and returns its angle; NaN where a curvature is not positive. */
function newtonStep(r: Matrix3, m: Matrix3): number {
  const b00 = rowProduct(m, r, 0, 0)
  const b11 = rowProduct(m, r, 3, 3)
  const b22 = rowProduct(m, r, 6, 6)
  const b01 = rowProduct(m, r, 0, 3)
  const b10 = rowProduct(m, r, 3, 0)
  const b02 = rowProduct(m, r, 0, 6)
  const b20 = rowProduct(m, r, 6, 0)
  const b12 = rowProduct(m, r, 3, 6)
  const b21 = rowProduct(m, r, 6, 3)
  const x = b21 - b12
  const y = b02 - b20
  const z = b10 - b01
  // the curvatures, tr(S) − S of the symmetric part S of MR⊤, by Cholesky's factors
  const k00 = b11 + b22
  const k11 = b00 + b22
  const k22 = b00 + b11
  const k01 = -(b01 + b10) / 2
  const k02 = -(b02 + b20) / 2
  const k12 = -(b12 + b21) / 2
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
  const aa = (3 - columnProduct(r, 0, 0)) / 2
  const bb = (3 - columnProduct(r, 1, 1)) / 2
  const cc = (3 - columnProduct(r, 2, 2)) / 2
  const ab = -columnProduct(r, 0, 1) / 2
  const ac = -columnProduct(r, 0, 2) / 2
  const bc = -columnProduct(r, 1, 2) / 2
  for (let k = 0; k < 9; k += 3) {
    const x = r[k]!
    const y = r[k + 1]!
    const z = r[k + 2]!
    r[k] = x * aa + y * ab + z * ac
    r[k + 1] = x * ab + y * bb + z * bc
    r[k + 2] = x * ac + y * bc + z * cc
  }
}

/** Turns a rotation further by the one with the quaternion 1 + (ai + bj + ck)/2, normalized. */
function turnBy(r: Matrix3, a: number, b: number, c: number): void {
  const x = a / 2
  const y = b / 2
  const z = c / 2
  const n = 2 / (1 + x * x + y * y + z * z)
  for (let k = 0; k < 3; k++) {
    const u = r[k]!
    const v = r[3 + k]!
    const w = r[6 + k]!
    // v + n q × (v + q × v)
    const p = u + y * w - z * v
    const q = v + z * u - x * w
    const s = w + x * v - y * u
    r[k] = u + n * (y * s - z * q)
    r[3 + k] = v + n * (z * p - x * s)
    r[6 + k] = w + n * (x * q - y * p)
  }
}
