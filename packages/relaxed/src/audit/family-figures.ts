import { type ComparedPair, comparedPairs } from './data-slope.js'
import { exactFigures, type OrbitFigures } from './exact-figures.js'
import { type ExactOrbit, exactOrbits } from './exact-orbits.js'
import { sizeOfLabels } from './floor-curve.js'
import type { LabelUnit } from './label-unit.js'
import { type NearOrbits, nearOrbits } from './near-orbits.js'
import { type PlacedSample, placed } from './placed-sample.js'
import { type Family, squaredDistance } from './sample.js'

/** The figures of the samples of one family, in the common unit of labels. */
export interface FamilyFigures {
  readonly family: Family
  readonly placed: readonly PlacedSample[]
  readonly orbits: readonly ExactOrbit[]
  readonly figures: readonly OrbitFigures[]
  readonly near: NearOrbits
  readonly pairs: readonly ComparedPair[]
  /** Σ‖y − mean‖². */
  readonly spread: number
  readonly mean: Float64Array
  /** The largest distance of a label from the mean label averaged over the group. */
  readonly size: number
  /** The smallest search radius among the samples; those with radius 0 do not count. */
  readonly radius: number
}

/** Compares the samples of one family with each other. */
export function familyFigures(family: Family, unit: LabelUnit): FamilyFigures {
  const list = placed(family, unit)
  const orbits = exactOrbits(family, list)
  const mean = meanLabel(list, family.space.labelDim)
  let radius = Number.POSITIVE_INFINITY
  for (const { sample } of list) {
    const own = family.radius(sample.x)
    if (own > 0) radius = Math.min(radius, own)
  }
  return {
    family,
    placed: list,
    orbits,
    figures: orbits.map((orbit) => exactFigures(family, orbit)),
    near: nearOrbits(family, orbits, radius),
    pairs: comparedPairs(family, orbits),
    spread: list.reduce((sum, { y }) => sum + squaredDistance(y, mean), 0),
    mean,
    size: sizeOfLabels(list, family.space.mean(mean)),
    radius,
  }
}

function meanLabel(list: readonly PlacedSample[], dim: number): Float64Array {
  const mean = new Float64Array(dim)
  list.forEach(({ y }, k) => {
    for (let i = 0; i < dim; i++) mean[i]! += (y[i]! - mean[i]!) / (k + 1)
  })
  return mean
}
