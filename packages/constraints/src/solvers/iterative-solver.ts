import { euclideanDistance, euclideanNorm, innerProduct, OrthonormalSet, symmetricEigen } from '@buridan/core'
import { type Rng, rng, type Signal, TooLargeError } from '@buridan/groups'
import { NotConvergedError } from '../errors.js'
import type { BlockSolution } from '../solutions/block-solution.js'
import { DenseSolution } from '../solutions/dense-solution.js'
import { throwIfAborted } from './abort.js'
import {
  applyConstraint,
  applyConstraintTranspose,
  type ConstraintSystem,
  inUnits,
} from './constraint-system.js'
import { decidedGap, NULL_TOLERANCE, type RankGap } from './rank-gap.js'

/** The largest number of floats that are held: the Krylov space and its images. */
const MAX_FLOATS = 2 ** 27
const FIRST_BLOCK = 8
/** Powers of the operator in a cycle: more for small blocks. */
function stepsFor(block: number): number {
  return Math.min(10, Math.max(3, Math.ceil(400 / block)))
}
const MAX_CYCLES = 400
/** Ritz values up to this are zero: squares of singular values. */
const ZERO = NULL_TOLERANCE ** 2
/** Residual of an eigenpair, relative to the largest eigenvalue, at which it counts as converged. */
const CONVERGED = 1e-13
/** What a vector has beside a basis is rounding up to this part of its length. */
const ROUNDING = 1e-12

/**
 * Solves a block by block Krylov iteration on Σ C⊤C, where C(W) = LW − WR is only ever applied: restarted Rayleigh–Ritz on
 * [X, AX, …, A^s X], with X the best vectors so far and full orthogonalization.
 *
 * A random block of b columns contains, with probability one, min(b, r) independent directions of the r-dimensional
 * kernel. So the kernel is complete when fewer than b vectors converge to it and the next Ritz value has converged away
 * from zero; until then the block is doubled. Nothing is cut off silently: what does not converge is an error with its figures.
 *
 * O(cycles · steps · b · (nonzeros · dim + size · b · steps)) time, O(size · b · steps) memory.
 *
 * @throws NotConvergedError | TooLargeError
 * @throws AmbiguousToleranceError if the gap of the singular values does not decide the rank
 */
export function solveIteratively(system: ConstraintSystem, signal?: Signal): BlockSolution {
  const { rows, cols } = system
  const size = rows * cols
  const random = rng(0xb10c)
  const krylov = new Krylov(inUnits(system), random, signal)
  for (let b = Math.min(FIRST_BLOCK, size); ; b = Math.min(2 * b, size)) {
    const floats = 2 * size * Math.min(size, b * (stepsFor(b) + 1))
    if (floats > MAX_FLOATS) {
      throw new TooLargeError(
        `${system.text}: over ${b / 2} independent maps of ${size} entries; a block of ${b} would take ${Math.ceil(floats / 2 ** 17)} MiB`,
      )
    }
    const found = krylov.kernel(b)
    if (found.kernel.length < b || b === size) {
      const q = new Float64Array(found.kernel.length * size)
      found.kernel.forEach((v, k) => {
        q.set(v, k * size)
      })
      const reason = `block Krylov, ${krylov.cycles} cycles, residual ${found.residual.toExponential(1)}`
      const gap = decidedGap(found.gap, found.kernel.length, krylov.system)
      return new DenseSolution('iterative', reason, rows, cols, q, gap)
    }
  }
}

interface Kernel {
  readonly kernel: readonly Float64Array[]
  /** The largest ‖C v‖ over the constraints. */
  readonly residual: number
  readonly gap: RankGap
}

class Krylov {
  cycles = 0
  readonly #size: number
  /** The best vectors so far. */
  #block: Float64Array[] = []

  constructor(
    readonly system: ConstraintSystem,
    readonly random: Rng,
    readonly signal: Signal | undefined,
  ) {
    this.#size = system.rows * system.cols
  }

