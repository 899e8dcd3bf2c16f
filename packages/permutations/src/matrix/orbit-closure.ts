import { PointIndex } from './point-index.js'

/** Different points must be this many times as far apart as any two images taken for one point. */
const GAP = 100
/** Two points within this many radii of each other are not clearly different. */
const CLEAR = 10
/** Points that differ by more than this, relative to their size, are never taken for one, however large the rounding. */
const SAME_POINT = 1e-6
/** The largest coordinate of a point. */
const LARGEST = 1e250

/** The orbits of the standard basis. */
export interface Closure {
  readonly orbits: readonly Orbit[]
  /** Orbit and number in it of each vector of the standard basis. */
  readonly basis: readonly (readonly [orbit: number, point: number])[]
}

/** Points that the matrices permute. */
interface Orbit {
  readonly index: PointIndex
  /** The number of products that lead to each point. */
  readonly depths: readonly number[]
  /** Where each matrix sends each point. */
  readonly images: readonly (readonly number[])[]
}

/** Why points do not close at a precision. */
export interface NotClosed {
  /** Too many points; points that are neither one nor two; a matrix that sends two points to one. */
  readonly why: 'over' | 'close' | 'singular'
  /** The distance of points that are neither one nor two, relative to the largest coordinates of the orbit's images. */
  readonly distance: number
  readonly generator?: number
}

export function isClosed(c: Closure | NotClosed): c is Closure {
  return 'orbits' in c
}

/**
 * The orbits of the standard basis under matrices that are known to a precision: each image is the nearest known point or a new one,
 * and never in doubt between the two.
 *
 * The unit of coordinate i is the largest entry of row i times the orbit's largest coordinate; in this unit a product is exact to the
 * precision, and a point reached by k products to k times that. Points within a radius of 1 + 2k precisions are one. They are two
 * beyond {@link CLEAR} radii and {@link GAP} times the largest distance of points taken for one; a distance between these
 * bounds is reported. So the closure does not depend on a boundary: any radius up to the gap gives the same.
 */
export function closeBasis(
  matrices: readonly Float64Array[],
  dim: number,
  precision: number,
  limit: number,
): Closure | NotClosed {
  const units = unitsOf(matrices, dim)
  const orbits: Orbit[] = []
  const basis: [number, number][] = []
  let count = 0
  for (let j = 0; j < dim; j++) {
    const e = new Float64Array(dim)
    e[j] = 1
    const known = locatePoint(orbits, e, precision)
    if (known && 'why' in known) return known
    if (known) {
      const { orbit, point } = known
      orbits[orbit]!.index.points.set(e, point * dim)
      basis.push([orbit, point])
      continue
    }
    const found = closeOrbit(matrices, e, units, precision, limit - count)
    if ('why' in found) return found
    count += found.index.count
    basis.push([orbits.length, 0])
    orbits.push(found)
  }
  return { orbits, basis }
}

/**
 * The orbits of the standard basis under matrices of whole numbers, all of whose products are exact; undefined for other matrices,
 * if products exceed 2⁵³, and if the orbits do not close.
 */
export function closeWholeNumbers(
  matrices: readonly Float64Array[],
  dim: number,
  limit: number,
): Closure | undefined {
  if (!matrices.every((m) => m.every(Number.isInteger))) return undefined
  const found = closeBasis(matrices, dim, 0, limit)
  if (!isClosed(found)) return undefined
  const largest = (lists: readonly Float64Array[]) =>
    lists.reduce((most, list) => list.reduce((a, v) => Math.max(a, Math.abs(v)), most), 0)
  const sum = dim * largest(matrices) * largest(found.orbits.map(({ index }) => index.points))
  return sum <= Number.MAX_SAFE_INTEGER ? found : undefined
}

/** The largest entry of each row of the matrices. */
function unitsOf(matrices: readonly Float64Array[], dim: number): Float64Array {
  const units = new Float64Array(dim)
  if (matrices.length === 0) units.fill(1)
  for (const m of matrices) {
    for (let e = 0; e < m.length; e++) {
      const i = Math.floor(e / dim)
      units[i] = Math.max(units[i]!, Math.abs(m[e]!))
    }
  }
  return units
}

