import { euclideanNorm, OrthonormalSet, signOfDeterminant } from '@buridan/core'

/** ℝᵈ, or ℂⁿ as the ℝ²ⁿ of real and imaginary parts in turn, where maps commute with multiplication by i. */
export interface Space {
  /** The number of real coordinates. */
  readonly dim: number
  readonly complex: boolean
}

/** i·v: of each pair of real and imaginary part (a, b) ↦ (−b, a). */
export function timesI(v: Float64Array): Float64Array {
  return v.map((_, k) => (k % 2 === 0 ? -v[k + 1]! : v[k - 1]!))
}

/** m·v. */
export function applied(m: Float64Array, v: Float64Array): Float64Array {
  const n = v.length
  const out = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    let sum = 0
    for (let j = 0; j < n; j++) sum += m[i * n + j]! * v[j]!
    out[i] = sum
  }
  return out
}

export function identityOf(dim: number): Float64Array {
  const out = new Float64Array(dim * dim)
  for (let i = 0; i < dim; i++) out[i * dim + i] = 1
  return out
}

/** m ← m + s · u vᵀ. */
export function addOuter(m: Float64Array, u: Float64Array, v: Float64Array, s = 1): void {
  const n = v.length
  for (let i = 0; i < u.length; i++) {
    const f = s * u[i]!
    if (f !== 0) for (let j = 0; j < n; j++) m[i * n + j]! += f * v[j]!
  }
}

/** Adds a vector's part normal to the set, of length 1, and in complex space i times that. */
export function extend(set: OrthonormalSet, v: Float64Array, { complex }: Space): boolean {
  if (!set.add(v, 0)) return false
  if (complex) set.add(timesI(set.vectors.at(-1)!), 0)
  return true
}

/** Adds vectors until the set spans all of space: each time along the axis of which most is left. O(dim³) for each. */
export function complete(set: OrthonormalSet, space: Space): void {
  while (set.size < space.dim) {
    let best: Float64Array | undefined
    let most = 0
    for (let axis = 0; axis < space.dim; axis++) {
      const e = new Float64Array(space.dim)
      e[axis] = 1
      set.project(e)
      const size = euclideanNorm(e)
      // of about equal ones the first, whatever rounding says
      if (size > most + 1e-9) [best, most] = [e, size]
    }
    extend(set, best!, space)
  }
}

/** An orthonormal basis of what is normal to given orthonormal vectors, in complex space pairs of v and i·v. */
export function normalTo(spanned: readonly Float64Array[], space: Space): Float64Array[] {
  const set = new OrthonormalSet(space.dim)
  set.vectors.push(...spanned)
  complete(set, space)
  return set.vectors.slice(spanned.length)
}

/** The phase of a complex determinant, or 0 and π for a real one of sign 1 and −1; by elimination with the largest pivots. */
export function phaseOfDeterminant(matrix: Float64Array, space: Space): number {
  if (!space.complex) return orientationOf(matrix, space) > 0 ? 0 : Math.PI
  const { dim } = space
  const n = dim / 2
  const at = (e: number) => 2 * Math.floor(e / n) * dim + 2 * (e % n)
  const re = Float64Array.from({ length: n * n }, (_, e) => matrix[at(e)]!)
  const im = Float64Array.from({ length: n * n }, (_, e) => matrix[at(e) + dim]!)
  const size = (r: number, c: number) => Math.hypot(re[r * n + c]!, im[r * n + c]!)
  let phase = 0
  for (let c = 0; c < n; c++) {
    let pivot = c
    for (let r = c + 1; r < n; r++) if (size(r, c) > size(pivot, c)) pivot = r
    if (pivot !== c) phase += Math.PI
    for (const m of [re, im]) {
      for (let j = 0; j < n; j++) {
        const held = m[c * n + j]!
        m[c * n + j] = m[pivot * n + j]!
        m[pivot * n + j] = held
      }
    }
    const [x, y] = [re[c * n + c]!, im[c * n + c]!]
    phase += Math.atan2(y, x)
    const square = x * x + y * y
    for (let r = c + 1; r < n; r++) {
      const [u, v] = [re[r * n + c]!, im[r * n + c]!]
      const [p, q] = [(u * x + v * y) / square, (v * x - u * y) / square]
      for (let j = c; j < n; j++) {
        const [a, b] = [re[c * n + j]!, im[c * n + j]!]
        re[r * n + j]! -= p * a - q * b
        im[r * n + j]! -= p * b + q * a
      }
    }
  }
  // from −π to π
  return Math.atan2(Math.sin(phase), Math.cos(phase))
}

/** The sign of a real determinant; 1 in complex space, where maps keep the orientation of ℝ²ⁿ. */
export function orientationOf(matrix: Float64Array, { dim, complex }: Space): 1 | -1 {
  if (complex) return 1
  return signOfDeterminant(matrix, dim)
}
