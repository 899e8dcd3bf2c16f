import { finiteVector, integerIn } from '@buridan/core'
import { TooLargeError } from '@buridan/groups'
import { type BlockBasis, byteLimit, reordered, restored } from './block-basis.js'
import type { BasisBlock } from './shared-blocks.js'

/**
 * An equivariant linear map W = Σ c_k Q_k, m × n, applied by the structure of its basis: no matrix is built unless asked for.
 *
 * @example
 * ```ts
 * import { equivariantBasis } from '@buridan/constraints'
 * import { cyclic, tensor } from '@buridan/groups'
 * const V = tensor(cyclic(3), 1)
 * const basis = equivariantBasis(V, V)
 * const map = basis.combine(basis.applyTranspose([1, 2, 3, 3, 1, 2, 2, 3, 1]))
 * console.log(Array.from(map.apply([1, 0, 0]), Math.round)) // → [ 1, 3, 2 ]
 * console.log(Array.from(map.applyTranspose([1, 0, 0]), Math.round)) // → [ 1, 2, 3 ]
 * console.log(Array.from(map.row(0), Math.round), Array.from(map.column(0), Math.round)) // → [ 1, 2, 3 ] [ 1, 3, 2 ]
 * console.log(map.materialize().length) // → 9
 * ```
 */
export class EquivariantMap {
  /** @internal Use {@link EquivariantBasis.combine}. */
  constructor(
    readonly basis: BlockBasis,
    readonly coefficients: Float64Array,
  ) {}

  /**
   * W x.
   *
   * @param x - n numbers
   * @returns m numbers
   * @throws InvalidArgumentError | RepresentationMismatchError for wrong numbers of entries, entries that are not finite, or a product that is not
   * @remarks O(nonzeros of the maps that span the blocks), at most m · n each; W is not built.
   */
  apply(x: ArrayLike<number>): Float64Array {
    const { repIn, repOut, order } = this.basis
    const inside = reordered(finiteVector(x, repIn.dim, 'x'), order.in)
    const y = new Float64Array(repOut.dim)
    this.#eachCopy((b, k, from, to) => b.solution.mapInto(this.coefficients, k, inside, from, y, to))
    return restored(y, order.out)
  }

  /**
   * W⊤ y.
   *
   * @param y - m numbers
   * @returns n numbers
   * @throws InvalidArgumentError | RepresentationMismatchError for wrong numbers of entries, entries that are not finite, or a product that is not
   * @remarks O(nonzeros of the maps that span the blocks), at most m · n each; W is not built.
   */
  applyTranspose(y: ArrayLike<number>): Float64Array {
    const { repIn, repOut, order } = this.basis
    const outside = reordered(finiteVector(y, repOut.dim, 'y'), order.out)
    const x = new Float64Array(repIn.dim)
    this.#eachCopy((b, k, from, to) =>
      b.solution.mapTransposeInto(this.coefficients, k, outside, to, x, from),
    )
    return restored(x, order.in)
  }

  /**
   * Row i of W.
   *
   * @returns n numbers
   * @throws InvalidArgumentError if i is not an integer from 0 to m − 1
   * @remarks As {@link EquivariantMap.applyTranspose}.
   */
  row(i: number): Float64Array {
    const y = new Float64Array(this.basis.repOut.dim)
    y[integerIn(i, 0, y.length - 1, 'the row')] = 1
    return this.applyTranspose(y)
  }

  /**
   * Column j of W.
   *
   * @returns m numbers
   * @throws InvalidArgumentError if j is not an integer from 0 to n − 1
   * @remarks As {@link EquivariantMap.apply}.
   */
  column(j: number): Float64Array {
    const x = new Float64Array(this.basis.repIn.dim)
    x[integerIn(j, 0, x.length - 1, 'the column')] = 1
    return this.apply(x)
  }

  /**
   * W as a matrix, m × n, row-major.
   *
   * @throws TooLargeError before anything is allocated if it would take over `maxBytes`, 1 GiB by default
   * @remarks O(nonzeros of the maps that span the blocks), at most m · n each.
   */
  materialize(options: { maxBytes?: number } = {}): Float64Array {
    const [m, n] = [this.basis.repOut.dim, this.basis.repIn.dim]
    const maxBytes = byteLimit(options)
    if (8 * m * n > maxBytes) {
      throw new TooLargeError(
        `the matrix would take ${8 * m * n} bytes; the limit is ${maxBytes}. combine(coefficients) applies it without`,
      )
    }
    const w = new Float64Array(m * n)
    this.basis.applyInto(this.coefficients, w)
    return w
  }

  #eachCopy(visit: (block: BasisBlock, coefficient: number, from: number, to: number) => void): void {
    for (const b of this.basis.blocks) {
      const { rows, cols, rank } = b.solution
      if (rank === 0) continue
      for (let o = 0; o < b.outCount; o++) {
        for (let i = 0; i < b.inCount; i++) {
          visit(
            b,
            b.coefficientOffset + (o * b.inCount + i) * rank,
            b.inOffset + i * cols,
            b.outOffset + o * rows,
          )
        }
      }
    }
  }
}
