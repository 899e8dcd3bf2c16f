import { finiteVector, integerIn, isKind, KIND, type Kind, knownOptions } from '@buridan/core'
import { type AnyRepresentation, rng, TooLargeError } from '@buridan/groups'
import type { Solver } from '../solutions/block-solution.js'
import { type BlockBasis, type BlockOrder, byteLimit, reordered } from './block-basis.js'
import { EquivariantMap } from './equivariant-map.js'
import { residualOf } from './residual.js'
import type { BasisBlock } from './shared-blocks.js'

/** What {@link EquivariantBasis.explain} says of a block. */
export interface BlockExplanation {
  readonly block: string
  readonly copies: string
  readonly shape: string
  readonly rank: number
  readonly solver: Solver
  readonly reason: string
  readonly gap: number
}

/**
 * An orthonormal basis Q of Hom_G(ρ_in, ρ_out) = { W : ρ_out(g) W = W ρ_in(g) }, as an operator ℝ^rank → ℝ^{m×n}. Held
 * in blocks: each pair of summands is solved once and shared by all copies. Matrices W are m × n, row-major. For complex
 * groups the basis is real, and one over ℂ of the complex maps.
 *
 * @example
 * ```ts
 * import { equivariantBasis } from '@buridan/constraints'
 * import { cyclic, tensor } from '@buridan/groups'
 * const V = tensor(cyclic(2), 1)
 * const basis = equivariantBasis(V, V) // W = [a b; b a]
 * const c = basis.applyTranspose([3, 1, 1, 3])
 * console.log(Array.from(basis.apply(c), Math.round)) // → [ 3, 1, 1, 3 ]
 * console.log(Array.from(basis.combine(c).apply([1, 0]), Math.round)) // → [ 3, 1 ]
 * console.log(Array.from(basis.project([1, 2, 3, 5]), (w) => w.toFixed(1))) // → [ '3.0', '2.5', '2.5', '3.0' ]
 * console.log(basis.materialize().length, basis.column(0).length, basis.row(0, 1).length) // → 8 4 2
 * console.log(basis.pairing([1, 0], [0, 1]).length, basis.explain().length) // → 2 1
 * console.log(basis.residual() < 1e-12) // → true
 * const w = new Float64Array(4)
 * basis.applyInto(c, w)
 * basis.applyTransposeInto(w, c)
 * ```
 */
export class EquivariantBasis implements BlockBasis {
  /** @internal */
  get [KIND](): Kind {
    return 'equivariant basis'
  }

  /** @internal Also what another copy of the package made. */
  static [Symbol.hasInstance](value: unknown): boolean {
    return isKind(value, 'equivariant basis')
  }

  /** dim Hom_G(ρ_in, ρ_out). */
  readonly rank: number

  /** The pairs of summands, frozen. */
  readonly blocks: readonly BasisBlock[]
  readonly #order: BlockOrder

  /** @internal Use {@link equivariantBasis}. */
  constructor(
    readonly repIn: AnyRepresentation,
    readonly repOut: AnyRepresentation,
    blocks: readonly BasisBlock[],
    order: BlockOrder = { in: undefined, out: undefined },
  ) {
    // bases are shared by caches: what one caller writes into the lists must not reach another
    this.blocks = Object.freeze(blocks.map((block) => Object.freeze({ ...block })))
    this.#order = order
    this.rank = blocks.reduce((sum, b) => sum + b.outCount * b.inCount * b.solution.rank, 0)
  }

