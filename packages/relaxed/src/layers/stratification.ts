import { checkedTolerance, ofKind, shown } from '@buridan/core'
import {
  canonicalize,
  compose,
  InvalidArgumentError,
  inverse,
  orbitTypeOf,
  type Permutation,
  type Representation,
  restrict,
  type Stabilizer,
  type SubgroupClasses,
  stabilizer,
  subgroupClasses,
} from '@buridan/groups'

/** Where an input stands: its stabilizer, and how it is moved to the representative of its orbit type. */
export interface StratumPoint {
  readonly stabilizer: Stabilizer
  /** Index of the orbit type [H] among `subgroupClasses(G).classes`. */
  readonly classIndex: number
  /** t, in a fixed transversal of G/N_G(H), with G_x = t H t⁻¹; times an element of N_G(H) for a completed orbit type. */
  readonly t: Permutation
  /** ρ_in(t)⁻¹ x, whose stabilizer is H. */
  readonly canonical: Float64Array
}

const CACHE_SIZE = 4_096

/**
 * Finds the orbit types of inputs of a representation. Remembers the last 4096 inputs, so that training computes the
 * stabilizer of a sample once. Points of the orbit types in `completed` are moved on by N_G(H), to the lexicographically
 * greatest they can be: to a canonical point of their orbit.
 *
 * @throws InvalidArgumentError if an argument is not valid
 * @throws TooLargeError above order 2000
 * @remarks Made as `subgroupClasses`.
 *
 * @example
 * ```ts
 * import { Stratification } from '@buridan/relaxed'
 * import { cyclic, tensor } from '@buridan/groups'
 * const strata = new Stratification(tensor(cyclic(4), 1))
 * console.log(strata.locate(Float64Array.of(1, 0, 1, 0)).stabilizer.order) // → 2n
 * ```
 */
export class Stratification {
  readonly lattice: SubgroupClasses
  readonly #seen = new Map<string, StratumPoint>()

  constructor(
    readonly rep: Representation,
    readonly tolerance?: number,
    readonly completed: ReadonlySet<number> = new Set(),
  ) {
    ofKind(rep, 'rep', 'representation')
    checkedTolerance(tolerance)
    if (!(completed instanceof Set)) {
      throw new InvalidArgumentError(`completed is ${shown(completed)}; it must be a set of orbit types`)
    }
    this.lattice = subgroupClasses(rep.group)
  }

  /**
   * The stratum of an input. O(order · cost of ρ) the first time.
   *
   * @param x - dim ρ numbers
   * @throws RepresentationMismatchError | InvalidArgumentError for a wrong length or NaN
   * @throws AmbiguousToleranceError if the stabilizer depends on the tolerance
   */
  locate(x: Float64Array): StratumPoint {
    if (!(x instanceof Float64Array))
      throw new InvalidArgumentError(`x is ${shown(x)}; it must be a Float64Array`)
    const key = x.join()
    const known = this.#seen.get(key)
    if (known) return copied(known)
    const found = this.#stratumOf(x)
    if (this.#seen.size >= CACHE_SIZE) this.#seen.delete(this.#seen.keys().next().value!)
    this.#seen.set(key, found)
    return copied(found)
  }

  #stratumOf(x: Float64Array): StratumPoint {
    const found = stabilizer(this.rep, x, this.#options)
    // one conjugator is kept for each subgroup of a class, so together they are a transversal of G/N_G(H)
    const { index, conjugator } = orbitTypeOf(this.rep.group, found)
    const { list, classes } = this.lattice
    const t = list.at(conjugator)
    const canonical = new Float64Array(this.rep.dim)
    this.rep.applyInto(inverse(t), x, 0, canonical, 0)
    if (!this.completed.has(index)) return { stabilizer: found, classIndex: index, t, canonical }
    const within = restrict(this.rep, classes[index]!.normalizer.group)
    const { element, point } = canonicalize(within, canonical, this.#options)
    return { stabilizer: found, classIndex: index, t: compose(t, element), canonical: point }
  }

  get #options(): { tolerance?: number } {
    return this.tolerance === undefined ? {} : { tolerance: this.tolerance }
  }
}

/** What is remembered stays as it is, whatever the caller does with a result. */
function copied(point: StratumPoint): StratumPoint {
  return { ...point, t: point.t.slice() as Permutation, canonical: point.canonical.slice() }
}
