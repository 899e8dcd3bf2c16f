import type { FamilyFigures } from './family-figures.js'
import { addFloors, slopesFrom } from './floor-curve.js'
import type { LabelUnit } from './label-unit.js'

/** The largest number of slopes on the curve. */
const MOST = 120

/**
 * The curve of the floor: pairs of a slope and a sum over samples, from the slope at which the search is complete to that at which the
 * strict floor is reached.
 *
 * @param from - the slope at which the search is complete
 * @param unit - that of labels: slopes are round numbers without it
 * @param strict - the sum at an infinite slope
 * @param none - differences from it up to this count as 0
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

/** The slope from which on the search is complete: symmetries and copies beyond its radius cannot raise the floor there. */
export function completeFrom(families: readonly FamilyFigures[]): number {
  return families.reduce((most, f) => Math.max(most, f.size / f.radius), 0)
}

/** The sum at one slope. */
export function floorAt(families: readonly FamilyFigures[], strict: number, slope: number): number {
  // bounds at steeper slopes hold too: twelve of them are tried as well
  return floorsOf(families, Float64Array.of(slope, ...slopesFrom(slope * (1 + 1e-9), 12)), strict)[0]!
}

/** A floor at a steeper slope holds at a lower one too: the running maximum from large slopes to small. */
function floorsOf(families: readonly FamilyFigures[], slopes: Float64Array, strict: number): Float64Array {
  const floors = new Float64Array(slopes.length)
  for (const { family, near, size } of families) addFloors(family, near.roots, { slopes, size }, floors)
  // prices of exact symmetries are part of every floor
  const price = families.reduce((sum, f) => sum + f.figures.reduce((p, o) => p + o.price, 0), 0)
  let most = strict
  for (let k = floors.length - 1; k >= 0; k--) {
    most = Math.max(most, price + floors[k]!)
    floors[k] = most
  }
  return floors
}
