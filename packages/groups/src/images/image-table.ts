import { InvalidArgumentError } from '@buridan/core'
import { type ElementList, elementsOf } from '@buridan/permutations'
import { isFiniteRepresentation, representationOf } from '../representation/any-representation.js'
import type { Representation } from '../representation/representation.js'

/**
 * All ρ(g) of a listed group, as tables from which single coordinates of ρ(g)x are read: one entry and a sign for a signed permutation,
 * a row for other matrices.
 *
 * @throws TooLargeError if the group is too large to list
 * @throws InvalidArgumentError if `rep` is not a representation of a finite group
 * @remarks O(order · dim) numbers for signed permutations, O(order · dim²) for others; in time, as many entries of ρ(g).
 *
 * @example
 * ```ts
 * import { dihedral, ImageTable, tensor } from '@buridan/groups'
 * const table = new ImageTable(tensor(dihedral(4), 1))
 * const x = Float64Array.of(5, 6, 7, 8)
 * console.log(table.order, table.at(0, 2, x)) // → 8 7
 * const out = new Float64Array(4)
 * table.addTo(0, x, 0.5, out)
 * console.log(out) // → Float64Array(4) [ 2.5, 3, 3.5, 4 ]
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
    if (!isFiniteRepresentation(representationOf(rep, 'rep'))) {
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

  /**
   * Coordinate i of ρ(g)x, g by its number in the list; nothing is checked.
   *
   * @param x - dim numbers
   * @remarks O(1) for signed permutations, O(dim) for others.
   */
  at(g: number, i: number, x: Float64Array): number {
    const n = this.#dim
    if (this.#source) return this.#sign![g * n + i]! * x[this.#source[g * n + i]!]!
    const start = (g * n + i) * n
    let sum = 0
    for (let j = 0; j < n; j++) sum += this.#matrices![start + j]! * x[j]!
    return sum
  }

  /**
   * Adds weight · ρ(g)x to out, g by its number in the list; nothing is checked.
   *
   * @param x - dim numbers
   * @param out - dim numbers
   * @remarks O(dim) for signed permutations, O(dim²) for others.
   */
  addTo(g: number, x: Float64Array, weight: number, out: Float64Array): void {
    for (let i = 0; i < out.length; i++) out[i]! += weight * this.at(g, i, x)
  }
}
