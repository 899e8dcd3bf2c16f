import { euclideanNorm, innerProduct } from '@buridan/core'
import { rng } from '@buridan/groups'
import { atOnce, type Parts } from '../core/in-breaths.js'
import type { LabelUnit } from './label-unit.js'
import type { AuditSample, Family } from './sample.js'

/** The error of a label is at least this share of its norm. */
const LAST_PLACES = 64 * Number.EPSILON
/** The rounding error of invariants, relative to their norm. */
const ROUNDING = 1e-12

/** A sample with its label error and invariants, by which orbits are found. */
export interface PlacedSample {
  readonly sample: AuditSample
  /** The label in the common unit. */
  readonly y: Float64Array
  /** ‖y − P_H y‖ for each group of the chain, in the common unit. */
  readonly asymmetries: readonly number[]
  /** Their squares. */
  readonly losses: readonly number[]
  /**
   * The error of the label: of its digits, and of its tilt with the frame of an input that is known to its precision. Asymmetries up to it
   * do not count.
   */
  readonly labelError: number
  readonly invariants: Float64Array
  /** A projection of the invariants on a unit vector: keys are no further apart than invariants. */
  readonly key: number
  /** The rounding error of the invariants. */
  readonly slack: number
}

/**
 * The samples in an order that depends on their values alone and not on the order in which they are given: by invariants, then by their
 * numbers. O(n log n) comparisons.
 */
export function placed(family: Family, unit: LabelUnit): PlacedSample[] {
  return atOnce(placeSamples(family, unit))
}

/** {@link placed}, a sample at a time. */
export function* placeSamples(
  { space, samples, precision, labelError }: Family,
  unit: LabelUnit,
): Parts<PlacedSample[]> {
  let weights: Float64Array | undefined
  // one block for all: a buffer for each takes as much again
  let block: Float64Array | undefined
  const list: PlacedSample[] = []
  for (const [k, sample] of samples.entries()) {
    const found = space.invariants(sample.x)
    const { length } = found
    weights ??= weightsFor(length)
    block ??= new Float64Array(length * samples.length)
    const invariants = block.subarray(k * length, (k + 1) * length)
    invariants.set(found)
    const y = unit.scaled(sample.y)
    const digits = Math.max(unit.lengthOf(labelError), LAST_PLACES * euclideanNorm(y))
    list.push({
      sample,
      y,
      asymmetries: sample.chain.length === 0 ? NONE : sample.chain.map((h) => unit.lengthOf(h.asymmetry)),
      losses: lossesOf(sample, unit),
      labelError: Math.hypot(digits, space.tilt(sample.x, precision.distance, y)),
      invariants,
      key: innerProduct(invariants, weights),
      slack: ROUNDING * euclideanNorm(invariants),
    })
    yield
  }
  return list.sort(
    (a, b) =>
      a.key - b.key ||
      compare(a.invariants, b.invariants) ||
      compare(a.sample.x, b.sample.x) ||
      compare(a.y, b.y) ||
      a.sample.index - b.sample.index,
  )
}

const NONE: readonly number[] = []

function lossesOf({ chain }: AuditSample, unit: LabelUnit): readonly number[] {
  if (chain.length === 0) return NONE
  const one = unit.lengthOf(1)
  return chain.map(({ loss, asymmetry }) =>
    loss !== undefined && one === 1 ? loss : unit.lengthOf(asymmetry) ** 2,
  )
}

/** A unit vector. */
function weightsFor(length: number): Float64Array {
  const random = rng(0x0dd)
  const w = new Float64Array(length).map(() => random.normal())
  const size = euclideanNorm(w) || 1
  return w.map((v) => v / size)
}

function compare(a: Float64Array, b: Float64Array): number {
  for (let i = 0; i < a.length; i++) {
    const d = a[i]! - b[i]!
    if (d !== 0) return d
  }
  return 0
}

/** Whether two samples may be within a distance of each other, by their invariants. */
export function mayBeNear(a: PlacedSample, b: PlacedSample, distance: number): boolean {
  const most = distance + a.slack + b.slack
  return Math.abs(a.key - b.key) <= most && isWithin(a.invariants, b.invariants, most)
}

/** Whether vectors are at most this far apart; ends as soon as they are not. */
function isWithin(a: Float64Array, b: Float64Array, most: number): boolean {
  if (most === 0) return compare(a, b) === 0
  let sum = 0
  for (let i = 0; i < a.length; i++) {
    const d = (a[i]! - b[i]!) / most
    sum += d * d
    if (sum > 1) return false
  }
  return true
}

/**
 * The part of an asymmetry or disagreement that counts: min(a, 2(a − e)₊), 0 up to the error, all from twice the error on, and linear
 * between. See docs/mathematics.md, “The floor at a slope”.
 */
export function counting(asymmetry: number, error: number): number {
  return Math.min(asymmetry, Math.max(0, 2 * (asymmetry - error)))
}

/** The square of the part of an asymmetry that counts, from the square of the asymmetry. */
export function countingSquare(square: number, error: number): number {
  const asymmetry = Math.sqrt(square)
  return asymmetry >= 2 * error ? square : counting(asymmetry, error) ** 2
}
