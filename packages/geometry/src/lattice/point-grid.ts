import { inCell } from './in-cell.js'

/** Points that a bin holds on average. */
const POINTS_PER_BIN = 2
/** Up to so many points one bin is as quick. */
const FEW = 8
/** Along an axis. */
const MOST_BINS = 128
const MOST_BINS_OF_FEW = 24
/** Of a fraction. */
const ROUNDING = 1e-12
const MORE = 1 + 1e-9

/** The part of an axis that points take: all of it but the widest gap between them, a thousandth at least. */
function extentOf(fractions: Float64Array, axis: number): number {
  const sorted = Float64Array.from(
    { length: fractions.length / 3 },
    (_, i) => fractions[3 * i + axis]!,
  ).sort()
  let gap = sorted[0]! + 1 - sorted.at(-1)!
  for (let i = 1; i < sorted.length; i++) gap = Math.max(gap, sorted[i]! - sorted[i - 1]!)
  return Math.max(1e-3, 1 - gap)
}

/** Points of a cell that repeat in space. */
export interface RepeatedPoints {
  readonly count: number
  /** From 0 to below 1, three for each point. */
  readonly fractions: Float64Array
  readonly kinds: Int32Array
  /** By how much a fraction changes at most along a unit of length. */
  readonly reach: Float64Array
  /** The square of the length of a vector given by fractions. */
  square(x: number, y: number, z: number): number
}

/**
 * The points of a cell in bins, to find those near a place without looking at all of them. Every image of a point under the lattice is met by
 * itself, so that distances are right however skew the cell is.
 */
export class PointGrid {
  /** From the point found last to the place, in fractions. */
  readonly difference = new Float64Array(3)
  readonly #cell: RepeatedPoints
  readonly #bins: Int32Array
  /** Points sorted by bin, and where each bin begins. */
  readonly #points: Int32Array
  readonly #starts: Int32Array
  /** What was met last: points, squared distances and differences in fractions from them to the place. */
  #hits = new Int32Array(16)
  #squares = new Float64Array(16)
  #differences = new Float64Array(48)

  /** O(points · log points). */
  constructor(cell: RepeatedPoints) {
    this.#cell = cell
    const { count, reach, fractions } = cell
    // points in a part of the cell need as many bins more
    const share = [0, 1, 2].reduce((product, k) => product * extentOf(fractions, k), 1)
    const length = Math.cbrt((count / POINTS_PER_BIN / share) * reach[0]! * reach[1]! * reach[2]!)
    // all of them are no more than a few for each point, or some thousands
    const most = Math.max(MOST_BINS_OF_FEW, Math.min(MOST_BINS, Math.ceil(Math.cbrt(16 * count))))
    const bins = Int32Array.from(reach, (r) =>
      count <= FEW ? 1 : Math.max(1, Math.min(most, Math.floor(length / r))),
    )
    const places = Int32Array.from({ length: count }, (_, i) => {
      let place = 0
      for (let k = 0; k < 3; k++) {
        const bin = Math.min(bins[k]! - 1, Math.floor(fractions[3 * i + k]! * bins[k]!))
        place = place * bins[k]! + bin
      }
      return place
    })
    const starts = new Int32Array(bins[0]! * bins[1]! * bins[2]! + 1)
    for (const p of places) starts[p + 1]!++
    for (let b = 1; b < starts.length; b++) starts[b]! += starts[b - 1]!
    const next = starts.slice()
    const points = new Int32Array(count)
    places.forEach((p, i) => {
      points[next[p]!++] = i
    })
    this.#bins = bins
    this.#points = points
    this.#starts = starts
  }

