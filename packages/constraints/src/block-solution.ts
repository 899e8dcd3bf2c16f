/** How a block was solved. */
export type Solver = 'orbits' | 'dense'

/**
 * An orthonormal basis Q_0 … Q_{r−1} of the equivariant maps of one block, a pair of summands ρ_in → ρ_out, shared by
 * all copies of the pair. Matrices are rows × cols, row-major.
 */
export interface BlockSolution {
  readonly solver: Solver
  readonly reason: string
  readonly rank: number
  readonly rows: number
  readonly cols: number
  /** Least singular value kept out over the largest let in; Infinity where exact. */
  readonly gap: number
  /** Adds Σ c_k Q_k to a submatrix of `out` that starts at `at` with row length `stride`. */
  combineInto(c: Float64Array, co: number, out: Float64Array, at: number, stride: number): void
  /** Writes ⟨Q_k, W⟩ for all k, W a submatrix as above. */
  innerProducts(w: Float64Array, at: number, stride: number, out: Float64Array, oo: number): void
}

/**
 * The block's basis as a rank × (rows · cols) matrix, row-major: row k is Q_k.
 *
 * @example
 * ```ts
 * import { equivariantBasis, materializeBlock } from '@buridan/constraints'
 * import { cyclic, tensor } from '@buridan/groups'
 * const V = tensor(cyclic(3), 1)
 * console.log(materializeBlock(equivariantBasis(V, V).blocks[0]!.solution).length) // → 27
 * ```
 */
export function materializeBlock(block: BlockSolution): Float64Array {
  const { rank, rows, cols } = block
  const out = new Float64Array(rank * rows * cols)
  const c = new Float64Array(rank)
  for (let k = 0; k < rank; k++) {
    c[k] = 1
    block.combineInto(c, 0, out, k * rows * cols, cols)
    c[k] = 0
  }
  return out
}
