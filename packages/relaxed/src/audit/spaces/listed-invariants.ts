import { euclideanNorm, orbitsOfPoints } from '@buridan/core'
import { type ImageTable, type Representation, rng } from '@buridan/groups'

/** The number of random directions: enough to tell most inputs apart. */
const DIRECTIONS = 3

/** 1-Lipschitz invariants of a finite group. */
export class ListedInvariants {
  readonly #orbits: readonly (readonly number[])[] | undefined
  readonly #signed: boolean = false
  readonly #orthogonal: boolean = true
  /** For random u the ρ(g)ᵀu of all elements, one after the other, none longer than 1. */
  readonly #directions: readonly Float64Array[] = []

  constructor(table: ImageTable) {
    const { rep } = table
    if (rep.isMonomial) {
      const { orbits, signed } = sortedCoordinates(rep)
      this.#orbits = orbits
      this.#signed = signed
      return
    }
    const random = rng(0xb0b)
    this.#orthogonal = rep.structure !== 'general'
    this.#directions = Array.from({ length: DIRECTIONS }, () => directionsOf(table, random))
  }

  /**
   * For (signed) permutations the sorted coordinates of each orbit; otherwise the norm and the largest inner products with the images of
   * some directions (max filtering: Cahill, Iverson, Mixon & Packer 2022), scaled to be 1-Lipschitz together.
   */
  of(x: Float64Array): Float64Array {
    return this.#orbits ? sortedBy(this.#orbits, this.#signed, x) : this.#filtered(x)
  }

  #filtered(x: Float64Array): Float64Array {
    const out = new Float64Array(DIRECTIONS + 1)
    const share = 1 / Math.sqrt(DIRECTIONS + 1)
    // elements that are not orthogonal change the norm
    out[0] = this.#orthogonal ? share * euclideanNorm(x) : 0
    const n = x.length
    this.#directions.forEach((images, k) => {
      let most = Number.NEGATIVE_INFINITY
      for (let at = 0; at < images.length; at += n) {
        let sum = 0
        for (let i = 0; i < n; i++) sum += images[at + i]! * x[i]!
        if (sum > most) most = sum
      }
      out[k + 1] = n === 0 ? 0 : share * most
    })
    return out
  }
}

/**
 * ρ(g)ᵀu for all elements, so that their largest inner product with x is the same for all ρ(h)x, whether ρ is orthogonal or not. O(order ·
 * dim²).
 */
function directionsOf({ rep, list, order }: ImageTable, random: { normal(): number }): Float64Array {
  const n = rep.dim
  const u = new Float64Array(n).map(() => random.normal())
  const out = new Float64Array(order * n)
  let most = 0
  for (let g = 0; g < order; g++) {
    const matrix = rep.matrix(list.view(g))
    for (let j = 0; j < n; j++) for (let i = 0; i < n; i++) out[g * n + i]! += u[j]! * matrix[j * n + i]!
    most = Math.max(most, euclideanNorm(out.subarray(g * n, (g + 1) * n)))
  }
  return most === 0 ? out : out.map((v) => v / most)
}

/** The orbits of coordinates under signed permutations, and whether a sign occurs. */
export function sortedCoordinates(rep: Representation): {
  readonly orbits: readonly (readonly number[])[]
  readonly signed: boolean
} {
  const moves = rep.group.generators.map((g) => rep.monomial(g))
  return {
    orbits: orbitsOfPoints(
      rep.dim,
      moves.map(({ image }) => image),
    ),
    signed: moves.some(({ sign }) => sign?.some((s: number) => s < 0)),
  }
}

/** The coordinates of each orbit in order, without their signs if signs change. */
export function sortedBy(
  orbits: readonly (readonly number[])[],
  signed: boolean,
  x: Float64Array,
): Float64Array {
  const out = new Float64Array(x.length)
  let at = 0
  for (const orbit of orbits) {
    const start = at
    for (const i of orbit) out[at++] = signed ? Math.abs(x[i]!) : x[i]!
    out.subarray(start, at).sort()
  }
  return out
}
