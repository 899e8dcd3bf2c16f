import {
  AmbiguousToleranceError,
  compose,
  InvalidArgumentError,
  inverse,
  RepresentationMismatchError,
} from '@buridan/core'
import { contains, subgroup } from '@buridan/permutations'
import type { Representation } from '../representation/representation.js'
import { ImageTable } from './image-table.js'

/** The number of sets known to be groups that are remembered. */
const MOST_CHECKED = 10_000

/** The largest distance of a kept number from the greatest, and the least distance of a dropped one. */
export interface Margins {
  kept: number
  dropped: number
}

/**
 * Sets the first entries of `found` to those g below `order` for which the numbers at(g, 0), at(g, 1), … are lexicographically
 * greatest, numbers up to delta apart being equal, and returns their count. A number is only computed if it decides.
 */
export function keepGreatest(
  found: Int32Array,
  order: number,
  dim: number,
  at: (g: number, i: number) => number,
  delta: number,
  margins?: Margins,
): number {
  if (margins) Object.assign(margins, { kept: 0, dropped: Number.POSITIVE_INFINITY })
  for (let g = 0; g < order; g++) found[g] = g
  let left = order
  for (let i = 0; i < dim && left > 1; i++) {
    let greatest = Number.NEGATIVE_INFINITY
    for (let k = 0; k < left; k++) {
      const v = at(found[k]!, i)
      if (v > greatest) greatest = v
    }
    const least = greatest - delta
    let [kept, lowest, highest] = [0, greatest, Number.NEGATIVE_INFINITY]
    for (let k = 0; k < left; k++) {
      const v = at(found[k]!, i)
      if (v >= least) {
        found[kept++] = found[k]!
        if (v < lowest) lowest = v
      } else if (v > highest) highest = v
    }
    if (margins) {
      margins.kept = Math.max(margins.kept, greatest - lowest)
      margins.dropped = Math.min(margins.dropped, greatest - highest)
    }
    left = kept
  }
  return left
}

/**
 * Finds the elements of a listed group that take a vector to the lexicographically greatest of its images, for one vector after
 * the other by the same tables.
 *
 * @throws TooLargeError if the group is too large to list
 * @throws InvalidArgumentError if `rep` is not a representation of a finite group
 * @remarks As {@link ImageTable}.
 *
 * @example
 * ```ts
 * import { dihedral, GreatestImage, tensor } from '@buridan/groups'
 * const greatest = new GreatestImage(tensor(dihedral(4), 1))
 * greatest.search(Float64Array.of(0, 1, 0, 1), 0)
 * greatest.checkGroup() // does not throw
 * console.log(greatest.count) // → 4
 * ```
 */
export class GreatestImage {
  readonly table: ImageTable
  /** The elements found last, ascending: the first `count` entries. */
  readonly found: Int32Array
  count = 0
  readonly #margins: Margins = { kept: 0, dropped: Number.POSITIVE_INFINITY }
  readonly #groups = new Set<string>()

  constructor(rep: Representation) {
    this.table = new ImageTable(rep)
    this.found = new Int32Array(this.table.order)
  }

  /** The largest distance from the greatest number among images kept by the last search: any delta from this on decides alike. */
  get kept(): number {
    return this.#margins.kept
  }

  /** The least distance from the greatest number among images dropped by the last search: any delta below this decides alike. */
  get dropped(): number {
    return this.#margins.dropped
  }

  /**
   * Sets `found` to the elements g for which ρ(g)x is lexicographically greatest, numbers up to delta apart being equal: the inverses of
   * a left coset, as many as the stabilizer has elements. A coordinate is only computed for the elements still left: about O(order)
   * coordinates, at most O(order · dim).
   *
   * @param x - dim numbers
   * @throws RepresentationMismatchError for a vector of the wrong length, InvalidArgumentError for NaN
   */
  search(x: Float64Array, delta: number): void {
    const { table, found } = this
    if (x.length !== table.rep.dim) {
      throw new RepresentationMismatchError(`x has length ${x.length}, expected ${table.rep.dim}`)
    }
    this.count = keepGreatest(found, table.order, x.length, (g, i) => table.at(g, i, x), delta, this.#margins)
    // NaN cannot be compared
    if (this.count === 0) throw new InvalidArgumentError(`x or delta ${delta} is not a number`)
  }

  /**
   * The elements found times the inverse of the first must be a group; a set is checked once. They are a group iff they generate
   * a group of as many elements: O(count · generators), and not a product for each pair.
   *
   * @throws AmbiguousToleranceError if they are not a group: delta cuts through a cluster
   */
  checkGroup(): void {
    if (this.count < 2) return
    const own = this.found.subarray(0, this.count)
    const key = own.join()
    if (this.#groups.has(key)) return
    const { list } = this.table
    const back = inverse(list.view(own[0]!))
    let group = subgroup(list.group, [])
    for (const g of own) {
      const h = compose(list.view(g), back)
      if (!contains(group, h)) group = subgroup(list.group, [...group.ownGenerators, h])
    }
    if (group.order !== BigInt(this.count)) {
      throw new AmbiguousToleranceError(
        `within the tolerance lie ${this.count} elements, which generate a group of ${group.order}: choose a tolerance below or above the cluster`,
      )
    }
    if (this.#groups.size >= MOST_CHECKED) this.#groups.clear()
    this.#groups.add(key)
  }
}
