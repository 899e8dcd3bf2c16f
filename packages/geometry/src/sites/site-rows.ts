import { length, type Matrix3, scaled, type Vector } from '@buridan/core'
import { furthestOf, largestOf, type SiteNumbers } from './checked-sites.js'
import { principalAxes } from './principal-axes.js'

/** A share of the largest number, but of scalars of the whole, which do not move: differences up to it are rounding. */
const ROUNDING = 64 * Number.EPSILON

/**
 * Sites as rows of numbers, for searches that move them often: one row for the points that coincide in everything, then one for each vector of the
 * whole, and, for vectors on one line, one for each principal axis of the tensors. An operation permutes the rows.
 */
export class SiteRows {
  /** Of all rows; of those whose movement counts, which come first; of those of points, which come before. */
  readonly count: number
  readonly measured: number
  readonly points: number
  /** Of all points, of which some may be one row. */
  readonly pointCount: number
  /** Numbers in a row: those of its vectors, and then its scalars. */
  readonly width: number
  readonly vectorWidth: number
  /** What a rotation moves onto each other. */
  readonly numbers: Float64Array
  /** What the negative of a rotation takes the numbers to: the same, axial vectors and pseudoscalars with the other sign. */
  readonly reflected: Float64Array
  /** How many points are one row. */
  readonly weights: Float64Array
  /** The points of each row. */
  readonly members: readonly (readonly number[])[]
  /** The least distance of two rows of points; Infinity if there are no two. */
  readonly separation: number
  /** Differences up to this are rounding. */
  readonly rounding: number
  readonly tensors: readonly Matrix3[]
  /** Rows with different kinds are never exchanged. */
  readonly #kinds: readonly string[]
  readonly #odd: SiteNumbers['odd']

  constructor(sites: SiteNumbers) {
    const { vectors, scalars, odd, wholeVectors, wholeTensors } = sites
    const channels = Math.max(1, vectors[0]?.length ?? 0)
    this.vectorWidth = 3 * channels
    this.width = this.vectorWidth + (scalars[0]?.length ?? 0)
    this.rounding = ROUNDING * largestOf({ ...sites, wholeScalars: new Float64Array(0) })
    this.tensors = wholeTensors
    this.#odd = odd
    const all = new Float64Array(vectors.length * this.width)
    vectors.forEach((list, i) => {
      list.forEach((v, c) => {
        all.set(v, i * this.width + 3 * c)
      })
      all.set(scalars[i]!, i * this.width + this.vectorWidth)
    })
    const { members, separation } = coincident(all, this.width, this.rounding)
    this.members = members
    this.separation = separation
    this.points = members.length
    this.pointCount = vectors.length
    this.measured = members.length + wholeVectors.length
    // of sites without tensors, as samples of an audit mostly are, nobody asks
    const furthest = wholeTensors.length > 0 ? furthestOf(sites) : 0
    const axes = isOnLine([...vectors.flat(), ...wholeVectors], this.rounding)
      ? wholeTensors.flatMap((t, k) =>
          principalAxes(t, this.rounding).map(({ axis, label }) => ({
            axis: scaled(axis, furthest),
            label: `${k}:${label}`,
          })),
        )
      : []
    this.count = this.measured + axes.length
    this.#kinds = [...wholeVectors.map((_, k) => `${k}`), ...axes.map(({ label }) => label)]
    this.weights = new Float64Array(this.count).fill(1)
    this.numbers = new Float64Array(this.count * this.width)
    members.forEach((list, row) => {
      const start = list[0]! * this.width
      this.weights[row] = list.length
      this.numbers.set(all.subarray(start, start + this.width), row * this.width)
    })
    const others = [...wholeVectors, ...axes.map(({ axis }) => axis)]
    others.forEach((v, k) => {
      this.numbers.set(v, (this.points + k) * this.width)
    })
    this.reflected = this.#reflected()
  }

