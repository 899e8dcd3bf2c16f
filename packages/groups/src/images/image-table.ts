import { InvalidArgumentError } from '@buridan/core'
import { type ElementList, elementsOf } from '@buridan/permutations'
import { representationOf } from '../representation/any-representation.js'
import { Representation } from '../representation/representation.js'

/**
 * All ρ(g) of a listed group, as tables from which single coordinates of ρ(g)x are read: one entry and a sign for a signed permutation,
 * a row for other matrices. O(order · dim) numbers for signed permutations, O(order · dim²) for others.
 *
 * @throws TooLargeError if the group is too large to list, InvalidArgumentError if `rep` is no representation of a finite group
 *
 * @example
 * ```ts
 * import { dihedral, ImageTable, tensor } from '@buridan/groups'
 * const table = new ImageTable(tensor(dihedral(4), 1))
 * console.log(table.order, table.at(0, 2, Float64Array.of(5, 6, 7, 8))) // → 8 7
 * ```
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
    if (!(representationOf(rep, 'rep') instanceof Representation)) {
      throw new InvalidArgumentError(
        `${rep.group.name} has infinitely many elements; images are listed of finite groups`,
      )
    }
    this.list = elementsOf(rep.group)
    this.order = this.list.order
    this.#dim = rep.dim
    const n = rep.dim
    if (rep.isMonomial) {
      const source = new Int32Array(this.order * n)
      const signs = new Int8Array(this.order * n)
      for (let g = 0; g < this.order; g++) {
        const { image, sign } = rep.monomial(this.list.view(g))
        for (let i = 0; i < n; i++) {
          source[g * n + image[i]!] = i
          signs[g * n + image[i]!] = sign[i]!
        }
      }
      this.#source = source
      this.#sign = signs
    } else {
      this.#matrices = new Float64Array(this.order * n * n)
      for (let g = 0; g < this.order; g++) this.#matrices.set(rep.matrix(this.list.view(g)), g * n * n)
    }
  }

  /** Coordinate i of ρ(g)x, g by its number in the list; not checked. */
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