  /**
   * The point of a kind nearest to a place, given by fractions, within a distance; −1 if there is none. `difference` says how far it is.
   * O(points in reach).
   */
  nearest(kind: number, place: Float64Array, distance: number): number {
    const hits = this.#collect(inCell(place[0]!), inCell(place[1]!), inCell(place[2]!), distance)
    const { kinds } = this.#cell
    let best = -1
    for (let h = 0; h < hits; h++) {
      if (kinds[this.#hits[h]!] !== kind) continue
      const closer = best < 0 ? -1 : this.#squares[h]! - this.#squares[best]!
      if (closer < 0 || (closer === 0 && this.#hits[h]! < this.#hits[best]!)) best = h
    }
    if (best < 0) return -1
    for (let k = 0; k < 3; k++) this.difference[k] = this.#differences[3 * best + k]!
    return this.#hits[best]!
  }

  /** The squared distances from a point of all points within a distance, images of it among them, but not of itself. O(points in reach). */
  squaresAround(point: number, distance: number): Float64Array {
    const [x, y, z] = this.#cell.fractions.subarray(3 * point, 3 * point + 3)
    const hits = this.#collect(x!, y!, z!, distance)
    return this.#squares.slice(0, hits).filter((s, h) => s > 0 || this.#hits[h] !== point)
  }

  /** Another point within a distance of a point, and how far it is; undefined if there is none. O(points in reach). */
  nearestTo(point: number, distance: number): { point: number; distance: number } | undefined {
    const [x, y, z] = this.#cell.fractions.subarray(3 * point, 3 * point + 3)
    const hits = this.#collect(x!, y!, z!, distance)
    let best = -1
    for (let h = 0; h < hits; h++) {
      if (this.#hits[h] !== point && (best < 0 || this.#squares[h]! < this.#squares[best]!)) best = h
    }
    return best < 0 ? undefined : { point: this.#hits[best]!, distance: Math.sqrt(this.#squares[best]!) }
  }

  /** All images of points within a distance of a place in the cell: how many, and in the lists of hits which. */
  #collect(x: number, y: number, z: number, distance: number): number {
    const { fractions, reach } = this.#cell
    const [bins, starts, points] = [this.#bins, this.#starts, this.#points]
    const na = bins[0]!
    const nb = bins[1]!
    const nc = bins[2]!
    // a little more than the distance, for what rounding takes away
    const ra = distance * reach[0]! * MORE + ROUNDING
    const rb = distance * reach[1]! * MORE + ROUNDING
    const rc = distance * reach[2]! * MORE + ROUNDING
    const la = Math.floor((x - ra) * na)
    const ha = Math.floor((x + ra) * na)
    const lb = Math.floor((y - rb) * nb)
    const hb = Math.floor((y + rb) * nb)
    const lc = Math.floor((z - rc) * nc)
    const hc = Math.floor((z + rc) * nc)
    const most = distance * distance
    let hits = 0
    for (let a = la; a <= ha; a++) {
      const wa = Math.floor(a / na)
      for (let b = lb; b <= hb; b++) {
        const wb = Math.floor(b / nb)
        for (let c = lc; c <= hc; c++) {
          const wc = Math.floor(c / nc)
          const bin = ((a - wa * na) * nb + b - wb * nb) * nc + c - wc * nc
          const end = starts[bin + 1]!
          for (let i = starts[bin]!; i < end; i++) {
            const point = points[i]!
            const dx = x - fractions[3 * point]! - wa
            const dy = y - fractions[3 * point + 1]! - wb
            const dz = z - fractions[3 * point + 2]! - wc
            const squared = this.#cell.square(dx, dy, dz)
            if (squared > most) continue
            if (hits === this.#hits.length) this.#grow()
            this.#hits[hits] = point
            this.#squares[hits] = squared
            this.#differences[3 * hits] = dx
            this.#differences[3 * hits + 1] = dy
            this.#differences[3 * hits + 2] = dz
            hits++
          }
        }
      }
    }
    return hits
  }

  #grow(): void {
    const size = 2 * this.#hits.length
    const [hits, squares, differences] = [this.#hits, this.#squares, this.#differences]
    this.#hits = new Int32Array(size)
    this.#squares = new Float64Array(size)
    this.#differences = new Float64Array(3 * size)
    this.#hits.set(hits)
    this.#squares.set(squares)
    this.#differences.set(differences)
  }
}
