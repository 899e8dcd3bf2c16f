import type { Precision } from './sample.js'
import type { AuditSpace } from './spaces/audit-space.js'

/** No input is known better than this share of the largest extent of inputs. */
const LAST_PLACES = 64 * Number.EPSILON
/** How far near-symmetries are sought by default, relative to the norm. */
const TOLERANCE = 0.1

/** How well inputs are known, and how far they are compared. */
export interface PrecisionOptions {
  /** How far near-symmetries and near-copies are sought, relative to the norm of what elements change of an input: 0.1 by default. A larger one makes `floorBySlope` begin earlier. */
  readonly tolerance?: number
  /** The same as a length: how far a point is moved at most; in place of `tolerance`. */
  readonly radius?: number
  /**
   * How far a point of an input is at most from what it stands for, in the unit of inputs, as of numbers that were rounded; of an input without points its distance.
   * Never better than 64 units in the last place of the largest extent of an input, which is the default.
   */
  readonly inputPrecision?: number
  /** A displacement within which an input is taken for symmetric, twice the precision by default; copies are off by twice as much. */
  readonly exactWithin?: number
  /** The number of points of an input, where the group is finite and does not tell: 1 by default. Lengths are those of one. */
  readonly points?: number
}

/**
 * The functions of a sample that options stand for.
 *
 * @param largest - the largest extent of the inputs
 */
export function precisionOf(
  space: AuditSpace,
  largest: number,
  { tolerance = TOLERANCE, radius, inputPrecision = 0, exactWithin = 0, points = 1 }: PrecisionOptions,
): {
  readonly precision: Precision
  readonly radius: (x: Float64Array) => number
  readonly look: (x: Float64Array) => number
} {
  // the displacement of a point, where only that of all is known
  const whole = space.points === 1 ? Math.sqrt(points) : 1
  const all = Math.sqrt(space.points)
  const rounding = LAST_PLACES * largest
  const distance = Math.max(rounding, inputPrecision * whole * all)
  const same = Math.max(rounding, 2 * inputPrecision * whole, exactWithin * whole)
  // rounding moves points by as much as all are known to together, and some of them by twice what one is
  const kept = space.points === 1 ? same : Math.max(distance, exactWithin * all)
  const radiusOf = (x: Float64Array) => (radius === undefined ? tolerance * space.extent(x) : whole * radius)
  return {
    radius: radiusOf,
    // what is exact does not hang on how far is searched
    look: (x) => Math.max(radiusOf(x), TOLERANCE * space.extent(x), same),
    precision: { distance, same, kept, apart: Math.max(4 * distance, 2 * same * all) },
  }
}
