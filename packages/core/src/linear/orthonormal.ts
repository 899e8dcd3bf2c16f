/** An orthonormal set of vectors of ℝⁿ that grows. */
export class OrthonormalSet {
  readonly vectors: Float64Array[] = []

  constructor(readonly dim: number) {}

  get size(): number {
    return this.vectors.length
  }

  /** Takes the part of v along the set away, twice, as once leaves rounding. Changes v. */
  project(v: Float64Array): void {
    for (let round = 0; round < 2; round++) {
      for (const b of this.vectors) {
        let dot = 0
        for (let i = 0; i < v.length; i++) dot += b[i]! * v[i]!
        for (let i = 0; i < v.length; i++) v[i]! -= dot * b[i]!
      }
    }
  }

  /** Adds what v has beside the set, if that is over `least` of its length. Returns whether it was added. */
  add(v: Float64Array, least = 1e-6): boolean {
    const before = norm(v)
    const rest = v.slice()
    this.project(rest)
    const after = norm(rest)
    if (!(after > least * before)) return false
    for (let i = 0; i < rest.length; i++) rest[i]! /= after
    this.vectors.push(rest)
    return true
  }

  /** The vectors as columns, row-major dim × size. */
  columns(): Float64Array {
    const out = new Float64Array(this.dim * this.size)
    this.vectors.forEach((v, k) => {
      for (let i = 0; i < this.dim; i++) out[i * this.size + k] = v[i]!
    })
    return out
  }
}

function norm(v: Float64Array): number {
  let sum = 0
  for (const x of v) sum += x * x
  return Math.sqrt(sum)
}
