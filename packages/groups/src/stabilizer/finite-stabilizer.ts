import type { Signal } from '@buridan/core'
import type { Representation } from '../representation/representation.js'
import { stabilizerByListing } from './stabilizer-by-listing.js'
import { Stabilizer } from './stabilizer-result.js'
import { stabilizerByStructure } from './structure-search.js'

/** Groups up to this order are listed, which also gives the exact gap. */
const LISTED_ORDER = 20_000n
/** And up to this many coordinates of images. */
const LISTED_WORK = 20_000_000n
/** Groups with no more elements than this times their points are listed with more of them. */
const FEW = 4n
const LISTED_WORK_OF_FEW = 1_000_000_000n
/** Whether the images of a vector under all elements can be gone through. */
export function canListImages({ group: { order }, dim }: Representation): boolean {
  return order <= LISTED_ORDER && order * BigInt(dim) <= LISTED_WORK
}

function isListedFaster({ group: { order, degree }, dim }: Representation): boolean {
  return order <= FEW * BigInt(degree) && order * BigInt(dim) <= LISTED_WORK_OF_FEW
}

/** The stabilizer in a finite group; x checked, tolerance relative. */
export function finiteStabilizer(
  rep: Representation,
  x: Float64Array,
  tolerance: number,
  signal: Signal | undefined,
): Stabilizer {
  const structured = rep.summands.every((s) => s.rep.pointAxes !== undefined)
  return structured && !canListImages(rep) && !isListedFaster(rep)
    ? new Stabilizer(stabilizerByStructure(rep, x, tolerance, signal))
    : stabilizerByListing(rep, x, tolerance, signal)
}
