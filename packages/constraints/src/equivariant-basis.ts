import {
  finiteVector,
  InvalidArgumentError,
  type Representation,
  rng,
  sameGroup,
  shown,
  TooLargeError,
  UnsupportedError,
} from '@buridan/groups'
import type { BlockSolution, Solver } from './block-solution.js'
import { characterRank } from './character-rank.js'
import { solveDense } from './dense-solver.js'
import { RankMismatchError } from './errors.js'
import { solveByOrbits } from './orbit-solver.js'
import { type BasisBlock, sharedBlocks } from './shared-blocks.js'

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

const DEFAULT_MAX_BYTES = 2 ** 30
const MAX_CHECKED_ORDER = 2_000n

/**
 * An orthonormal basis Q of Hom_G(ρ_in, ρ_out) = { W : ρ_out(g) W = W ρ_in(g) }, as an operator ℝ^rank → ℝ^{m×n}. Held
 * in blocks: each pair of summands is solved once and shared by all copies. Matrices W are m × n, row-major.
 */
export class EquivariantBasis {
  /** dim Hom_G(ρ_in, ρ_out). */
  readonly rank: number

  /** @internal Use {@link equivariantBasis}. */
  constructor(
    readonly repIn: Representation,
    readonly repOut: Representation,
    readonly blocks: readonly BasisBlock[],
  ) {
    this.rank = blocks.reduce((sum, b) => sum + b.outCount * b.inCount * b.solution.rank, 0)
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

  /** W = Σ c_k Q_k. O(m · n) for orbit blocks. */
  apply(coefficients: ArrayLike<number>): Float64Array {
    const [m, n] = this.shape
    const w = new Float64Array(m * n)
    this.applyInto(finiteVector(coefficients, this.rank, 'coefficients'), w)
    return w
  }

  /** Adds Σ c_k Q_k to w. Unchecked: for inner loops. */
  applyInto(c: Float64Array, w: Float64Array): void {
    const n = this.repIn.dim
    this.#eachCopy((block, at, k) => block.solution.combineInto(c, k, w, at, n))
  }

  /** The coefficients ⟨Q_k, W⟩. */
  applyTranspose(matrix: ArrayLike<number>): Float64Array {
    const [m, n] = this.shape
    const w = finiteVector(matrix, m * n, 'W')
    const out = new Float64Array(this.rank)
    this.applyTransposeInto(w, out)
    return out
  }

  /** Writes the coefficients ⟨Q_k, W⟩ to out. Unchecked: for inner loops. */
  applyTransposeInto(w: Float64Array, out: Float64Array): void {
    const n = this.repIn.dim
    this.#eachCopy((block, at, k) => block.solution.innerProducts(w, at, n, out, k))
  }

  /** The equivariant matrix nearest to W, Q Q⊤ W. */
  project(matrix: ArrayLike<number>): Float64Array {
    return this.apply(this.applyTranspose(matrix))
  }

  /**
   * Q as a rank × (m · n) matrix, row-major: row k is Q_k.
   *
   * @throws TooLargeError before anything is allocated if it would take over `maxBytes`, 1 GiB by default
   */
  materialize(options: { maxBytes?: number } = {}): Float64Array {
    const [m, n] = this.shape
    const bytes = 8 * this.rank * m * n
    const { maxBytes = DEFAULT_MAX_BYTES } = options
    if (bytes > maxBytes) {
      throw new TooLargeError(
        `the basis would take ${bytes} bytes as a dense array; the limit is ${maxBytes}`,
      )
    }
    const out = new Float64Array(this.rank * m * n)
    const c = new Float64Array(Math.max(0, ...this.blocks.map((b) => b.solution.rank)))
    this.#eachCopy((block, at, offset) => {
      for (let k = 0; k < block.solution.rank; k++) {
        c[k] = 1
        block.solution.combineInto(c, 0, out, (offset + k) * m * n + at, n)
        c[k] = 0
      }
    })
    return out
  }

  /** Which solver each block took and why. */
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
   * The largest entry of ρ_out(g)W − Wρ_in(g) over the generators, for W = Σ c_k Q_k with random unit coefficients.
   *
   * @remarks O(generators · cost of ρ on m · n entries).
   */
  residual(options: { seed?: number } = {}): number {
    const random = rng(options.seed ?? 0)
    const c = new Float64Array(this.rank).map(() => random.normal())
    return equivarianceResidual(this.repIn, this.repOut, this.apply(c))
  }

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
}

/**
 * The largest entry of ρ_out(g)W − Wρ_in(g) over the generators, for a matrix W, m × n row-major.
 *
 * @example
 * ```ts
 * import { equivarianceResidual } from '@buridan/constraints'
 * import { cyclic, tensor } from '@buridan/groups'
 * const V = tensor(cyclic(2), 1)
 * console.log(equivarianceResidual(V, V, Float64Array.of(1, 2, 2, 1))) // → 0
 * ```
 */
