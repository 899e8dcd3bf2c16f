import { type AnyRepresentation, type Rng, rng, sameGroup } from '@buridan/groups'
import { equivariantBasis } from '../basis/solve-basis.js'
import type { StructuredMap } from '../maps/structured-map.js'
import { Echelon } from './echelon.js'

/** The largest rank of a pair of summands whose maps are taken apart. */
const MAX_RANK = 256
/** The most operations that taking the maps of a pair apart may take: each product of two, on each probe. */
const MAX_WORK = 2 ** 33
/** Probes beyond the rank: enough that dependence by chance has probability zero. */
const SPARE = 4

/**
 * Equivariant maps between summands, and their values on random vectors, by which independence is told: maps are
 * independent iff, with probability one, the numbers y⊤Wx are.
 */
export class Homs {
  readonly #maps = new Map<string, StructuredMap[] | undefined>()
  readonly #ranks = new Map<string, number>()
  readonly #probes = new Map<string, Float64Array[]>()
  readonly #random: Rng = rng(0xfac)

  /** A spanning set of Hom(a, b), independent, those of fewest entries first; undefined if there are too many. */
  maps(a: AnyRepresentation, b: AnyRepresentation): readonly StructuredMap[] | undefined {
    const key = `${a.text} → ${b.text}`
    if (!this.#maps.has(key)) this.#maps.set(key, this.#solve(a, b))
    return this.#maps.get(key)
  }

  #solve(a: AnyRepresentation, b: AnyRepresentation): StructuredMap[] | undefined {
    const basis = equivariantBasis(a, b)
    if (basis.rank > MAX_RANK) return undefined
    // listed maps together have as many entries as the block
    const listed = basis.blocks.every((b) => b.solution.solver !== 'diagrams')
    if (listed && isTooMuch(basis.rank, a.dim * b.dim)) return undefined
    const spanning = basis.blocks.flatMap((block) => block.solution.spanning)
    const cost = spanning.reduce((sum, m) => sum + m.cost, 0)
    if (isTooMuch(basis.rank, cost)) return undefined
    this.#ranks.set(`${a.text} → ${b.text}`, basis.rank)
    let echelon = new Echelon()
    return [...spanning]
      .sort((x, y) => x.nonzeros - y.nonzeros)
      .filter((map) => {
        const more = echelon.with(this.values(a, b, (x, y) => map.applyInto(1, x, 0, y, 0)))
        if (more) echelon = more
        return more !== undefined
      })
  }

  /** y⊤Wx for the probes, for a map that adds W x to its second argument. */
  values(
    a: AnyRepresentation,
    b: AnyRepresentation,
    apply: (x: Float64Array, y: Float64Array) => void,
  ): Float64Array {
    const count = (this.#ranks.get(`${a.text} → ${b.text}`) ?? 0) + SPARE
    const [xs, ys] = [this.#probesOf(a, count), this.#probesOf(b, count + 1)]
    const image = new Float64Array(b.dim)
    return Float64Array.from(xs.slice(0, count), (x, l) => {
      image.fill(0)
      apply(x, image)
      // the probes of one representation must not be paired with themselves: W and W⊤ would look alike
      const y = ys[l + 1]!
      let sum = 0
      for (let i = 0; i < image.length; i++) sum += image[i]! * y[i]!
      return sum
    })
  }

  /** The values of the product of two maps through a space of a dimension. */
  productValues(
    a: AnyRepresentation,
    b: AnyRepresentation,
    first: StructuredMap,
    second: StructuredMap,
  ): Float64Array {
    const middle = new Float64Array(first.rows)
    return this.values(a, b, (x, y) => {
      middle.fill(0)
      first.applyInto(1, x, 0, middle, 0)
      second.applyInto(1, middle, 0, y, 0)
    })
  }

  #probesOf(rep: AnyRepresentation, count: number): Float64Array[] {
    const found = this.#probes.get(rep.text) ?? []
    this.#probes.set(rep.text, found)
    while (found.length < count) found.push(new Float64Array(rep.dim).map(() => this.#random.normal()))
    return found
  }
}

/** Whether all products of maps of a total cost, on a probe for each, are too many operations. */
function isTooMuch(rank: number, cost: number): boolean {
  return rank * (rank + SPARE) * cost > MAX_WORK
}

/**
 * A basis of Hom_G(ρ_in, ρ_out) of structured maps with few entries, not orthonormal; undefined if the rank is over 256.
 *
 * @throws As `equivariantBasis`
 *
 * @example
 * ```ts
 * import { sparseBasis } from '@buridan/constraints'
 * import { orthogonal, tensor } from '@buridan/groups'
 * const T2 = tensor(orthogonal(3), 2)
 * console.log(sparseBasis(T2, T2)!.map((m) => m.nonzeros)) // → [ 9, 9, 9 ]
 * ```
 */
export function sparseBasis(
  repIn: AnyRepresentation,
  repOut: AnyRepresentation,
): readonly StructuredMap[] | undefined {
  sameGroup(repIn, repOut)
  return new Homs().maps(repIn, repOut)
}
