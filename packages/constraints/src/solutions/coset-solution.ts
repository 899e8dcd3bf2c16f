import { type PointAxis, TooLargeError } from '@buridan/groups'
import { SparseMap } from '../maps/sparse-map.js'
import type { StructuredMap, Vector } from '../maps/structured-map.js'
import type { BlockSolution } from './block-solution.js'

/** The largest number of entries that {@link BlockSolution.spanning} lists. */
const MAX_LISTED = 2 ** 24

/** Input indices that the group takes to each other. */
export interface InputOrbit {
  readonly size: number
  /** Orbit of each output index under the stabilizer of the first input index; undefined if that is trivial. */
  readonly labels: Int32Array | undefined
  /** What normalizes each map, of as many as there are labels; one number for all where the stabilizer is trivial. */
  readonly scale: Float64Array | number
  /** First coefficient. */
  readonly offset: number
}

/** For each input index j an element t_j that takes the first index of its orbit to it. */
export interface Transversals {
  readonly degree: number
  /** t_j as images, one after the other. */
  readonly elements: Uint32Array
  /** Orbit of each input index. */
  readonly orbitOf: Int32Array
  readonly firsts: readonly { readonly index: number; readonly size: number }[]
}

/** The maps W_ij = w(t_j⁻¹ i), w constant on the orbits of the stabilizer of the first index. */
export class CosetSolution implements BlockSolution {
  readonly solver = 'cosets'
  readonly reason = 'permutations: orbits of stabilizers'
  readonly gap = Number.POSITIVE_INFINITY
  readonly #moved: Uint32Array

  constructor(
    readonly rank: number,
    readonly rows: number,
    readonly cols: number,
    readonly axes: readonly PointAxis[],
    readonly transversal: Transversals,
    readonly orbits: readonly InputOrbit[],
  ) {
    this.#moved = new Uint32Array(rows)
  }

  get spanning(): readonly StructuredMap[] {
    if (this.rows * this.cols > MAX_LISTED) {
      throw new TooLargeError(
        `the maps have ${this.rows * this.cols} entries; the limit for a list is ${MAX_LISTED}`,
      )
    }
    return SparseMap.several(this.rows, this.cols, this.rank, (visit) =>
      this.#eachEntry((i, j, k) => visit(i, j, k, 1)),
    )
  }

  combineInto(c: Float64Array, co: number, out: Float64Array, at: number, stride: number): void {
    this.#eachEntry((i, j, k, scale) => {
      out[at + i * stride + j]! += c[co + k]! * scale
    })
  }

  innerProducts(w: Float64Array, at: number, stride: number, out: Float64Array, oo: number): void {
    out.fill(0, oo, oo + this.rank)
    this.#eachEntry((i, j, k, scale) => {
      out[oo + k]! += w[at + i * stride + j]! * scale
    })
  }

  mapInto(c: Float64Array, co: number, x: Vector, xo: number, y: Vector, yo: number): void {
    this.#eachEntry(
      (i, j, k, scale) => {
        y[yo + i]! += c[co + k]! * scale * x[xo + j]!
      },
      (j) => x[xo + j] !== 0,
    )
  }

  mapTransposeInto(c: Float64Array, co: number, y: Vector, yo: number, x: Vector, xo: number): void {
    this.#eachEntry((i, j, k, scale) => {
      x[xo + j]! += c[co + k]! * scale * y[yo + i]!
    })
  }

  pairInto(x: Vector, xo: number, y: Vector, yo: number, out: Float64Array, oo: number): void {
    this.#eachEntry((i, j, k, scale) => {
      out[oo + k]! += scale * x[xo + j]! * y[yo + i]!
    })
  }

  /** Visits every entry of the wanted columns: its row, column, number among the basis and value there. */
  #eachEntry(
    visit: (i: number, j: number, k: number, scale: number) => void,
    wanted: (j: number) => boolean = () => true,
  ): void {
    const { orbitOf } = this.transversal
    for (let j = 0; j < this.cols; j++) {
      if (!wanted(j)) continue
      const { labels, scale, offset } = this.orbits[orbitOf[j]!]!
      const moved = this.#imagesUnder(j)
      for (let i = 0; i < this.rows; i++) {
        const l = labels ? labels[i]! : i
        visit(moved[i]!, j, offset + l, typeof scale === 'number' ? scale : scale[l]!)
      }
    }
  }

  /** Where t_j takes each output index. */
  #imagesUnder(j: number): Uint32Array {
    const { degree, elements } = this.transversal
    const moved = this.#moved
    moved[0] = 0
    let length = 1
    for (const { offset, dim } of this.axes) {
      // from the back, so that what is still needed is not overwritten
      for (let at = length - 1; at >= 0; at--) {
        const before = moved[at]! * dim
        for (let p = dim - 1; p >= 0; p--) {
          moved[at * dim + p] = before + elements[j * degree + offset + p]! - offset
        }
      }
      length *= dim
    }
    return moved
  }
}
