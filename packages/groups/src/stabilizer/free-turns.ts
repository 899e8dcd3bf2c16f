import type { Rng } from '@buridan/core'
import { type ComplexMatrix, multiplyMatrices } from '../lie/complex-matrix.js'
import type { LieGroup } from '../lie/lie-group.js'
import { orthogonal, specialOrthogonal } from '../lie/orthogonal-groups.js'
import { specialUnitary, unitary } from '../lie/unitary-groups.js'

/**
 * All turns of a few directions of ℝᵈ or ℂⁿ, O(m), SO(m), U(m) or SU(m), as matrices of the whole space; of ℂⁿ on real and imaginary parts in
 * turn.
 */
export class FreeTurns {
  readonly #group: LieGroup
  readonly #size: number

  /** @param free - orthonormal; of ℂⁿ pairs of v and i·v */
  constructor(
    readonly free: readonly Float64Array[],
    { complex }: LieGroup,
    proper: boolean,
  ) {
    const [general, special] = complex ? [unitary, specialUnitary] : [orthogonal, specialOrthogonal]
    this.#group = (proper ? special : general)(complex ? free.length / 2 : free.length)
    this.#size = free[0]!.length
  }

  /** Of the group of turns as a manifold. */
  get dimension(): number {
    return this.#group.ownAlgebra.length
  }

  /** A basis of its Lie algebra. */
  get algebra(): Float64Array[] {
    return this.#group.ownAlgebra.map((a) => this.#embedded(a))
  }

  /** A turn of determinant −1 in O(m); undefined for a connected group. */
  get reflection(): Float64Array | undefined {
    const [first] = this.#group.ownDiscrete
    return first && this.#turn(first)
  }

  /** A turn drawn by Haar's measure, after another map. */
  after(matrix: Float64Array, random: Rng): Float64Array {
    const n = this.#size
    const turn = this.#turn(this.#group.haarSample(random))
    return multiplyMatrices({ n, re: turn }, { n, re: matrix }).re
  }

  /** A matrix of the directions that leaves what is normal to them. */
  #turn(m: ComplexMatrix): Float64Array {
    const re = m.re.map((v, e) => (e % (m.n + 1) === 0 ? v - 1 : v))
    const out = this.#embedded({ ...m, re })
    for (let i = 0; i < this.#size; i++) out[i * (this.#size + 1)]! += 1
    return out
  }

  /** A matrix of the directions that is 0 on what is normal to them. */
  #embedded({ n, re, im }: ComplexMatrix): Float64Array {
    const out = new Float64Array(this.#size ** 2)
    if (!this.#group.complex) {
      for (let e = 0; e < n * n; e++) this.#add(out, re[e]!, Math.floor(e / n), e % n)
      return out
    }
    for (let e = 0; e < n * n; e++) {
      const [i, j] = [2 * Math.floor(e / n), 2 * (e % n)]
      this.#add(out, re[e]!, i, j)
      this.#add(out, re[e]!, i + 1, j + 1)
      this.#add(out, im?.[e] ?? 0, i + 1, j)
      this.#add(out, -(im?.[e] ?? 0), i, j + 1)
    }
    return out
  }

  /** Adds s times the matrix that takes direction j to direction i. */
  #add(out: Float64Array, s: number, i: number, j: number): void {
    if (s === 0) return
    const [u, v] = [this.free[i]!, this.free[j]!]
    const n = this.#size
    for (let r = 0; r < n; r++) for (let c = 0; c < n; c++) out[r * n + c]! += s * u[r]! * v[c]!
  }
}