  /** The coordinates as blocks have them, copied. */
  get order(): BlockOrder {
    return { in: this.#order.in?.slice(), out: this.#order.out?.slice() }
  }

  /** [m, n] = [dim ρ_out, dim ρ_in]. */
  get shape(): readonly [number, number] {
    return [this.repOut.dim, this.repIn.dim]
  }

  /** The solvers used, such as `orbits` or `orbits+dense`. */
  get solver(): string {
    return (
      [...new Set(this.blocks.map((b) => b.solution.solver))].sort((a, b) => b.localeCompare(a)).join('+') ||
      'none'
    )
  }

  /**
   * The map W = Σ c_k Q_k, not as a matrix: it is applied by its structure.
   *
   * @param coefficients - rank numbers
   * @throws InvalidArgumentError | RepresentationMismatchError for wrong numbers of entries, or entries that are not finite
   * @remarks O(rank).
   */
  combine(coefficients: ArrayLike<number>): EquivariantMap {
    return new EquivariantMap(this, finiteVector(coefficients, this.rank, 'coefficients'))
  }

  /**
   * W = Σ c_k Q_k as a matrix.
   *
   * @param coefficients - rank numbers
   * @returns W, m × n, row-major
   * @throws TooLargeError before anything is allocated if it would take over 1 GiB: see {@link EquivariantBasis.combine}
   * @throws InvalidArgumentError | RepresentationMismatchError for wrong numbers of entries, or entries that are not finite
   * @remarks O(nonzeros of the maps that span the blocks), at most m · n each.
   */
  apply(coefficients: ArrayLike<number>): Float64Array {
    return this.combine(coefficients).materialize()
  }

  /**
   * Adds Σ c_k Q_k to w. Unchecked: for inner loops.
   *
   * @param c - rank numbers
   * @param w - m × n, row-major
   * @remarks O(nonzeros of the maps that span the blocks), at most m · n each.
   */
  applyInto(c: Float64Array, w: Float64Array): void {
    const n = this.repIn.dim
    if (!this.#order.in && !this.#order.out) {
      this.#eachCopy((block, at, k) => block.solution.combineInto(c, k, w, at, n))
      return
    }
    const inner = new Float64Array(w.length)
    this.#eachCopy((block, at, k) => block.solution.combineInto(c, k, inner, at, n))
    this.#eachPlace((place, original) => {
      w[original]! += inner[place]!
    })
  }

  /**
   * The coefficients ⟨Q_k, W⟩.
   *
   * @param matrix - W, m × n, row-major
   * @returns rank numbers
   * @throws InvalidArgumentError | RepresentationMismatchError for wrong numbers of entries, or entries that are not finite
   * @remarks O(nonzeros of the maps that span the blocks), at most m · n each.
   */
  applyTranspose(matrix: ArrayLike<number>): Float64Array {
    const [m, n] = this.shape
    const w = finiteVector(matrix, m * n, 'W')
    const out = new Float64Array(this.rank)
    this.applyTransposeInto(w, out)
    return out
  }

  /**
   * Writes the coefficients ⟨Q_k, W⟩ to out. Unchecked: for inner loops.
   *
   * @param w - W, m × n, row-major
   * @param out - rank numbers
   * @remarks O(nonzeros of the maps that span the blocks), at most m · n each.
   */
  applyTransposeInto(w: Float64Array, out: Float64Array): void {
    const n = this.repIn.dim
    let inner = w
    if (this.#order.in || this.#order.out) {
      inner = new Float64Array(w.length)
      this.#eachPlace((place, original) => {
        inner[place] = w[original]!
      })
    }
    this.#eachCopy((block, at, k) => block.solution.innerProducts(inner, at, n, out, k))
  }

  /**
   * The equivariant matrix nearest to W, Q Q⊤ W.
   *
   * @param matrix - W, m × n, row-major
   * @returns m × n, row-major
   * @throws As {@link EquivariantBasis.applyTranspose}
   * @remarks As {@link EquivariantBasis.apply}.
   */
  project(matrix: ArrayLike<number>): Float64Array {
    return this.apply(this.applyTranspose(matrix))
  }

  /**
   * The basis matrix Q_k, a column of Q, m × n. O(m · n) and the cost of the block.
   *
   * @throws InvalidArgumentError if k is not an integer from 0 to rank − 1
   * @throws TooLargeError as {@link EquivariantBasis.apply}
   */
  column(k: number): Float64Array {
    const c = new Float64Array(this.rank)
    c[integerIn(k, 0, this.rank - 1, 'the number of the basis matrix')] = 1
    return this.apply(c)
  }

  /**
   * The entries (Q_k)_ij for all k, a row of Q.
   *
   * @throws InvalidArgumentError if i or j is not an index of W
   * @remarks As {@link EquivariantBasis.pairing}.
   */
  row(i: number, j: number): Float64Array {
    const [m, n] = this.shape
    integerIn(i, 0, m - 1, 'the row of W')
    integerIn(j, 0, n - 1, 'the column of W')
    const [x, y] = [new Float64Array(n), new Float64Array(m)]
    x[j] = 1
    y[i] = 1
    return this.pairing(x, y)
  }

  /**
   * y⊤ Q_k x for all k: the gradient of y⊤Wx in the coefficients, without W.
   *
   * @param x - n numbers
   * @param y - m numbers
   * @returns rank numbers
   * @throws InvalidArgumentError | RepresentationMismatchError for wrong numbers of entries, or entries that are not finite
   * @remarks O(nonzeros of the maps that span the blocks), at most m · n each.
   */
  pairing(x: ArrayLike<number>, y: ArrayLike<number>): Float64Array {
    const [m, n] = this.shape
    const inside = reordered(finiteVector(x, n, 'x'), this.#order.in)
    const outside = reordered(finiteVector(y, m, 'y'), this.#order.out)
    const out = new Float64Array(this.rank)
    for (const b of this.blocks) {
      const { rows, cols, rank } = b.solution
      for (let o = 0; o < b.outCount; o++) {
        for (let i = 0; i < b.inCount; i++) {
          const at = b.coefficientOffset + (o * b.inCount + i) * rank
          b.solution.pairInto(inside, b.inOffset + i * cols, outside, b.outOffset + o * rows, out, at)
        }
      }
    }
    return finiteVector(out, this.rank, 'the pairing, of numbers too large,')
  }

  /**
   * Q as a rank × (m · n) matrix, row-major: row k is Q_k.
   *
   * @throws TooLargeError before anything is allocated if it would take over `maxBytes`, 1 GiB by default
   * @remarks O(rank · cost of {@link EquivariantBasis.column}).
   */
  materialize(options: { maxBytes?: number } = {}): Float64Array {
    const [m, n] = this.shape
    const bytes = 8 * this.rank * m * n
    const maxBytes = byteLimit(options)
    if (bytes > maxBytes) {
      throw new TooLargeError(
        `the basis would take ${bytes} bytes as a dense array; the limit is ${maxBytes}`,
      )
    }
    const out = new Float64Array(this.rank * m * n)
    const c = new Float64Array(this.rank)
    for (let k = 0; k < this.rank; k++) {
      c[k] = 1
      this.#columnInto(k, c, out.subarray(k * m * n, (k + 1) * m * n))
      c[k] = 0
    }
    return out
  }

  /** Adds Q_k to w, where c is the unit vector k. */
  #columnInto(k: number, c: Float64Array, w: Float64Array): void {
    const n = this.repIn.dim
    const inner = this.#order.in || this.#order.out ? new Float64Array(w.length) : w
    const block = this.blocks.findLast((b) => b.coefficientOffset <= k && b.solution.rank > 0)!
    const { rank, rows, cols } = block.solution
    const copy = Math.floor((k - block.coefficientOffset) / rank)
    const [o, i] = [Math.floor(copy / block.inCount), copy % block.inCount]
    const at = (block.outOffset + o * rows) * n + block.inOffset + i * cols
    block.solution.combineInto(c, block.coefficientOffset + copy * rank, inner, at, n)
    if (inner !== w) {
      this.#eachPlace((place, original) => {
        w[original] = inner[place]!
      })
    }
  }

  /**
   * Which solver each block took and why.
   *
   * @remarks O(blocks).
   */
  explain(): BlockExplanation[] {
    return this.blocks.map(({ repIn, repOut, inCount, outCount, solution }) => ({
      block: `${repIn.text} → ${repOut.text}`,
      copies: `${inCount} → ${outCount}`,
      shape: `${solution.rows}×${solution.cols}`,
      rank: solution.rank,
      solver: solution.solver,
      reason: solution.reason,
      gap: solution.gap,
    }))
  }

  /**
   * How far from equivariant W = Σ c_k Q_k is, for random unit coefficients: the largest entry of
   * (ρ_out(g)W − Wρ_in(g))x, x random, over the generators, and of the same with dρ over the Lie algebra.
   * Of blocks of over 2²⁴ entries sixteen random columns are tested.
   *
   * @throws InvalidArgumentError if the seed is not an integer
   * @remarks O(generators · (cost of ρ and of W)): neither W nor ρ(g) is built.
   */
  residual(options: { seed?: number } = {}): number {
    return residualOf(this, rng(knownOptions(options, { seed: true }, 'residual').seed ?? 0))
  }

  /** Visits the copies of all blocks: where the submatrix starts in W, and its first coefficient. */
  #eachCopy(visit: (block: BasisBlock, at: number, coefficient: number) => void): void {
    const n = this.repIn.dim
    for (const block of this.blocks) {
      const { rows, cols, rank } = block.solution
      for (let o = 0; o < block.outCount; o++) {
        for (let i = 0; i < block.inCount; i++) {
          const at = (block.outOffset + o * rows) * n + block.inOffset + i * cols
          visit(block, at, block.coefficientOffset + (o * block.inCount + i) * rank)
        }
      }
    }
  }

  /** Visits the entries of W as the blocks have them, with their place in W. */
  #eachPlace(visit: (place: number, original: number) => void): void {
    const [m, n] = this.shape
    const { in: ins, out: outs } = this.#order
    for (let i = 0, place = 0; i < m; i++) {
      const row = (outs ? outs[i]! : i) * n
      for (let j = 0; j < n; j++, place++) visit(place, row + (ins ? ins[j]! : j))
    }
  }
}