/** Finds a vector of the standard basis in the orbits so far. */
function locatePoint(
  orbits: readonly Orbit[],
  v: Float64Array,
  precision: number,
): { readonly orbit: number; readonly point: number } | NotClosed | undefined {
  for (const [orbit, { index, depths }] of orbits.entries()) {
    const deepest = depths[depths.length - 1]!
    const nearest = index.nearest(v, CLEAR * radiusAt(deepest, precision))
    if (!nearest) continue
    const radius = radiusAt(depths[nearest.id]!, precision)
    if (nearest.distance <= radius && alike(index, nearest.id, v)) return { orbit, point: nearest.id }
    if (nearest.distance <= CLEAR * radius) return { why: 'close', distance: nearest.distance }
  }
  return undefined
}

function radiusAt(depth: number, precision: number): number {
  return precision * (1 + 2 * depth)
}

/** The orbit of a vector; restarted with a greater unit as long as a coordinate exceeds it. */
function closeOrbit(
  matrices: readonly Float64Array[],
  start: Float64Array,
  units: Float64Array,
  precision: number,
  limit: number,
): Orbit | NotClosed {
  let size = 1
  while (size <= LARGEST) {
    const scales = units.map((unit) => 1 / unit / size)
    const found = tryOrbit(matrices, start, scales, size, precision, limit)
    if (typeof found !== 'number') return found
    size = 2 * found
  }
  return { why: 'over', distance: Number.POSITIVE_INFINITY }
}

/** The orbit, or a coordinate that is above `size`. */
function tryOrbit(
  matrices: readonly Float64Array[],
  start: Float64Array,
  scales: Float64Array,
  size: number,
  precision: number,
  limit: number,
): Orbit | NotClosed | number {
  const dim = start.length
  const index = new PointIndex(dim, scales)
  index.add(start)
  const depths = [0]
  const images = matrices.map((): number[] => [])
  const v = new Float64Array(dim)
  let merged = 0
  let apart = Number.POSITIVE_INFINITY
  for (let p = 0; p < index.count; p++) {
    const depth = depths[p]! + 1
    const radius = radiusAt(depth, precision)
    for (let s = 0; s < matrices.length; s++) {
      const largest = timesInto(matrices[s]!, index.points, p * dim, v)
      if (!(largest <= size)) return largest
      const nearest = index.nearest(v, GAP * radius)
      if (nearest && nearest.distance <= CLEAR * radius) {
        const { id, distance } = nearest
        if (distance > radius || !alike(index, id, v)) return { why: 'close', distance }
        merged = Math.max(merged, distance)
        images[s]!.push(id)
        continue
      }
      if (nearest) apart = Math.min(apart, nearest.distance)
      if (index.count >= limit) return { why: 'over', distance: apart }
      images[s]!.push(index.add(v))
      depths.push(depth)
    }
  }
  if (apart < GAP * merged) return { why: 'close', distance: apart }
  const generator = images.findIndex((list) => new Set(list).size !== list.length)
  if (generator >= 0) return { why: 'singular', distance: merged, generator }
  return { index, depths, images }
}

/** out = M x; returns its largest coordinate in size, not finite if one is not. */
function timesInto(m: Float64Array, points: Float64Array, at: number, out: Float64Array): number {
  const dim = out.length
  let largest = 0
  for (let i = 0; i < dim; i++) {
    let sum = 0
    for (let j = 0; j < dim; j++) sum += m[i * dim + j]! * points[at + j]!
    out[i] = sum
    largest = Math.max(largest, Math.abs(sum))
  }
  return largest
}

function alike(index: PointIndex, id: number, v: Float64Array): boolean {
  let [difference, size] = [0, 0]
  for (let i = 0; i < v.length; i++) {
    const q = index.points[id * v.length + i]!
    difference = Math.max(difference, Math.abs(q - v[i]!))
    size = Math.max(size, Math.abs(q), Math.abs(v[i]!))
  }
  return difference <= SAME_POINT * size
}
