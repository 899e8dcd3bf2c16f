import type { FamilyFigures } from './family-figures.js'
import { addFloors, slopesFrom } from './floor-curve.js'
import type { LabelUnit } from './label-unit.js'

/** The most slopes at which a floor is told. */
const MOST = 120

/**
 * The curve of the floor: pairs of a slope and a sum over samples, from the slope at which the search is complete to that at which the strict floor is
 * reached.
 *
 * @param from - the slope at which the search is complete
 * @param unit - that of labels: slopes are round numbers without it
 * @param strict - the sum at an infinite slope
 * @param none - a difference from it that is none
 */
export function curveOf(
  families: readonly FamilyFigures[],
  from: number,
  unit: LabelUnit,
  strict: number,
  none: number,
): (readonly [number, number])[] {
  if (families.some((f) => !f.family.space.isMetric)) return []
  const slopes = slopesFrom(unit.length(from), MOST).map((s) => unit.lengthOf(s))
  const floors = floorsOf(families, slopes, strict)
  const end = floors.findIndex((f) => f - strict <= none)
  const told = end < 0 ? floors.length : end + 1
  return Array.from(slopes.subarray(0, told), (s, k) => [s, k === end ? strict : floors[k]!] as const)
}

/** The slope from which on the search is complete: what is further away than it went says nothing there. */
export function completeFrom(families: readonly FamilyFigures[]): number {
  return families.reduce((most, f) => Math.max(most, f.size / f.radius), 0)
}

/** The sum at one slope. */
export function floorAt(families: readonly FamilyFigures[], strict: number, slope: number): number {
  // at any steeper slope it is no larger: those of the curve beyond are taken too
  return floorsOf(families, Float64Array.of(slope, ...slopesFrom(slope * (1 + 1e-9), 12)), strict)[0]!
}

/** A floor at a steeper slope holds at a lower one too: the running maximum from large slopes to small. */
function floorsOf(families: readonly FamilyFigures[], slopes: Float64Array, strict: number): Float64Array {
  const floors = new Float64Array(slopes.length)
  for (const { family, near, size } of families) addFloors(family, near.roots, { slopes, size }, floors)
  // exact prices are paid at every slope
  const price = families.reduce((sum, f) => sum + f.figures.reduce((p, o) => p + o.price, 0), 0)
  let most = strict
  for (let k = floors.length - 1; k >= 0; k--) {
    most = Math.max(most, price + floors[k]!)
    floors[k] = most
  }
  return floors
}