  /** Iterates with a block of b columns until the kernel, or all of b, has converged. */
  kernel(b: number): Kernel {
    let block = this.#block.slice()
    while (block.length < b) block.push(new Float64Array(this.#size).map(() => this.random.normal()))
    for (let cycle = 0; ; cycle++) {
      this.cycles++
      const ritz = this.#rayleighRitz(this.#space(block), b)
      block = ritz.vectors
      const kernel = ritz.vectors.filter((_, k) => ritz.values[k]! <= ZERO)
      const r = kernel.length
      const settled = ritz.residuals.slice(0, r).every((v) => v <= CONVERGED * ritz.largest)
      const next = ritz.values[r]
      // an eigenvalue lies within the residual of the Ritz value
      const separate = next === undefined || ritz.residuals[r]! <= 0.1 * next
      if (settled && separate) {
        this.#block = block
        // ‖C v‖ itself: of its square float64 knows no more than half the digits
        const residual = this.#residual(kernel)
        const kept = next === undefined ? Number.POSITIVE_INFINITY : Math.sqrt(next)
        return { kernel, residual, gap: { kept, dropped: residual } }
      }
      if (cycle === MAX_CYCLES) {
        throw new NotConvergedError(
          `${this.system.text}: after ${MAX_CYCLES} cycles with ${b} columns ${r} Ritz values are zero, the residuals are up to ` +
            `${Math.max(...ritz.residuals).toExponential(1)} and the next value is ${next}, of ${ritz.largest}`,
        )
      }
    }
  }

  /** An orthonormal basis of [X, AX, …, A^s X] and its images under A. */
  #space(block: readonly Float64Array[]): { basis: Float64Array[]; images: Float64Array[] } {
    const basis = new OrthonormalSet(this.#size)
    const images: Float64Array[] = []
    let front = block
    for (let s = 0; s <= stepsFor(block.length) && front.length > 0; s++) {
      const before = basis.size
      for (const v of front) basis.add(v, ROUNDING)
      front = basis.vectors.slice(before).map((v) => this.#apply(v))
      images.push(...front)
    }
    return { basis: basis.vectors, images }
  }

  #rayleighRitz(
    { basis, images }: { basis: Float64Array[]; images: Float64Array[] },
    b: number,
  ): { vectors: Float64Array[]; values: number[]; residuals: number[]; largest: number } {
    const s = basis.length
    const projected = new Float64Array(s * s)
    for (let i = 0; i < s; i++) {
      for (let j = 0; j <= i; j++) {
        const v = innerProduct(basis[i]!, images[j]!)
        projected[i * s + j] = v
        projected[j * s + i] = v
      }
    }
    const eigen = symmetricEigen(projected, s)
    const best = Array.from({ length: Math.min(b, s) }, (_, k) => k)
    const combine = (from: Float64Array[], k: number) => {
      const out = new Float64Array(this.#size)
      for (let i = 0; i < s; i++) {
        const weight = eigen.vectors[k * s + i]!
        const v = from[i]!
        for (let e = 0; e < out.length; e++) out[e]! += weight * v[e]!
      }
      return out
    }
    const vectors = best.map((k) => combine(basis, k))
    const values = best.map((k) => Math.max(0, eigen.values[k]!))
    const residuals = best.map((k, i) => {
      const image = combine(images, k)
      return euclideanDistance(
        image,
        vectors[i]!.map((v) => values[i]! * v),
      )
    })
    return { vectors, values, residuals, largest: eigen.values[s - 1]! || 1 }
  }

  /** Σ C⊤ C v. */
  #apply(v: Float64Array): Float64Array {
    throwIfAborted(this.signal)
    const out = new Float64Array(this.#size)
    for (const constraint of this.system.constraints) {
      const image = new Float64Array(this.#size)
      applyConstraint(constraint, v, this.system.cols, image)
      applyConstraintTranspose(constraint, image, this.system.cols, out)
    }
    return out
  }

  #residual(kernel: readonly Float64Array[]): number {
    let worst = 0
    for (const v of kernel) {
      for (const constraint of this.system.constraints) {
        const image = new Float64Array(this.#size)
        applyConstraint(constraint, v, this.system.cols, image)
        worst = Math.max(worst, euclideanNorm(image))
      }
    }
    return worst
  }
}
