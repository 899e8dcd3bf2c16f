import {
  type AnyRepresentation,
  isLieRepresentation,
  type PointMetric,
  type Representation,
  UnsupportedError,
} from '@buridan/groups'
import { ListedImages, ListedPlacer } from './listed-placer.js'
import type { Placer } from './placed-sample.js'
import { RotationPlacer } from './rotation-placer.js'
import { StructurePlacer } from './structure-placer.js'

/** Groups up to this order are listed. */
const LISTED_ORDER = 20_000n
/** And up to this many numbers in the tables of their images. */
const LISTED_SIZE = 50_000_000n

/**
 * Placers to several tolerances, by the method that fits the group.
 *
 * @throws UnsupportedError if the group is too large to list and ρ_out no signed permutation representation
 */
export function placersFor(
  repIn: AnyRepresentation,
  repOut: AnyRepresentation,
  tolerances: readonly number[],
  metric: PointMetric,
): Placer[] {
  if (isLieRepresentation(repIn) && isLieRepresentation(repOut)) {
    return tolerances.map((t) => new RotationPlacer(repIn, repOut, t, metric))
  }
  return finitePlacers(repIn as Representation, repOut as Representation, tolerances)
}

function finitePlacers(
  repIn: Representation,
  repOut: Representation,
  tolerances: readonly number[],
): Placer[] {
  const { order } = repIn.group
  const size = order * BigInt(tableWidth(repIn) + tableWidth(repOut))
  if (order <= LISTED_ORDER && size <= LISTED_SIZE) {
    const images = new ListedImages(repIn, repOut)
    return tolerances.map((t) => new ListedPlacer(images, t))
  }
  if (repOut.isMonomial) return tolerances.map((t) => new StructurePlacer(repIn, repOut, t))
  throw new UnsupportedError(
    `${repIn.group.name} of order ${order} is too large to list, and ${repOut.text} permutes no coordinates: its labels are not projected`,
  )
}

function tableWidth({ dim, isMonomial }: Representation): number {
  return isMonomial ? dim : dim * dim
}
