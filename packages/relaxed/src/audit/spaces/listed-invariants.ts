import { euclideanNorm, orbitsOfPoints } from '@buridan/core'
import { type ImageTable, type Representation, rng } from '@buridan/groups'

/** So many directions tell most inputs apart. */
const DIRECTIONS = 3

/** Invariants of a finite group, at most as far from each other as the orbits are. */
export class ListedInvariants {
  readonly #orbits: readonly (readonly number[])[] | undefined
  readonly #signed: boolean = false
  /** The images of random directions under all elements, one after the other. */
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
    this.#directions = Array.from({ length: DIRECTIONS }, () => {
      const u = new Float64Array(rep.dim).map(() => random.normal())
      const size = euclideanNorm(u) || 1
      const images = new Float64Array(table.order * rep.dim)
      for (let g = 0; g < table.order; g++) {
        for (let i = 0; i < rep.dim; i++) images[g * rep.dim + i] = table.at(g, i, u) / size
      }
      return images
    })
  }

  /**
   * Of (signed) permutations of coordinates these in order, on each orbit; otherwise the norm, and the largest inner product with the images
   * of some directions (max filtering: Cahill, Iverson, Mixon & Packer 2022), scaled so that their distance is at most that of orbits.
   */
  of(x: Float64Array): Float64Array {
    return this.#orbits ? sortedBy(this.#orbits, this.#signed, x) : this.#filtered(x)
  }

  #filtered(x: Float64Array): Float64Array {
    const out = new Float64Array(DIRECTIONS + 1)
    const share = 1 / Math.sqrt(DIRECTIONS + 1)
    out[0] = share * euclideanNorm(x)
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
