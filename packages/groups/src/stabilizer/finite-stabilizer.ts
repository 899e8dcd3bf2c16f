import type { Signal } from '@buridan/core'
import { canListImages, isListedFaster } from '../images/listing.js'
import type { Representation } from '../representation/representation.js'
import { stabilizerByListing } from './stabilizer-by-listing.js'
import { Stabilizer } from './stabilizer-result.js'
import { stabilizerByStructure } from './structure-search.js'

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
