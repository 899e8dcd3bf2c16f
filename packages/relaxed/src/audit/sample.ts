import { euclideanDistance } from '@buridan/core'
import type { AuditSpace, NearSymmetry } from './spaces/audit-space.js'

/** The asymmetry of a sample for one group of its chain of near-symmetries. */
export interface Asymmetry {
  readonly order: number | string
  readonly name?: string
  /** ‖x − P_H x‖, in the unit of the inputs. */
  readonly distance: number
  /** The largest displacement of a point. */
  readonly displacement: number
  /** ‖y − P_H y‖, in the unit of the labels. */
  readonly asymmetry: number
  /** Its square before the root is taken, where it neither overflows nor underflows: the square of the root is rounded twice. */
  readonly loss?: number
}

/** A sample with its near-symmetries, as a part of an audit keeps it. */
export interface AuditSample {
  /** Its index in the data. */
  readonly index: number
  readonly x: Float64Array
  readonly y: Float64Array
  /** Ascending, without the trivial group. */
  readonly chain: readonly Asymmetry[]
}

/** The precision of inputs. */
export interface Precision {
  /** The largest norm of the error of x. */
  readonly distance: number
  /** An input is symmetric if no point moves further than this to its symmetrized place; points of copies may be off by twice as much. */
  readonly same: number
  /** The same for all points together: the largest norm of their displacements. */
  readonly kept: number
  /** An upper bound of the distance of copies. */
  readonly apart: number
}

/** The samples that are compared with each other. */
export interface Family {
  readonly space: AuditSpace
  readonly samples: readonly AuditSample[]
  readonly precision: Precision
  /** The largest norm of the error of a label, by its digits. */
  readonly labelError: number
  /** The distance up to which near-symmetries and near-copies are sought. */
  readonly radius: (x: Float64Array) => number
  /** The largest displacement of a point in the search for the symmetries of a sample; at least `radius`. */
  readonly look: (x: Float64Array) => number
  /** The largest displacement of a point up to which two samples are compared. */
  readonly reach: (x: Float64Array) => number
}

/** The order of a stabilizer as reports give it. */
export function plainOrder(order: bigint | undefined): number | string {
  if (order === undefined) return 'infinite'
  return order <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(order) : String(order)
}

/** A sample with its near-symmetries. O(cost of the search for symmetries). */
export function sampleOf(
  space: AuditSpace,
  index: number,
  x: Float64Array,
  y: Float64Array,
  radius: number,
): AuditSample {
  const [, ...chain] = space.symmetries(x, radius)
  return { index, x, y, chain: chain.map((h) => asymmetryOf(h, y)) }
}

function asymmetryOf(
  { order, name, distance, displacement, label }: NearSymmetry,
  y: Float64Array,
): Asymmetry {
  const kept = label(y)
  const asymmetry = euclideanDistance(kept, y)
  const loss = squaredDistance(kept, y)
  return {
    order: plainOrder(order),
    ...(name === undefined ? {} : { name }),
    distance,
    displacement,
    asymmetry,
    ...(asymmetry > LEAST && asymmetry < MOST ? { loss } : {}),
  }
}

/** Squares of lengths between these neither overflow nor underflow. */
const [LEAST, MOST] = [1e-140, 1e140]

/** ‖a − b‖², unscaled. O(dim). */
export function squaredDistance(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2
  return sum
}
