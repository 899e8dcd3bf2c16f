import {
  AmbiguousToleranceError,
  compose,
  contains,
  type ElementList,
  elementsOf,
  inverse,
  type Representation,
  subgroup,
} from '@buridan/groups'

/**
 * All ρ(g) of a listed group, as tables from which single coordinates of ρ(g)x are read: one entry and a sign for a signed permutation,
 * a row for other matrices.
 */
export class ImageTable {
  readonly order: number
  readonly list: ElementList
  readonly #dim: number
  /** Coordinate i of ρ(g)x is sign times x at source, at g · dim + i. */
  readonly #source: Int32Array | undefined
  readonly #sign: Int8Array | undefined
  /** The matrices one after the other, row-major. */
  readonly #matrices: Float64Array | undefined

  constructor(readonly rep: Representation) {
    this.list = elementsOf(rep.group)
    this.order = this.list.order
    this.#dim = rep.dim
    const n = rep.dim
    if (rep.isMonomial) {
      const source = new Int32Array(this.order * n)
      const signs = new Int8Array(this.order * n)
      for (let g = 0; g < this.order; g++) {
        const { image, sign } = rep.monomial(this.list.at(g))
        for (let i = 0; i < n; i++) {
          source[g * n + image[i]!] = i
          signs[g * n + image[i]!] = sign[i]!
        }
      }
      this.#source = source
      this.#sign = signs
    } else {
      this.#matrices = new Float64Array(this.order * n * n)
      for (let g = 0; g < this.order; g++) this.#matrices.set(rep.matrix(this.list.at(g)), g * n * n)
    }
  }

  /** Coordinate i of ρ(g)x. */
  at(g: number, i: number, x: Float64Array): number {
    const n = this.#dim
    if (this.#source) return this.#sign![g * n + i]! * x[this.#source[g * n + i]!]!
    const start = (g * n + i) * n
    let sum = 0
    for (let j = 0; j < n; j++) sum += this.#matrices![start + j]! * x[j]!
    return sum
  }

  /** Adds weight · ρ(g)x to out. */
  addTo(g: number, x: Float64Array, weight: number, out: Float64Array): void {
    for (let i = 0; i < out.length; i++) out[i]! += weight * this.at(g, i, x)
  }
}

/** So many sets that are groups are remembered. */
const MOST_CHECKED = 10_000

/** Finds for vectors the elements that take them to the greatest of their images. */
export class GreatestImage {
  readonly table: ImageTable
  /** The elements found last, ascending: the first `count` entries. */
  readonly found: Int32Array
  count = 0
  readonly #groups = new Set<string>()

  constructor(rep: Representation) {
    this.table = new ImageTable(rep)
    this.found = new Int32Array(this.table.order)
  }

  /**
   * Sets `found` to the elements g for which ρ(g)x is lexicographically greatest, numbers up to delta apart being equal: a left coset's
   * inverse, of as many elements as the stabilizer has. A coordinate is only computed for those that are left.
   *
   * @throws AmbiguousToleranceError if they are not those of a group: delta cuts through a cluster
   */
  search(x: Float64Array, delta: number): void {
    const { table, found } = this
    const n = x.length
    for (let g = 0; g < table.order; g++) found[g] = g
    let left = table.order
    for (let i = 0; i < n && left > 1; i++) {
      let greatest = Number.NEGATIVE_INFINITY
      for (let k = 0; k < left; k++) {
        const v = table.at(found[k]!, i, x)
        if (v > greatest) greatest = v
      }
      let kept = 0
      for (let k = 0; k < left; k++) {
        if (table.at(found[k]!, i, x) >= greatest - delta) found[kept++] = found[k]!
      }
      left = kept
    }
    this.count = left
    if (left > 1) this.#checkGroup()
  }

  /**
   * The elements times the inverse of the first must be a group; a set is checked once. They generate one of their number iff they are
   * one: O(count · generators), and not a product for each pair.
   */
  #checkGroup(): void {
    const own = this.found.subarray(0, this.count)
    const key = own.join()
    if (this.#groups.has(key)) return
    const { list } = this.table
    const back = inverse(list.at(own[0]!))
    let group = subgroup(list.group, [])
    for (const g of own) {
      const h = compose(list.at(g), back)
      if (!contains(group, h)) group = subgroup(list.group, [...group.generators, h])
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
