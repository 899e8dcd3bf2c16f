import {
  columns3,
  cross,
  dot,
  euclideanNorm,
  length,
  type Matrix3,
  multiply3,
  perpendicular,
  scaled,
  symmetricEigen,
  transpose3,
  unit,
  type Vector,
} from '@buridan/core'
import { principalAxes } from './principal-axes.js'
import type { SiteRows } from './site-rows.js'
import type { PointMetric } from './sites.js'

/** A line through the origin, and the distance of sites from sites on it. */
export interface NearLine {
  /** A unit vector. */
  readonly axis: Vector
  /** In the metric: the distance of all vectors and tensors from those fixed by rotations about the line. */
  readonly deviation: number
}

/**
 * The line through the origin with the least sum of squared distances, or for tensors alone the best of their principal axes; undefined if
 * sites are further from it than the radius.
 */
export function nearLine(rows: SiteRows, radius: number, metric: PointMetric): NearLine | undefined {
  let furthest: Vector = [0, 0, 0]
  for (const v of vectorsOf(rows)) if (length(v) > length(furthest)) furthest = v
  if (length(furthest) <= rows.rounding) {
    const axes = rows.tensors.flatMap((t) => principalAxes(t, rows.rounding).map(({ axis }) => axis))
    axes.push([0, 0, 1])
    const lines = axes.map((axis) => ({ axis, deviation: distanceFrom(rows, axis, metric) }))
    const best = lines.reduce((a, b) => (b.deviation < a.deviation ? b : a))
    return best.deviation <= radius ? best : undefined
  }
  // no point is further from the line through the furthest point than twice the radius, if a line is within the radius
  const through = unit(furthest)
  for (const v of vectorsOf(rows))
    if (length(cross(v, through)) > 2 * radius + rows.rounding) return undefined
  const moments = new Float64Array(9)
  for (let row = 0; row < rows.measured; row++) {
    for (let c = 0; 3 * c < rows.vectorWidth; c++) {
      const v = rows.vector(row, c)
      for (let k = 0; k < 9; k++) moments[k]! += rows.weights[row]! * v[Math.floor(k / 3)]! * v[k % 3]!
    }
  }
  const [x, y, z] = symmetricEigen(moments, 3).vectors.subarray(6)
  const sign = dot([x!, y!, z!], through) < 0 ? -1 : 1
  const axis = scaled([x!, y!, z!], sign)
  const deviation = distanceFrom(rows, axis, metric)
  return deviation <= radius ? { axis, deviation } : undefined
}

/** The distance of vectors from the origin, and of tensors from multiples of 1, in the metric. */
export function distanceFromOrigin(rows: SiteRows, metric: PointMetric): number {
  return distanceIn(rows, metric, length, (t) => {
    const mean = (t[0]! + t[4]! + t[8]!) / 3
    return euclideanNorm(t.map((v, k) => (k % 4 === 0 ? v - mean : v)))
  })
}

function distanceFrom(rows: SiteRows, axis: Vector, metric: PointMetric): number {
  const x = perpendicular(axis)
  const frame = columns3(x, cross(axis, x), axis)
  return distanceIn(
    rows,
    metric,
    (v) => length(cross(v, axis)),
    (t) => {
      const [a, b, c, d, e, f, g, h] = multiply3(multiply3(transpose3(frame), t), frame)
      // rotations about the axis fix the rest
      return euclideanNorm([(a! - e!) / Math.SQRT2, (b! + d!) / Math.SQRT2, c!, f!, g!, h!])
    },
  )
}

function distanceIn(
  rows: SiteRows,
  metric: PointMetric,
  ofVector: (v: Vector) => number,
  ofTensor: (t: Matrix3) => number,
): number {
  let [most, sum] = [0, 0]
  for (let row = 0; row < rows.measured; row++) {
    let square = 0
    for (let c = 0; 3 * c < rows.vectorWidth; c++) square += ofVector(rows.vector(row, c)) ** 2
    most = Math.max(most, square)
    sum += rows.weights[row]! * square
  }
  for (const t of rows.tensors) {
    const square = ofTensor(t) ** 2
    most = Math.max(most, square)
    sum += square
  }
  return Math.sqrt(metric === 'largest' ? most : sum)
}

function* vectorsOf(rows: SiteRows): Iterable<Vector> {
  for (let row = 0; row < rows.measured; row++) {
    for (let c = 0; 3 * c < rows.vectorWidth; c++) yield rows.vector(row, c)
  }
}
