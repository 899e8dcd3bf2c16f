import { integerIn, knownOptions } from '@buridan/core'
import { type AnyRepresentation, sameGroup } from '@buridan/groups'
import { checkedBasisOptions, type EquivariantBasisOptions } from './basis-options.js'
import type { EquivariantBasis } from './equivariant-basis.js'
import { equivariantBasis } from './solve-basis.js'

/**
 * A bounded cache of equivariant bases, keyed by the values: equal groups, representations and options share a basis. The
 * least recently used goes first. Owned by whoever makes it; the library keeps none of its own.
 *
 * @throws InvalidArgumentError if `maxEntries` is not an integer from 1 to 10⁹
 *
 * @remarks O(1): a basis is found when it is first asked for.
 *
 * @example
 * ```ts
 * import { BasisCache } from '@buridan/constraints'
 * import { symmetric, tensor } from '@buridan/groups'
 * const cache = new BasisCache({ maxEntries: 100 })
 * const a = cache.basis(tensor(symmetric(5), 2), tensor(symmetric(5), 1))
 * const b = cache.basis(tensor(symmetric(5), 2), tensor(symmetric(5), 1))
 * console.log(a === b, cache.size) // → true 1
 * cache.clear()
 * console.log(cache.size) // → 0
 * ```
 */
export class BasisCache {
  readonly maxEntries: number
  readonly #entries = new Map<string, EquivariantBasis>()

  constructor(options: { readonly maxEntries?: number } = {}) {
    this.maxEntries = integerIn(
      knownOptions(options, { maxEntries: true }, 'BasisCache').maxEntries ?? 64,
      1,
      1e9,
      'maxEntries',
    )
  }

  /** The number of bases held. */
  get size(): number {
    return this.#entries.size
  }

  /**
   * The basis, from the cache or solved and kept.
   *
   * @throws As {@link equivariantBasis}
   * @remarks As {@link equivariantBasis} if it is new, else O(length of the generators and of the text of the representations).
   */
  basis(
    repIn: AnyRepresentation,
    repOut: AnyRepresentation,
    options: EquivariantBasisOptions = {},
  ): EquivariantBasis {
    sameGroup(repIn, repOut)
    const { solver, checkRank, leastGap } = checkedBasisOptions(options, 'basis')
    const key = [repIn.group.key, repIn.key, repOut.key, solver, checkRank, leastGap].join(' → ')
    const found = this.#entries.get(key) ?? equivariantBasis(repIn, repOut, options)
    this.#entries.delete(key)
    this.#entries.set(key, found)
    if (this.#entries.size > this.maxEntries) this.#entries.delete(this.#entries.keys().next().value!)
    return found
  }

  /** Lets go of all. */
  clear(): void {
    this.#entries.clear()
  }
}
