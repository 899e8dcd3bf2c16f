import {
  cross,
  dot,
  InvalidArgumentError,
  length,
  type Matrix3,
  minus,
  scaled,
  type Vector,
} from '@buridan/core'
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

/** v less the nearest lattice point, for a reduced basis: the shortest such difference is among 27. */
export function wrapped(basis: LatticeBasis, dual: LatticeBasis, v: Vector): Vector {
  const rounded = combination(basis, [
    Math.round(dot(dual[0], v)),
    Math.round(dot(dual[1], v)),
    Math.round(dot(dual[2], v)),
  ])
  const start = minus(v, rounded)
  // all others are longer: lattice vectors are at least as long as the shortest of a reduced basis
  const shortest = Math.min(dot(basis[0], basis[0]), dot(basis[1], basis[1]), dot(basis[2], basis[2]))
  if (4 * dot(start, start) <= shortest) return start
  let best = start
  for (const step of STEPS) {
    const candidate = minus(start, combination(basis, step))
    if (dot(candidate, candidate) < dot(best, best)) best = candidate
  }
  return best
}

/**
 * Whether p − q may be within a distance of the lattice: a quick test, false if a coordinate of it is too far from whole numbers.
 */
export function mayBeNear(dual: LatticeBasis, p: Vector, q: Vector, distance: number): boolean {
  const [x, y, z] = [p[0] - q[0], p[1] - q[1], p[2] - q[2]]
  for (let k = 0; k < 3; k++) {
    const [a, b, c] = dual[k]!
    const u = a * x + b * y + c * z
    if (Math.abs(u - Math.round(u)) > 1e-9 + distance * Math.sqrt(a * a + b * b + c * c)) return false
  }
  return true
}

const STEPS: readonly Vector[] = range(-1, 1).flatMap((i) =>
  range(-1, 1).flatMap((j) => range(-1, 1).map((k): Vector => [i, j, k])),
)

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i)
}

/**
 * A basis of the lattice that vectors generate, made of short ones: among the given vectors and sums of a few
 * of them, the shortest three that span the smallest cell. The vectors must contain a basis of the lattice or near it.
 */
export function shortBasis(vectors: readonly Vector[], cellVolume: number): LatticeBasis {
  const sorted = [...vectors].filter((v) => length(v) > 1e-9).sort((a, b) => length(a) - length(b))
  for (let c = 2; c < sorted.length; c++) {
    for (let b = 1; b < c; b++) {
      for (let a = 0; a < b; a++) {
        const basis: LatticeBasis = [sorted[a]!, sorted[b]!, sorted[c]!]
        if (Math.abs(Math.abs(volume(basis)) - cellVolume) < 1e-3 * cellVolume) return basis
      }
    }
  }
  throw new InvalidArgumentError('the lattice vectors have no short basis; are they nearly in one plane?')
}

/**
 * Reduces a basis by subtracting vectors from one another until none becomes shorter (Selling/Minkowski style): whole multiples first, as in
 * Euclid's algorithm, so that cells however skew take steps by the logarithm of their lengths.
 */
export function reduced(basis: LatticeBasis): LatticeBasis {
  const v: [Vector, Vector, Vector] = [...basis]
  const shortens = (i: number, candidate: Vector): boolean => {
    if (!(length(candidate) < length(v[i]!) * (1 - 1e-9))) return false
    v[i] = candidate
    return true
  }
  for (let changed = true; changed; ) {
    changed = false
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) {
        const times = j === i ? 0 : Math.round(dot(v[i]!, v[j]!) / dot(v[j]!, v[j]!))
        if (times !== 0 && shortens(i, minus(v[i]!, scaled(v[j]!, times)))) changed = true
      }
      for (const step of STEPS) if (step[i] === 1 && shortens(i, combination(v, step))) changed = true
    }
  }
  return v
}

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
  const points = range(-2, 2).flatMap((i) =>
    range(-2, 2).flatMap((j) => range(-2, 2).map((k): Vector => [i, j, k])),
  )
  const vectors = points.map((p) => ({ p, v: combination(target, p) }))
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
