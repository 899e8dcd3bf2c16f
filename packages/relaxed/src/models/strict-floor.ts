import { BuridanError, euclideanDistance, euclideanNorm } from '@buridan/core'
import type { AnyRepresentation } from '@buridan/groups'
import { exactLoss } from '../audit/exact-loss.js'
import type { Parts } from '../core/in-breaths.js'
import { projected } from '../fixed/fixed-projection.js'
import type { Placed } from './placing.js'

/** Samples as a strict network is trained on them. */
export interface StrictSamples {
  readonly repIn: AnyRepresentation
  readonly repOut: AnyRepresentation
  readonly x: readonly Float64Array[]
  readonly y: readonly Float64Array[]
  readonly placed: readonly Placed[]
  readonly tolerance: number
}

/** A loss below the floor by this share, or by this share of the labels' size, is rounding in float32; both of roots. */
const ROUNDING = { ofFloor: 1e-5, ofLabels: 1e-6 }
/** Copies within the tolerance of one point have norms that differ by no more than so many tolerances. */
const NORMS_APART = 4

/**
 * What there is to say of a mean squared error that no equivariant function of the samples has; undefined if there is nothing, and where
 * the floor is not known.
 */
export function* belowFloor(loss: number, samples: StrictSamples): Parts<string | undefined> {
  // squared errors are no sums over orbits there
  if (samples.repOut.structure === 'general') return undefined
  const count = samples.x.length
  const sizes = samples.y.map((label) => euclideanNorm(label) ** 2 / count)
  const size = Math.sqrt(sum(sizes))
  const isRounding = (floor: number) =>
    !(Math.sqrt(loss) < Math.sqrt(floor) * (1 - ROUNDING.ofFloor) - ROUNDING.ofLabels * size)
  const copies = possibleCopies(samples)
  const isCopy = new Set(copies)
  // a sample that is no copy of another has its price alone
  let price = 0
  for (let i = 0; i < count; i++) {
    if (!isCopy.has(i)) price += priceOf(samples, i) / count
    yield
  }
  if (isRounding(price + sum(copies.map((i) => sizes[i]!)))) return undefined
  const floor = price + (copies.length === 0 ? 0 : yield* floorOf(samples, copies))
  if (isRounding(floor)) return undefined
  return (
    `below the strict floor: training reached a loss of ${shortly(loss)}, and no equivariant function of these samples has less than ${shortly(floor)}. ` +
    `Copies of a sample with other labels are told apart by rounding that the weights amplify: what is below the floor is noise. ` +
    `Audit the data, and take a method that breaks symmetry, or fewer epochs or a lower learning rate`
  )
}

/** ‖y − P y‖² of a sample. */
function priceOf({ y, placed }: StrictSamples, i: number): number {
  const { projection } = placed[i]!
  return projection ? euclideanDistance(y[i]!, projected(projection, y[i]!)) ** 2 : 0
}

/** Samples that share their norm with another one: copies do, where the group keeps norms. O(samples · log samples). */
function possibleCopies({ repIn, x, tolerance }: StrictSamples): number[] {
  const all = [...x.keys()]
  if (repIn.structure === 'general') return all
  const norms = x.map(euclideanNorm)
  all.sort((i, j) => norms[i]! - norms[j]!)
  const near = (a: number | undefined, b: number | undefined) =>
    a !== undefined && b !== undefined && norms[b]! - norms[a]! <= NORMS_APART * tolerance * norms[b]!
  return all.filter((i, at) => near(all[at - 1], i) || near(i, all[at + 1])).sort((i, j) => i - j)
}

/** The part of the floor that some samples have; 0 where it is not known. */
function* floorOf(
  { repIn, repOut, x, y, tolerance }: StrictSamples,
  which: readonly number[],
): Parts<number> {
  try {
    const copies = { x: which.map((i) => x[i]!), y: which.map((i) => y[i]!) }
    return (yield* exactLoss({ ...copies, repIn, repOut, tolerance })) / x.length
  } catch (error) {
    if (error instanceof BuridanError) return 0
    throw error
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, v) => total + v, 0)
}

function shortly(v: number): string {
  return v.toPrecision(4)
}
