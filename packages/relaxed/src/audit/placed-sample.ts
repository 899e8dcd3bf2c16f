import { euclideanNorm, innerProduct } from '@buridan/core'
import { rng } from '@buridan/groups'
import type { LabelUnit } from './label-unit.js'
import type { AuditSample, Family } from './sample.js'

/** No label is known better than this share of its norm. */
const LAST_PLACES = 64 * Number.EPSILON
/** Invariants are known to this share of their size. */
const ROUNDING = 1e-12

/** A sample with what decides where it belongs. */
export interface PlacedSample {
  readonly sample: AuditSample
  /** The label in the common unit. */
  readonly y: Float64Array
  /** What the label loses to each group of the chain, in the common unit. */
  readonly asymmetries: readonly number[]
  /** Their squares. */
  readonly losses: readonly number[]
  /** An asymmetry of the label up to this is none: its digits, and how much it turns with an input that is known so well. */
  readonly labelError: number
  readonly invariants: Float64Array
  /** A projection of the invariants: no further apart than they are. */
  readonly key: number
  /** What rounding leaves of the invariants. */
  readonly slack: number
}

/**
 * The samples in an order that hangs on what they are alone, and not on the order or the frame in which they are given: by their invariants, and copies by
 * their numbers. O(n log n) comparisons.
 */
export function placed({ space, samples, precision, labelError }: Family, unit: LabelUnit): PlacedSample[] {
  let weights: Float64Array | undefined
  const list = samples.map((sample): PlacedSample => {
    const invariants = space.invariants(sample.x)
    weights ??= weightsFor(invariants.length)
    const y = unit.scaled(sample.y)
    const digits = Math.max(unit.lengthOf(labelError), LAST_PLACES * euclideanNorm(y))
    return {
      sample,
      y,
      asymmetries: sample.chain.length === 0 ? NONE : sample.chain.map((h) => unit.lengthOf(h.asymmetry)),
      losses: lossesOf(sample, unit),
      labelError: Math.hypot(digits, space.tilt(sample.x, precision.distance, y)),
      invariants,
      key: innerProduct(invariants, weights),
      slack: ROUNDING * euclideanNorm(invariants),
    }
  })
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

/** Whether two samples may be as near as a distance; nothing is carried yet. */
export function mayBeNear(a: PlacedSample, b: PlacedSample, distance: number): boolean {
  const most = distance + a.slack + b.slack
  return Math.abs(a.key - b.key) <= most && isWithin(a.invariants, b.invariants, most)
}

/** Whether vectors are at most as far apart; left as soon as they are not. */
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
 * The part of an asymmetry or disagreement that counts: none up to the error, all of it from twice the error on, and in between what grows from one
 * to the other.
 */
export function counting(asymmetry: number, error: number): number {
  return Math.min(asymmetry, Math.max(0, 2 * (asymmetry - error)))
}

/** The square of what counts of an asymmetry, of which the square is known. */
export function countingSquare(square: number, error: number): number {
  const asymmetry = Math.sqrt(square)
  return asymmetry >= 2 * error ? square : counting(asymmetry, error) ** 2
}
