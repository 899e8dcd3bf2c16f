import {
  composeInto,
  equalPermutations,
  identityPermutation,
  type Matrix3,
  multiply3,
  type Permutation,
  transpose3,
} from '@buridan/core'
import type { MeasuredMatrix } from '../operations/ideal-matrices.js'
import { hashOf, type OperationTable } from '../operations/operation-table.js'
import { fitOrthogonal } from '../operations/orthogonal-fit.js'
import { improveRotation } from '../operations/rotation-fit.js'
import type { SiteRows } from './site-rows.js'
import type { PointMetric } from './sites.js'

/** An operation by the permutation of the rows, with the matrix that fits it best. */
export interface NearOperation extends MeasuredMatrix {
  readonly action: Permutation
  /** The distance of rows from their images in the metric; Infinity beyond the radius. */
  readonly deviation: number
}

/** The most fits in the search for one operation; two are usual. */
const FITS = 4
/** Axes of tensors at most this share of their length from their images are matched. */
const ASKEW = 0.5
/** Products of this many operations are kept in a table. */
const MOST_TABLED = 1024

/**
 * Operations of rows, each known by its permutation and its determinant, and fitted once. A product of two that is not known yet is fitted
 * on first use.
 */
export class NearOperations implements OperationTable {
  readonly #operations: NearOperation[] = []
  readonly #buckets = new Map<number, number[]>()
  /** Known products plus 1, −1 for none; 0 where a product is not known yet. */
  #products = new Int32Array(0)
  /** The number of rows and of columns of the table. */
  #stride = 0
  readonly #moved: Float64Array
  readonly #action: Permutation
  readonly #sums = new Float64Array(9)
  /** Rows with few possible images first, which fail early. */
  readonly #order: Int32Array

