import { objectOf, shown } from '@buridan/core'
import { InvalidArgumentError, TooLargeError } from '@buridan/groups'
import { SparseMap } from '../maps/sparse-map.js'
import type { StructuredMap, Vector } from '../maps/structured-map.js'

/** The most bytes of a block as an array. */
const MAX_BYTES = 2 ** 30

/** All solvers, from the strongest claim to the weakest. */
export const SOLVERS = [
  'diagrams',
  'regular',
  'orbits',
  'cosets',
  'elimination',
  'dense',
  'iterative',
] as const

/**
 * How a block is solved.
 *
 * - `diagrams`: closed forms, set partitions for S_n, perfect matchings and ε tensors for the classical groups
 * - `regular`: closed form for regular representations
 * - `orbits`: orbits of index pairs for signed permutations
 * - `cosets`: the same by orbits of stabilizers, without a table of index pairs
 * - `elimination`: exact sparse elimination for integer constraints
 * - `dense`: QR with column pivoting
 * - `iterative`: block Krylov, the constraints only applied
 */
export type Solver = (typeof SOLVERS)[number]

/**
 * An orthonormal basis Q_0 … Q_{r−1} of the equivariant maps of one block, a pair of summands ρ_in → ρ_out, shared by
 * all copies of the pair. Matrices are rows × cols, row-major. Methods do not check: for inner loops.
 */
export interface BlockSolution {
  readonly solver: Solver
  readonly reason: string
  readonly rank: number
  readonly rows: number
  readonly cols: number
  /** Least pivot or singular value kept out over the largest let in; Infinity where exact. */
  readonly gap: number
  /** Adds Σ c_k Q_k to a submatrix of `out` that starts at `at` with row length `stride`. */
  combineInto(c: Float64Array, co: number, out: Float64Array, at: number, stride: number): void
  /** Writes ⟨Q_k, W⟩ for all k, W a submatrix as above. */
  innerProducts(w: Float64Array, at: number, stride: number, out: Float64Array, oo: number): void
  /** y[yo…] += Σ c_k Q_k x[xo…], without W. */
  mapInto(c: Float64Array, co: number, x: Vector, xo: number, y: Vector, yo: number): void
  /** x[xo…] += Σ c_k Q_k⊤ y[yo…], without W. */
  mapTransposeInto(c: Float64Array, co: number, y: Vector, yo: number, x: Vector, xo: number): void
  /** out[oo + k] += y⊤ Q_k x for all k: the gradient of y⊤ (Σ c_k Q_k) x. */
  pairInto(x: Vector, xo: number, y: Vector, yo: number, out: Float64Array, oo: number): void
  /** Structured maps that span the same space, not orthonormal; as many as the rank, or more. */
  readonly spanning: readonly StructuredMap[]
}

/**
 * The block's basis as a rank × (rows · cols) matrix, row-major: row k is Q_k.
 *
 * @throws InvalidArgumentError if the value is not the solution of a block
 * @throws TooLargeError before anything is allocated if it would take over 1 GiB
 * @remarks O(rank · nonzeros of the maps that span the block), at most rows · cols each.
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
  if (typeof objectOf(block, 'a block').combineInto !== 'function') {
    throw new InvalidArgumentError(
      `${shown(block)} is no solution of a block: they are those of basis.blocks`,
    )
  }
  const { rank, rows, cols } = block
  const bytes = 8 * rank * rows * cols
  if (bytes > MAX_BYTES) {
    throw new TooLargeError(
      `${rank} maps of ${rows}×${cols} would take ${Math.ceil(bytes / 2 ** 20)} MiB; the limit is ${MAX_BYTES / 2 ** 20} MiB`,
    )
  }
  const out = new Float64Array(rank * rows * cols)
  const c = new Float64Array(rank)
  for (let k = 0; k < rank; k++) {
    c[k] = 1
    block.combineInto(c, 0, out, k * rows * cols, cols)
    c[k] = 0
  }
  return out
}

/** The basis maps of a block as sparse maps. */
export function sparseMaps(block: BlockSolution): SparseMap[] {
  const { rank, rows, cols } = block
  const q = materializeBlock(block)
  return Array.from({ length: rank }, (_, k) => SparseMap.fromDense(q, k * rows * cols, rows, cols, 1e-14))
}
