import { cross, dot, scaled, type Vector } from '@buridan/core'

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
  const [a, b, c] = basis
  const v = volume(basis)
  return [scaled(cross(b, c), 1 / v), scaled(cross(c, a), 1 / v), scaled(cross(a, b), 1 / v)]
}
