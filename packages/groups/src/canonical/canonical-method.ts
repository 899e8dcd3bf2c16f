import type { Signal } from '@buridan/core'
import { canListImages } from '../images/listing.js'
import { isLieRepresentation } from '../representation/any-representation.js'
import type { AnyRepresentation } from '../representation/representation.js'
import type { Canonical } from './canonical.js'
import { canonicalByFrame } from './canonical-by-frame.js'
import { greatestOfList } from './listed-canonical.js'
import { canonicalByStructure } from './structure-canonical.js'

/**
 * How canonical points are found: the greatest in a `list` of all images; a canonical labelling of the vector as a `structure` on the
 * points of the group; or the `frame` of labelled points in space.
 */
export type CanonicalMethod = 'list' | 'structure' | 'frame'

export function canonicalMethod(rep: AnyRepresentation): CanonicalMethod {
  if (isLieRepresentation(rep)) return 'frame'
  return canListImages(rep) ? 'list' : 'structure'
}

/** The canonical point of a vector by the method of its representation; x checked, tolerance relative. */
export function canonicalPoint(
  rep: AnyRepresentation,
  x: Float64Array,
  tolerance: number,
  signal: Signal | undefined,
): Canonical {
  if (isLieRepresentation(rep)) return canonicalByFrame(rep, x, tolerance)
  return canListImages(rep)
    ? greatestOfList(rep, x, tolerance)
    : canonicalByStructure(rep, x, tolerance, signal)
}
