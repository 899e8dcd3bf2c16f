import { euclideanDistance } from '@buridan/core'
import type { AuditSpace, NearSymmetry } from './spaces/audit-space.js'

/** What a label loses to one group of a sample's chain of near-symmetries. */
export interface Asymmetry {
  readonly order: number | string
  readonly name?: string
  /** ‖x − P_H x‖, in the unit of the inputs. */
  readonly distance: number
  /** How far a single point moves at most. */
  readonly displacement: number
  /** ‖y − P_H y‖, in the unit of the labels. */
  readonly asymmetry: number
  /** Its square as it is summed, where that is in the range of numbers: the square of the root is rounded twice. */
  readonly loss?: number
}

/** A sample with all that is found of it alone: what a part of an audit keeps. */
export interface AuditSample {
  /** Its place in the data. */
  readonly index: number
  readonly x: Float64Array
  readonly y: Float64Array
  /** Ascending, without the identity. */
  readonly chain: readonly Asymmetry[]
}

/** How well inputs are known. */
export interface Precision {
  /** ‖x − what it stands for‖, at most. */
  readonly distance: number
  /** Points that move no further than this to their symmetrized places have not moved; those of copies are off by twice as much. */
  readonly same: number
  /** The distance of an input from what it is symmetric to, at most: all points together. */
  readonly kept: number
  /** The distance of copies, at most. */
  readonly apart: number
}

/** The samples that are compared with each other. */
export interface Family {
  readonly space: AuditSpace
  readonly samples: readonly AuditSample[]
  readonly precision: Precision
  /** ‖y − what it stands for‖ at most, by the digits of labels. */
  readonly labelError: number
  /** The distance within which near-symmetries and near-copies are told. */
  readonly radius: (x: Float64Array) => number
  /** How far a point is moved at most in search of the symmetries of a sample: at least as far. */
  readonly look: (x: Float64Array) => number
  /** How far a point is moved at most where two samples are compared. */
  readonly reach: (x: Float64Array) => number
}

/** The order of a stabilizer as reports give it. */
function plainOrder(order: bigint | undefined): number | string {
  if (order === undefined) return 'infinite'
  return order <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(order) : String(order)
}

/** What is found of a sample alone. O(cost of the search for symmetries). */
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

/** Squares of lengths between these are in the range of numbers. */
const [LEAST, MOST] = [1e-140, 1e140]

/** ‖a − b‖², unscaled. O(dim). */
export function squaredDistance(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2
  return sum
}
