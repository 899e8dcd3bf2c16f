import { length, type Matrix3, minus, type Vector } from '@buridan/core'
import { combination, type LatticeBasis, reciprocal, volume } from './lattice-basis.js'

/** Of a reduced basis an image has no other coefficients. */
const COEFFICIENTS = [-2, -1, 0, 1, 2]
const SMALL: readonly Vector[] = COEFFICIENTS.flatMap((i) =>
  COEFFICIENTS.flatMap((j) => COEFFICIENTS.map((k): Vector => [i, j, k])),
)

/** An integer matrix W and the linear map that takes basis vector k to Σ W[i][k] basis_i. */
export interface LatticeMap {
  /** Row-major integers. */
  readonly coefficients: Int8Array
  readonly matrix: Matrix3
}

/**
 * The maps of a lattice to itself, or to another, that keep lengths and angles of a reduced basis within a distance; coefficients are in
 * the reduced basis of the lattice that it is mapped to.
 */
export function latticeMaps(basis: LatticeBasis, tolerance: number, target = basis): LatticeMap[] {
  const vectors = SMALL.map((p) => ({ p, v: combination(target, p) }))
  const like = basis.map((b) => vectors.filter(({ v }) => Math.abs(length(v) - length(b)) <= tolerance))
  const distance = (a: Vector, b: Vector) => length(minus(a, b))
  const fits = (i: number, j: number, a: Vector, b: Vector) =>
    Math.abs(distance(a, b) - distance(basis[i]!, basis[j]!)) <= 2 * tolerance
  const cell = volume(target)
  const dual = reciprocal(basis)
  const out: LatticeMap[] = []
  for (const a of like[0]!) {
    for (const b of like[1]!) {
      if (!fits(0, 1, a.v, b.v)) continue
      for (const c of like[2]!) {
        if (!fits(0, 2, a.v, c.v) || !fits(1, 2, b.v, c.v)) continue
        const image: LatticeBasis = [a.v, b.v, c.v]
        if (Math.abs(Math.abs(volume(image)) - Math.abs(cell)) > 1e-2 * Math.abs(cell)) continue
        const coefficients = Int8Array.of(
          a.p[0],
          b.p[0],
          c.p[0],
          a.p[1],
          b.p[1],
          c.p[1],
          a.p[2],
          b.p[2],
          c.p[2],
        )
        out.push({ coefficients, matrix: mapOf(image, dual) })
      }
    }
  }
  return out
}

/** The linear map that takes the basis with the given dual to the images: Σ image_k dual_k⊤. */
function mapOf(image: LatticeBasis, dual: LatticeBasis): Matrix3 {
  const out = new Float64Array(9)
  for (let k = 0; k < 3; k++) {
    for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) out[3 * i + j]! += image[k]![i]! * dual[k]![j]!
  }
  return out
}
