import { cross, dot, powerOfTwoOf, scaled, type Vector } from '@buridan/core'

/** Three vectors of ℝ³ whose integer combinations are a lattice. */
export type LatticeBasis = readonly [Vector, Vector, Vector]

/** The volume of the cell, with sign. */
export function volume([a, b, c]: LatticeBasis): number {
  return dot(a, cross(b, c))
}

export function plus(a: Vector, b: Vector): Vector {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
}

/** Σ coefficients · basis. */
export function combination([a, b, c]: LatticeBasis, [i, j, k]: Vector): Vector {
  return plus(plus(scaled(a, i), scaled(b, j)), scaled(c, k))
}

/** The rows of the inverse of the matrix with the basis as columns: coordinates of v are their products with v. */
export function reciprocal(basis: LatticeBasis): LatticeBasis {
  // vectors along which nothing repeats may be of any length: their volume may vanish or overflow
  const sizes = basis.map((v) => powerOfTwoOf([v]))
  const inUnits = (k: number) => scaled(basis[k]!, 1 / sizes[k]!)
  const [a, b, c] = [inUnits(0), inUnits(1), inUnits(2)]
  const v = volume([a, b, c])
  const dual = (u: Vector, w: Vector, k: number) => scaled(scaled(cross(u, w), 1 / v), 1 / sizes[k]!)
  return [dual(b, c, 0), dual(c, a, 1), dual(a, b, 2)]
}
