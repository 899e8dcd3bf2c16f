import { elementsOf, type Permutation, type Representation, rng } from '@buridan/groups'
import { apart, norm } from '../core/distance.js'

/** Where a sample stands on its orbit: x_i = ρ(g) x for the orbit's representative x. */
export interface OrbitMember {
  readonly orbit: number
  readonly g: Permutation
}

interface KnownOrbit {
  readonly fingerprint: number
  readonly id: number
  readonly representative: Float64Array
}

/**
 * Groups vectors by orbit. Orbits are first told apart by an invariant made of the second, third and fourth moments over
 * G of u·ρ(g)x for a fixed random u; where it agrees, by search for the element that maps one to the other.
 *
 * O(order · dim) a vector, and O(order · cost of ρ) for each orbit of equal invariant.
 */
export class OrbitIndex {
  readonly #rows: Float64Array
  readonly #order: number
  readonly #slack: number
  #orbits: KnownOrbit[] = []

  constructor(
    readonly rep: Representation,
    readonly tolerance: number,
  ) {
    const list = elementsOf(rep.group)
    const random = rng(0xb0b)
    const u = new Float64Array(rep.dim).map(() => random.normal())
    this.#order = list.order
    this.#slack = 100 * tolerance * norm(u)
    this.#rows = new Float64Array(list.order * rep.dim)
    for (let i = 0; i < list.order; i++) {
      // over all g the values u·ρ(g)x are those of (ρ(g)⊤u)·x; for orthogonal ρ the set is that of (ρ(g)u)·x
      if (rep.structure === 'general') transposeApply(rep, list.at(i), u, this.#rows, i * rep.dim)
      else rep.applyInto(list.at(i), u, 0, this.#rows, i * rep.dim)
    }
  }

  get orbitCount(): number {
    return this.#orbits.length
  }

  /** The orbit of x, a new one if it is in none known. */
  place(x: Float64Array): OrbitMember {
    const size = norm(x)
    const fingerprint = this.#fingerprint(x)
    const slack = this.#slack * size
    for (let k = this.#firstAtLeast(fingerprint - slack); k < this.#orbits.length; k++) {
      const known = this.#orbits[k]!
      if (known.fingerprint > fingerprint + slack) break
      const g = this.#carrying(known.representative, x, this.tolerance * size)
      if (g) return { orbit: known.id, g }
    }
    const id = this.#orbits.length
    this.#orbits.splice(this.#firstAtLeast(fingerprint), 0, { fingerprint, id, representative: x })
    return { orbit: id, g: elementsOf(this.rep.group).at(0) }
  }

  /** Grows with x like a norm, and is the same for all points of an orbit whether or not ρ is orthogonal. */
  #fingerprint(x: Float64Array): number {
    const n = this.rep.dim
    // relative to the largest entry, so that fourth powers neither overflow nor vanish
    const scale = x.reduce((most, v) => Math.max(most, Math.abs(v)), 0)
    if (scale === 0) return 0
    let [second, third, fourth] = [0, 0, 0]
    for (let g = 0; g < this.#order; g++) {
      let dot = 0
      for (let i = 0; i < n; i++) dot += this.#rows[g * n + i]! * (x[i]! / scale)
      second += dot * dot
      third += dot * dot * dot
      fourth += dot * dot * dot * dot
    }
    const size = Math.sqrt(second / this.#order)
    if (size === 0) return 0
    return scale * (size + (third / size ** 2 + (0.5 * fourth) / size ** 3) / this.#order)
  }

  #firstAtLeast(value: number): number {
    let low = 0
    let high = this.#orbits.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#orbits[middle]!.fingerprint < value) low = middle + 1
      else high = middle
    }
    return low
  }

  #carrying(from: Float64Array, to: Float64Array, distance: number): Permutation | undefined {
    const list = elementsOf(this.rep.group)
    const moved = new Float64Array(this.rep.dim)
    for (let i = 0; i < list.order; i++) {
      this.rep.applyInto(list.at(i), from, 0, moved, 0)
      if (apart(moved, to) <= distance) return list.at(i)
    }
    return undefined
  }
}

function transposeApply(
  rep: Representation,
  g: Permutation,
  u: Float64Array,
  out: Float64Array,
  at: number,
): void {
  const n = rep.dim
  const m = rep.matrix(g)
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) out[at + j]! += m[i * n + j]! * u[i]!
}
