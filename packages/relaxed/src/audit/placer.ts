import {
  type AnyRepresentation,
  CanonicalPoints,
  isLieRepresentation,
  type PointMetric,
  type Representation,
  UnsupportedError,
} from '@buridan/groups'
import { ListedImages, ListedPlacer } from './listed-placer.js'
import type { Placer } from './placed-sample.js'
import { RotationPlacer } from './rotation-placer.js'
import { StructurePlacer } from './structure-placer.js'

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
  const points = new CanonicalPoints(repIn, [repOut])
  const { tables } = points
  if (tables) {
    const images = new ListedImages(tables)
    return tolerances.map((t) => new ListedPlacer(images, t))
  }
  if (repOut.isMonomial) return tolerances.map((t) => new StructurePlacer(points, repOut, t))
  const { name, order } = repIn.group
  throw new UnsupportedError(
    `${name} of order ${order} is too large to list, and ${repOut.text} permutes no coordinates: its labels are not projected`,
  )
}
