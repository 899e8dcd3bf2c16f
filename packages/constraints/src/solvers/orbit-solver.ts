import { type SignedOrbits, signedOrbits } from '@buridan/core'
import { type Representation, TooLargeError } from '@buridan/groups'
import { SparseMap } from '../maps/sparse-map.js'
import type { StructuredMap, Vector } from '../maps/structured-map.js'
import type { BlockSolution } from '../solutions/block-solution.js'
import { blockText } from './block-text.js'

const MAX_PAIRS = 2 ** 27

/**
 * Solves a block of signed permutation representations exactly: W is constant up to sign on the orbits of index pairs
 * (i, j), and zero on orbits that meet their own negative. A group without generators is solved the same way whatever
 * its representations: every pair is an orbit.
 *
 * O(rows · cols · generators) time, 5 bytes a pair, no floating point but the final 1/√|orbit|. See docs/mathematics.md,
 * “Equivariant linear maps”.
 */
export function solveByOrbits(repIn: Representation, repOut: Representation): BlockSolution {
  const rows = repOut.dim
  const cols = repIn.dim
  if (rows * cols > MAX_PAIRS) {
    throw new TooLargeError(
      `${blockText(repIn, repOut)} has ${rows}·${cols} index pairs; the limit is ${MAX_PAIRS}`,
    )
  }
  const reason = repIn.isMonomial && repOut.isMonomial ? 'signed permutations' : 'no generators'
  const moves = repIn.group.generators.map((g) => ({ row: repOut.monomial(g), column: repIn.monomial(g) }))
  return new OrbitSolution(reason, rows, cols, signedOrbits(moves, rows, cols))
}

class OrbitSolution implements BlockSolution {
  readonly solver = 'orbits'
  readonly gap = Number.POSITIVE_INFINITY
  readonly rank: number
  readonly #label: Int32Array
  readonly #sign: Int8Array
  readonly #scale: Float64Array

  constructor(
    readonly reason: string,
    readonly rows: number,
    readonly cols: number,
    { numbers, sign, sizes }: SignedOrbits,
  ) {
    this.rank = sizes.length
    this.#label = numbers
    this.#sign = sign
    this.#scale = Float64Array.from(sizes, (size) => 1 / Math.sqrt(size))
  }

  /** The indicators of the orbits, with signs. */
  get spanning(): readonly StructuredMap[] {
    const { rows, cols, rank } = this
    return SparseMap.several(rows, cols, rank, (visit) => {
      for (let i = 0, pair = 0; i < rows; i++) {
        for (let j = 0; j < cols; j++, pair++) {
          const k = this.#label[pair]!
          if (k >= 0) visit(i, j, k, this.#sign[pair]!)
        }
      }
    })
  }

  combineInto(c: Float64Array, co: number, out: Float64Array, at: number, stride: number): void {
    const weights = this.#weights(c, co)
    const [label, sign] = [this.#label, this.#sign]
    for (let i = 0, pair = 0; i < this.rows; i++) {
      for (let j = 0; j < this.cols; j++, pair++) {
        const k = label[pair]!
        if (k >= 0) out[at + i * stride + j]! += weights[k]! * sign[pair]!
      }
    }
  }

  innerProducts(w: Float64Array, at: number, stride: number, out: Float64Array, oo: number): void {
    const [label, sign, scale] = [this.#label, this.#sign, this.#scale]
    out.fill(0, oo, oo + this.rank)
    for (let i = 0, pair = 0; i < this.rows; i++) {
      for (let j = 0; j < this.cols; j++, pair++) {
        const k = label[pair]!
        if (k >= 0) out[oo + k]! += sign[pair]! * scale[k]! * w[at + i * stride + j]!
      }
    }
  }

  mapInto(c: Float64Array, co: number, x: Vector, xo: number, y: Vector, yo: number): void {
    const weights = this.#weights(c, co)
    const [label, sign] = [this.#label, this.#sign]
    for (let i = 0, pair = 0; i < this.rows; i++) {
      let sum = 0
      for (let j = 0; j < this.cols; j++, pair++) {
        const k = label[pair]!
        if (k >= 0) sum += weights[k]! * sign[pair]! * x[xo + j]!
      }
      y[yo + i]! += sum
    }
  }

  mapTransposeInto(c: Float64Array, co: number, y: Vector, yo: number, x: Vector, xo: number): void {
    const weights = this.#weights(c, co)
    const [label, sign] = [this.#label, this.#sign]
    for (let i = 0, pair = 0; i < this.rows; i++) {
      const v = y[yo + i]!
      for (let j = 0; j < this.cols; j++, pair++) {
        const k = label[pair]!
        if (k >= 0) x[xo + j]! += weights[k]! * sign[pair]! * v
      }
    }
  }

  pairInto(x: Vector, xo: number, y: Vector, yo: number, out: Float64Array, oo: number): void {
    const [label, sign, scale] = [this.#label, this.#sign, this.#scale]
    for (let i = 0, pair = 0; i < this.rows; i++) {
      const v = y[yo + i]!
      for (let j = 0; j < this.cols; j++, pair++) {
        const k = label[pair]!
        if (k >= 0) out[oo + k]! += scale[k]! * sign[pair]! * v * x[xo + j]!
      }
    }
  }

  #weights(c: Float64Array, co: number): Float64Array {
    return this.#scale.map((s, k) => s * c[co + k]!)
  }
}
