import type { Precision } from './sample.js'
import type { AuditSpace } from './spaces/audit-space.js'

/** The error of an input is at least this share of the largest extent of inputs. */
const LAST_PLACES = 64 * Number.EPSILON
/** The default radius of the search for near-symmetries, relative to the extent of an input. */
const TOLERANCE = 0.1

/** The precision of inputs, and how far symmetries and copies are sought. */
export interface PrecisionOptions {
  /**
   * How far near-symmetries and near-copies are sought, relative to the norm of the part of an input that group elements change: 0.1 by
   * default. A larger one makes `floorBySlope` begin at smaller slopes.
   */
  readonly tolerance?: number
  /** The same as a length, the largest displacement of a point; replaces `tolerance`. */
  readonly radius?: number
  /**
   * The largest error of a point of an input, such as that of rounding, in the unit of inputs; of an input without points the norm of the
   * error. At least 64 units in the last place of the largest extent of an input, which is the default.
   */
  readonly inputPrecision?: number
  /**
   * The largest displacement of a point at which an input counts as symmetric, twice the precision by default and at least; copies may be
   * off by twice as much.
   */
  readonly exactWithin?: number
  /**
   * The number of points of an input, for finite groups, whose representations do not tell it: 1 by default. Lengths are those of one
   * point.
   */
  readonly points?: number
}

/**
 * The search radius and the precision of a sample by these options.
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
  // finite groups know the displacement of all points together only
  const whole = space.points === 1 ? Math.sqrt(points) : 1
  const all = Math.sqrt(space.points)
  const rounding = LAST_PLACES * largest
  const distance = Math.max(rounding, inputPrecision * whole * all)
  const same = Math.max(rounding, 2 * inputPrecision * whole, exactWithin * whole)
  // a symmetric input may be off by the error of all points together, and one point by twice its own error
  const kept = Math.max(distance, exactWithin * whole * all)
  const radiusOf = (x: Float64Array) => (radius === undefined ? tolerance * space.extent(x) : whole * radius)
  return {
    radius: radiusOf,
    // exact symmetries do not depend on how far is searched
    look: (x) => Math.max(radiusOf(x), TOLERANCE * space.extent(x), same),
    precision: { distance, same, kept, apart: Math.max(4 * distance, 2 * same * all) },
  }
}