  constructor(
    readonly rows: SiteRows,
    /** The possible images of each row. */
    readonly allowed: readonly Int32Array[],
    /** Operations with a larger deviation are left out. */
    readonly radius: number,
    readonly metric: PointMetric,
  ) {
    this.#moved = new Float64Array(rows.vectorWidth)
    this.#action = new Uint32Array(rows.count)
    this.#order = Int32Array.from(allowed.keys()).sort((a, b) => allowed[a]!.length - allowed[b]!.length)
    const matrix = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1)
    this.#add({ matrix, determinant: 1, action: identityPermutation(rows.count), deviation: 0 })
  }

  /** The number of known operations, those left out too. */
  get size(): number {
    return this.#operations.length
  }

  at(number: number): NearOperation {
    return this.#operations[number]!
  }

  deviation(number: number): number {
    return this.#operations[number]!.deviation
  }

  product(a: number, b: number): number {
    const known = a < this.#stride && b < this.#stride ? this.#products[a * this.#stride + b]! : 0
    if (known !== 0) return known > 0 ? known - 1 : -1
    const product = this.#product(a, b)
    if (this.size > this.#stride && this.#stride < MOST_TABLED) {
      this.#stride = Math.min(MOST_TABLED, 2 * this.size)
      this.#products = new Int32Array(this.#stride * this.#stride)
    }
    if (a < this.#stride && b < this.#stride) {
      this.#products[a * this.#stride + b] = product < 0 ? -1 : product + 1
    }
    return product
  }

  #product(a: number, b: number): number {
    const [second, first] = [this.#operations[a]!, this.#operations[b]!]
    composeInto(second.action, first.action, this.#action)
    const determinant = second.determinant === first.determinant ? 1 : -1
    const known = this.#find(this.#action, determinant)
    const found =
      known >= 0
        ? known
        : this.#fit(this.#action.slice(), determinant, multiply3(second.matrix, first.matrix))
    return this.deviation(found) <= this.radius ? found : -1
  }

  /**
   * Adds the operation near a matrix, if there is one.
   *
   * @param reach - for each row the largest distance of its match from its image
   */
  seek(start: Matrix3, determinant: 1 | -1, reach: Float64Array): void {
    let matrix = start
    for (let fits = 0; fits < FITS && this.#match(matrix, determinant, reach); fits++) {
      if (this.#find(this.#action, determinant) >= 0) return
      const { matrix: fitted, deviation } = this.at(this.#fit(this.#action.slice(), determinant, matrix))
      if (deviation <= this.radius) return
      matrix = fitted
    }
  }

  #add(operation: NearOperation): number {
    const number = this.#operations.length
    this.#operations.push(operation)
    const hash = hashOf(operation.action, operation.determinant)
    const bucket = this.#buckets.get(hash)
    if (bucket) bucket.push(number)
    else this.#buckets.set(hash, [number])
    return number
  }

  #find(action: Permutation, determinant: 1 | -1): number {
    const bucket = this.#buckets.get(hashOf(action, determinant))
    if (!bucket) return -1
    for (const number of bucket) {
      const known = this.#operations[number]!
      if (known.determinant === determinant && equalPermutations(known.action, action)) return number
    }
    return -1
  }

  /** Matches the image of each row with the nearest free row, in `#action`; false if one has none within reach. */
  #match(matrix: Matrix3, determinant: 1 | -1, reach: Float64Array): boolean {
    const { rows, allowed } = this
    const to = determinant > 0 ? rows.numbers : rows.reflected
    const action = this.#action
    action.fill(rows.count)
    const used = new Uint8Array(rows.count)
    for (const row of this.#order) {
      this.#move(matrix, row)
      const list = allowed[row]!
      let nearest = -1
      let least = reach[row]! ** 2
      for (let k = 0; k < list.length; k++) {
        const other = list[k]!
        if (used[other]) continue
        const d = this.#squaredDistance(row, other, to)
        if (d > least) continue
        nearest = other
        least = d
      }
      if (nearest < 0) return false
      used[nearest] = 1
      action[row] = nearest
    }
    return true
  }

  #move(m: Matrix3, row: number): void {
    const { numbers, width, vectorWidth } = this.rows
    const to = this.#moved
    const start = row * width
    for (let k = 0; k < vectorWidth; k += 3) {
      const x = numbers[start + k]!
      const y = numbers[start + k + 1]!
      const z = numbers[start + k + 2]!
      to[k] = m[0]! * x + m[1]! * y + m[2]! * z
      to[k + 1] = m[3]! * x + m[4]! * y + m[5]! * z
      to[k + 2] = m[6]! * x + m[7]! * y + m[8]! * z
    }
  }

  /** From the vectors moved last, with the scalars of their row, to another row. */
  #squaredDistance(row: number, other: number, to: Float64Array): number {
    const { numbers, width, vectorWidth } = this.rows
    const start = other * width
    let sum = 0
    for (let k = 0; k < vectorWidth; k++) sum += (this.#moved[k]! - to[start + k]!) ** 2
    for (let k = vectorWidth; k < width; k++) sum += (numbers[row * width + k]! - to[start + k]!) ** 2
    return sum
  }

  /** Fits the matrix of a new permutation, and adds it. */
  #fit(action: Permutation, determinant: 1 | -1, start: Matrix3): number {
    const matrix = this.#fitted(action, determinant, start)
    const deviation = this.#deviationOf(matrix, determinant, action)
    return this.#add({
      matrix,
      determinant,
      action,
      deviation: deviation <= this.radius ? deviation : Number.POSITIVE_INFINITY,
    })
  }

  #fitted(action: Permutation, determinant: 1 | -1, start: Matrix3): Matrix3 {
    const { numbers, reflected, width, vectorWidth, weights, count } = this.rows
    const to = determinant > 0 ? numbers : reflected
    const m = this.#sums.fill(0)
    for (let row = 0; row < count; row++) {
      const weight = determinant * weights[row]!
      for (let k = 0; k < vectorWidth; k += 3) {
        const [p, q] = [row * width + k, action[row]! * width + k]
        for (let i = 0; i < 3; i++) {
          const v = weight * to[q + i]!
          for (let j = 0; j < 3; j++) m[3 * i + j]! += v * numbers[p + j]!
        }
      }
    }
    // an improper operation is the negative of a rotation onto the negated vectors
    const rotation = start.map((v) => determinant * v)
    if (improveRotation(rotation, m)) return determinant > 0 ? rotation : rotation.map((v) => -v)
    return this.#fittedTo(action, determinant, to)
  }

  /** The fit by singular values, without a starting matrix. */
  #fittedTo(action: Permutation, determinant: 1 | -1, to: Float64Array): Matrix3 {
    const { rows } = this
    const channels = [...Array(rows.vectorWidth / 3).keys()]
    const lists = (image: (row: number) => number, numbers: Float64Array) =>
      [...action.keys()].flatMap((row) =>
        channels.map((c) => {
          const [x, y, z] = rows.vector(image(row), c, numbers)
          const root = Math.sqrt(rows.weights[row]!)
          return [root * x, root * y, root * z] as const
        }),
      )
    return fitOrthogonal(
      lists((row) => row, rows.numbers),
      lists((row) => action[row]!, to),
      determinant,
    )
  }

  #deviationOf(matrix: Matrix3, determinant: 1 | -1, action: Permutation): number {
    const { rows, metric } = this
    const to = determinant > 0 ? rows.numbers : rows.reflected
    let [most, sum] = [0, 0]
    for (let row = 0; row < rows.measured; row++) {
      this.#move(matrix, row)
      const d = this.#squaredDistance(row, action[row]!, to)
      most = Math.max(most, d)
      sum += rows.weights[row]! * d
    }
    // a permutation that does not match the axes of tensors is not an operation, however small the tensors are
    for (let row = rows.measured; row < rows.count; row++) {
      this.#move(matrix, row)
      const most = (ASKEW * rows.lengthOf(row, 0)) ** 2
      if (this.#squaredDistance(row, action[row]!, to) > most) return Number.POSITIVE_INFINITY
    }
    for (const t of rows.tensors) {
      const turned = multiply3(multiply3(matrix, t), transpose3(matrix))
      const d = turned.reduce((s, v, i) => s + (v - t[i]!) ** 2, 0)
      most = Math.max(most, d)
      sum += d
    }
    return Math.sqrt(metric === 'largest' ? most : sum)
  }
}