export function equivarianceResidual(repIn: Representation, repOut: Representation, w: Float64Array): number {
  const m = repOut.dim
  const n = repIn.dim
  let worst = 0
  const column = new Float64Array(m)
  const moved = new Float64Array(m)
  const e = new Float64Array(n)
  const image = new Float64Array(n)
  const nonzero = new Uint32Array(n)
  for (const g of repIn.group.generators) {
    for (let j = 0; j < n; j++) {
      e[j] = 1
      repIn.applyInto(g, e, 0, image, 0)
      e[j] = 0
      let support = 0
      for (let k = 0; k < n; k++) if (image[k] !== 0) nonzero[support++] = k
      for (let i = 0; i < m; i++) column[i] = w[i * n + j]!
      repOut.applyInto(g, column, 0, moved, 0)
      for (let i = 0; i < m; i++) {
        let sum = moved[i]!
        for (let s = 0; s < support; s++) sum -= w[i * n + nonzero[s]!]! * image[nonzero[s]!]!
        worst = Math.max(worst, Math.abs(sum))
      }
    }
  }
  return worst
}

/** Options of {@link equivariantBasis}. */
export interface EquivariantBasisOptions {
  /** Forces a solver; by default orbits where the representations are signed permutations, else dense. */
  readonly solver?: Solver
  /** Compares the rank with the characters; by default where a dense solver was used and the order is at most 2000. */
  readonly checkRank?: boolean
}

/**
 * A basis of the equivariant linear maps W: ρ_in → ρ_out of a finite group.
 *
 * @param repIn - representation on the input space, dim n
 * @param repOut - representation on the output space, dim m, of the same group
 * @throws RepresentationMismatchError if the groups differ
 * @throws TooLargeError before the work if it would not fit, with the size
 * @throws RankMismatchError if a dense rank contradicts the characters
 * @throws UnsupportedError if `solver: 'orbits'` is forced on representations that are no signed permutations
 * @remarks For each pair of summands: orbits O(m·n·generators), dense O(generators · (m·n)³). See
 * docs/mathematics.md, “Equivariant linear maps”;
 * Finzi, Welling & Wilson 2021.
 *
 * @example
 * ```ts
 * import { equivariantBasis } from '@buridan/constraints'
 * import { dihedral, tensor } from '@buridan/groups'
 * const rep = tensor(dihedral(4), 1)
 * const basis = equivariantBasis(rep, rep)
 * console.log(basis.rank, basis.solver) // → 3 orbits
 * ```
 */
export function equivariantBasis(
  repIn: Representation,
  repOut: Representation,
  options: EquivariantBasisOptions = {},
): EquivariantBasis {
  sameGroup(repIn, repOut)
  if (options.solver !== undefined && options.solver !== 'orbits' && options.solver !== 'dense') {
    throw new InvalidArgumentError(`solver is ${shown(options.solver)}; it must be orbits or dense`)
  }
  const blocks = sharedBlocks(repIn, repOut, (a, b) => solveBlock(a, b, options.solver))
  const basis = new EquivariantBasis(repIn, repOut, blocks)
  checkRanks(basis, options.checkRank)
  return basis
}

function solveBlock(
  repIn: Representation,
  repOut: Representation,
  forced: Solver | undefined,
): BlockSolution {
  const exact = (repIn.isMonomial && repOut.isMonomial) || repIn.group.generators.length === 0
  if (forced === 'orbits' && !exact) {
    throw new UnsupportedError(
      `${repIn.text} → ${repOut.text} is ${repIn.structure} → ${repOut.structure}: no orbits`,
    )
  }
  return (forced ?? (exact ? 'orbits' : 'dense')) === 'orbits'
    ? solveByOrbits(repIn, repOut)
    : solveDense(repIn, repOut)
}

function checkRanks(basis: EquivariantBasis, forced: boolean | undefined): void {
  const dense = basis.blocks.filter((b) => b.solution.solver === 'dense')
  const wanted = forced ?? (dense.length > 0 && basis.repIn.group.order <= MAX_CHECKED_ORDER)
  if (!wanted) return
  for (const { repIn, repOut, solution } of forced ? basis.blocks : dense) {
    const expected = characterRank(repIn, repOut)
    if (expected !== solution.rank) {
      throw new RankMismatchError(
        `${repIn.text} → ${repOut.text}: the ${solution.solver} solver found rank ${solution.rank} (gap ${solution.gap}), ` +
          `the characters say ${expected}`,
      )
    }
  }
}
