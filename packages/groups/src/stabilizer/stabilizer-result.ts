import { type Permutation, type Rng, rngOf } from '@buridan/core'
import { cosetRepresentatives, elementsOf, type FiniteGroup, randomElement } from '@buridan/permutations'
/** How a stabilizer was found. */
export type StabilizerMethod = 'listing' | 'colouring' | 'automorphisms' | 'intersection'

/** The data of a stabilizer that was found. */
export interface StabilizerFacts {
  readonly whole: FiniteGroup
  readonly group: FiniteGroup
  readonly defect: number
  readonly gap: number
  readonly method: StabilizerMethod
  readonly members?: Uint32Array
}

/**
 * The stabilizer G_x of a vector, with the numbers that decided it; {@link orbitTypeOf} gives its orbit type.
 *
 * @example
 * ```ts
 * import { dihedral, rng, stabilizer, tensor } from '@buridan/groups'
 * const found = stabilizer(tensor(dihedral(4), 1), [1, 0, 1, 0])
 * console.log(found.order, found.orbitSize, found.randomElement(rng(1)).length) // → 4n 2n 4
 * ```
 */
export class Stabilizer {
  /** G_x as a group on the same points; representations of G restrict to it. */
  readonly group: FiniteGroup
  /** The largest ‖ρ(g)x − x‖ / ‖x‖ among the elements kept, or among generators if they were not listed. */
  readonly defect: number
  /**
   * The least ‖ρ(g)x − x‖ / ‖x‖ among the elements left out, Infinity if there is none; a lower bound of it if the group
   * was not listed. A small gap means a doubtful answer.
   */
  readonly gap: number
  readonly method: StabilizerMethod
  readonly #whole: FiniteGroup
  #members: Uint32Array | undefined
  #transversal: readonly Permutation[] | undefined

  /** @internal */
  constructor({ whole, group, defect, gap, method, members }: StabilizerFacts) {
    this.#whole = whole
    this.group = group
    this.defect = defect
    this.gap = gap
    this.method = method
    this.#members = members
  }

  get order(): bigint {
    return this.group.order
  }

  /**
   * An element drawn uniformly from G_x, as a permutation of the points of G.
   *
   * @throws InvalidArgumentError if `random` is not an `Rng`
   * @remarks O(base · degree).
   */
  randomElement(random: Rng): Permutation {
    return randomElement(this.group, rngOf(random, 'random'))
  }

  /** |G| / |G_x|. */
  get orbitSize(): bigint {
    return this.#whole.order / this.group.order
  }

  /** Numbers of the elements of G_x in `elementsOf(G)`, ascending: a copy. @throws TooLargeError if G is too large to list */
  get members(): Uint32Array {
    if (!this.#members) {
      const list = elementsOf(this.#whole)
      const own = elementsOf(this.group)
      this.#members = Uint32Array.from({ length: own.order }, (_, i) => list.indexOf(own.view(i))).sort()
    }
    return this.#members.slice()
  }

  /** One element of each left coset gG_x, copies: the points of the orbit of x. @throws TooLargeError above 2²⁰ */
  get transversal(): readonly Permutation[] {
    this.#transversal ??= cosetRepresentatives(this.#whole, this.group)
    return this.#transversal.map((g) => g.slice())
  }
}
