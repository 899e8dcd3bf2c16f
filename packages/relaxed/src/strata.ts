import {
  inverse,
  type Permutation,
  type Representation,
  type Stabilizer,
  type SubgroupClasses,
  stabilizer,
  subgroupClasses,
} from '@buridan/groups'
import { withinList } from './subgroup-in-list.js'

/** Where an input stands: its stabilizer, and how it is moved to the representative of its orbit type. */
export interface StratumPoint {
  readonly stabilizer: Stabilizer
  /** Index of the orbit type [H] among `subgroupClasses(G).classes`. */
  readonly classIndex: number
  /** t, in a fixed transversal of G/N_G(H), with G_x = t H t⁻¹. */
  readonly t: Permutation
  /** ρ_in(t)⁻¹ x, whose stabilizer is H. */
  readonly canonical: Float64Array
}

const CACHE_SIZE = 4_096

/**
 * Finds the orbit types of inputs of a representation. Remembers the last 4096 inputs, so that training computes the
 * stabilizer of a sample once.
 */
export class Strata {
  readonly lattice: SubgroupClasses
  readonly #seen = new Map<string, StratumPoint>()
  readonly #transversalOf = new Map<string, number>()

  constructor(
    readonly rep: Representation,
    readonly tolerance?: number,
  ) {
    this.lattice = subgroupClasses(rep.group)
  }

  /** The stratum of an input. O(order · cost of ρ) the first time. */
  locate(x: Float64Array): StratumPoint {
    const key = x.join()
    const known = this.#seen.get(key)
    if (known) return known
    const found = this.#find(x)
    if (this.#seen.size >= CACHE_SIZE) this.#seen.delete(this.#seen.keys().next().value!)
    this.#seen.set(key, found)
    return found
  }

  #find(x: Float64Array): StratumPoint {
    const found = stabilizer(this.rep, x, this.tolerance === undefined ? {} : { tolerance: this.tolerance })
    const { list } = this.lattice
    const subgroup = withinList(list, found.group)
    const { index, conjugator } = this.lattice.locate(subgroup)
    const t = list.at(this.#inTransversal(subgroup.key, index, conjugator))
    const canonical = new Float64Array(this.rep.dim)
    this.rep.applyInto(inverse(t), x, 0, canonical, 0)
    return { stabilizer: found, classIndex: index, t, canonical }
  }

  /** The element of the fixed transversal of G/N_G(H) in the coset of t. */
  #inTransversal(key: string, index: number, t: number): number {
    const known = this.#transversalOf.get(key)
    if (known !== undefined) return known
    const { list, classes } = this.lattice
    const { transversal, normalizer } = classes[index]!
    const found = transversal.find((u) => normalizer.has(list.table[list.inverse(u) * list.order + t]!))!
    this.#transversalOf.set(key, found)
    return found
  }
}