  #reflected(): Float64Array {
    const { vectors, scalars } = this.#odd
    if (vectors === 0 && scalars === 0) return this.numbers
    const out = this.numbers.slice()
    for (let row = 0; row < this.points; row++) {
      const [start, end] = [row * this.width, (row + 1) * this.width]
      const axials = start + this.vectorWidth
      for (let k = axials - 3 * vectors; k < axials; k++) out[k] = -out[k]!
      for (let k = end - scalars; k < end; k++) out[k] = -out[k]!
    }
    return out
  }

  /** For each row those that it may go to where nothing moves further than a distance. O(rows²). */
  allowed(distance: number): Int32Array[] {
    const lengths = this.#invariants()
    const each = this.width - (2 * this.vectorWidth) / 3
    const like = (i: number, j: number): boolean => {
      if (this.weights[i] !== this.weights[j]) return false
      for (let k = 0; k < each; k++) {
        if (Math.abs(lengths[i * each + k]! - lengths[j * each + k]!) > distance) return false
      }
      return true
    }
    const lists: Int32Array[] = []
    const found = new Int32Array(this.points)
    for (let i = 0; i < this.points; i++) {
      let size = 0
      for (let j = 0; j < this.points; j++) if (like(i, j)) found[size++] = j
      lists.push(found.slice(0, size))
    }
    this.#kinds.forEach((kind) => {
      const same = this.#kinds.flatMap((other, k) => (other === kind ? [this.points + k] : []))
      lists.push(Int32Array.from(same))
    })
    return lists
  }

  /** Lengths of vectors and scalars of each point, pseudoscalars without their sign. */
  #invariants(): Float64Array {
    const channels = this.vectorWidth / 3
    const scalars = this.width - this.vectorWidth
    const each = channels + scalars
    const out = new Float64Array(this.points * each)
    for (let row = 0; row < this.points; row++) {
      for (let c = 0; c < channels; c++) out[row * each + c] = this.lengthOf(row, c)
      for (let k = 0; k < scalars; k++) {
        const v = this.numbers[row * this.width + this.vectorWidth + k]!
        out[row * each + channels + k] = k < scalars - this.#odd.scalars ? v : Math.abs(v)
      }
    }
    return out
  }

  vector(row: number, channel: number, numbers: Float64Array = this.numbers): Vector {
    const at = row * this.width + 3 * channel
    return [numbers[at]!, numbers[at + 1]!, numbers[at + 2]!]
  }

  lengthOf(row: number, channel: number): number {
    const at = row * this.width + 3 * channel
    const [x, y, z] = [this.numbers[at]!, this.numbers[at + 1]!, this.numbers[at + 2]!]
    return Math.sqrt(x * x + y * y + z * z)
  }
}

/** Rows that agree in everything to rounding, in classes, and the least distance of two that do not. O(rows²). */
function coincident(all: Float64Array, width: number, rounding: number) {
  const members: number[][] = []
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i * width < all.length; i++) {
    let known: number[] | undefined
    for (const list of members) {
      const j = list[0]!
      let sum = 0
      for (let k = 0; k < width && sum < least; k++) sum += (all[i * width + k]! - all[j * width + k]!) ** 2
      if (sum <= rounding * rounding) {
        known = list
        break
      }
      least = Math.min(least, sum)
    }
    if (known) known.push(i)
    else members.push([i])
  }
  return { members, separation: Math.sqrt(least) }
}

function isOnLine(vectors: readonly Vector[], rounding: number): boolean {
  let furthest: Vector = [0, 0, 0]
  for (const v of vectors) if (length(v) > length(furthest)) furthest = v
  const size = length(furthest)
  if (size <= rounding) return true
  const [x, y, z] = furthest.map((c) => c / size) as [number, number, number]
  return vectors.every(([a, b, c]) => Math.hypot(b * z - c * y, c * x - a * z, a * y - b * x) <= rounding)
}
