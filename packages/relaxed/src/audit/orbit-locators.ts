import {
  type AnyRepresentation,
  CanonicalPoints,
  isLieRepresentation,
  type PointMetric,
  type Representation,
  UnsupportedError,
} from '@buridan/groups'
import { CrystalLocator, PeriodicSamples } from './crystal-locator.js'
import { ListedImages, ListedLocator } from './listed-locator.js'
import type { OrbitLocator } from './located-sample.js'
import { RotationLocator } from './rotation-locator.js'
import { StructureLocator } from './structure-locator.js'

/**
 * Locators of orbits, to several tolerances, by the method that fits the group.
 *
 * @throws UnsupportedError if the group is too large to list and ρ_out no signed permutation representation, and for periodic inputs that
 * are not in the representation of these
 */
export function orbitLocators(
  repIn: AnyRepresentation,
  repOut: AnyRepresentation,
  tolerances: readonly number[],
  metric: PointMetric,
  periodic = false,
): OrbitLocator[] {
  if (periodic) {
    const samples = new PeriodicSamples(repIn, repOut)
    return tolerances.map((t) => new CrystalLocator(samples, t))
  }
  if (isLieRepresentation(repIn) && isLieRepresentation(repOut)) {
    return tolerances.map((t) => new RotationLocator(repIn, repOut, t, metric))
  }
  return finiteLocators(repIn as Representation, repOut as Representation, tolerances)
}

function finiteLocators(
  repIn: Representation,
  repOut: Representation,
  tolerances: readonly number[],
): OrbitLocator[] {
  const points = new CanonicalPoints(repIn, [repOut])
  const { tables } = points
  if (tables) {
    const images = new ListedImages(tables)
    return tolerances.map((t) => new ListedLocator(images, t))
  }
  if (repOut.isMonomial) return tolerances.map((t) => new StructureLocator(points, repOut, t))
  const { name, order } = repIn.group
  throw new UnsupportedError(
    `${name} of order ${order} is too large to list, and ${repOut.text} permutes no coordinates: its labels are not projected`,
  )
}
