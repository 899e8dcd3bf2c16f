import { euclideanDistance } from '@buridan/core'
import { type Balls, ballBound, lossOf, startOf } from './ball-bound.js'
import { meanOf } from './exact-figures.js'
import { distanceFrom, isExact, symmetryOf } from './exact-orbits.js'
import type { NearOrbit } from './near-orbits.js'
import { counting, type PlacedSample } from './placed-sample.js'
import type { Asymmetry, Family } from './sample.js'

/** A bound of less than this share of the squared size of labels is rounding. */
const NONE = 1e-24

/** The slopes of a curve, and the size of labels. */
export interface Slopes {
  /** Ascending. */
  readonly slopes: Float64Array
  /** The largest distance of a label from the mean label averaged over the group. */
  readonly size: number
}

/**
 * Adds to `sum` lower bounds of the squared error of every equivariant function of each slope on the samples of near-orbits, beyond the
 * price of exact symmetries: for each tree the best of the bound of a node and the sum of those of its parts. See docs/mathematics.md, “The
 * floor at a slope”.
 *
 * @remarks O(slopes · samples · chain) for samples without near copies; for near-orbits also O(rounds · members · dim) for each slope.
 */
export function addFloors(
  family: Family,
  roots: readonly NearOrbit[],
  given: Slopes,
  sum: Float64Array,
): void {
  const own = new Float64Array(given.slopes.length)
  for (const root of roots) {
    if (root.members.length === 1 && root.members[0]!.placed.sample.chain.length === 0) continue
    own.fill(0)
    addBest(family, root, given, own)
    for (let k = 0; k < sum.length; k++) sum[k]! += own[k]!
  }
}

function addBest(family: Family, node: NearOrbit, given: Slopes, sum: Float64Array): void {
  if (node.members.length === 1) {
    addAlone(family, node.members[0]!.placed, given.slopes, sum)
    return
  }
  const best = new Float64Array(sum.length)
  if (node.parts.length > 0) for (const part of node.parts) addBest(family, part, given, best)
  else for (const { placed } of node.members) addAlone(family, placed, given.slopes, best)
  takeBetter(family, node, given, best)
  for (let k = 0; k < sum.length; k++) sum[k]! += best[k]!
}

/**
 * The best bound of a sample's own chain beyond its stabilizer: (κ(‖P₀y − P_H y‖) − L (d − e)₊)₊², P₀ the projection of the stabilizer and
 * κ as {@link counting}. The norm is the root of ‖y − P_H y‖² less the price ‖y − P₀y‖².
 */
function addAlone(
  { precision }: Family,
  { sample: { chain }, losses, labelError }: PlacedSample,
  slopes: Float64Array,
  sum: Float64Array,
): void {
  const exact = chain.findLastIndex((h) => isExact(precision, h))
  const price = exact < 0 ? 0 : losses[exact]!
  const rest = losses.map((loss, h) =>
    h <= exact ? 0 : counting(Math.sqrt(Math.max(0, loss - price)), labelError),
  )
  if (rest.every((r) => r === 0)) return
  for (let k = 0; k < slopes.length; k++) {
    let most = 0
    for (let h = exact + 1; h < chain.length; h++) {
      const off = Math.max(0, chain[h]!.distance - precision.distance)
      most = Math.max(most, rest[h]! - slopes[k]! * off)
    }
    sum[k]! += most * most
  }
}

/**
 * Replaces `best` where the samples of a near-orbit together have a better bound than its parts: distances are from a point fixed by a
 * group of the representative's chain.
 */
function takeBetter(family: Family, node: NearOrbit, { slopes, size }: Slopes, best: Float64Array): void {
  const { members, leader } = node
  const error = Math.sqrt(members.reduce((sum, m) => sum + m.placed.labelError ** 2, 0) / members.length)
  const enough = NONE * size * size
  for (const own of groupsFor(node)) {
    const symmetry = symmetryOf(family, leader.leader, own)
    const centres = members.map((m) => m.z)
    const inputs = members.flatMap((m) => m.x ?? [])
    const point = inputs.length === members.length ? symmetry.input(meanOf(inputs)) : undefined
    const distances = members.map((m) =>
      Math.max(0, distanceFrom(m, point, symmetry.distance) - family.precision.distance),
    )
    const radii = new Float64Array(members.length)
    const balls: Balls = { centres, radii, project: (v) => symmetry.label(v) }
    const start = startOf(balls)
    for (let k = 0; k < slopes.length; k++) {
      // near-orbits too wide for the differences of labels at this slope are left out, so that a longer search changes no value
      if (slopes[k]! * node.radius > 2 * size) break
      for (let i = 0; i < radii.length; i++) radii[i] = slopes[k]! * distances[i]!
      if (asFarAsItCounts(lossOf(start, balls), members.length, error) <= best[k]! + enough) continue
      const bound = asFarAsItCounts(ballBound(balls, enough), members.length, error)
      if (bound > best[k]!) best[k] = bound
    }
  }
}

/** The part of a sum of squares that counts, by its root mean square. */
function asFarAsItCounts(squares: number, count: number, error: number): number {
  const root = Math.sqrt(squares / count)
  return count * counting(root, error) ** 2
}

/**
 * The stabilizer of the representative within its precision, and the further groups of its chain at most two radii of the near-orbit away.
 */
function groupsFor({ leader, radius }: NearOrbit): (Asymmetry | undefined)[] {
  const { stabilizer, leader: placed } = leader
  const { chain } = placed.sample
  const from = stabilizer === undefined ? 0 : chain.indexOf(stabilizer) + 1
  return [stabilizer, ...chain.slice(from).filter((h) => h.distance <= 2 * radius)]
}

const NO_SLOPE = { slope: 0, by: undefined } as const

/**
 * The smallest slope at which a sample has no loss of its own, and the group that requires it: infinite for an exact symmetry that the
 * label breaks, by the largest such group; 0 if the label breaks none.
 */
export function requiredSlope(
  { precision }: Family,
  { sample: { chain }, asymmetries, labelError }: PlacedSample,
): {
  readonly slope: number
  readonly by: Asymmetry | undefined
} {
  if (chain.length === 0) return NO_SLOPE
  let [slope, by]: [number, Asymmetry | undefined] = [0, undefined]
  chain.forEach((h, k) => {
    const loss = counting(asymmetries[k]!, labelError)
    if (loss === 0) return
    const off = isExact(precision, h) ? 0 : Math.max(0, h.distance - precision.distance)
    const own = off === 0 ? Number.POSITIVE_INFINITY : loss / off
    // of exact symmetries the largest has the highest price
    if (own > slope || own === Number.POSITIVE_INFINITY) [slope, by] = [own, h]
  })
  return { slope, by }
}

/** The largest distance of a label from a vector fixed by the whole group; distances up to the error of the label are 0. */
export function sizeOfLabels(list: readonly PlacedSample[], kept: Float64Array): number {
  let most = 0
  for (const { y, labelError } of list) {
    const size = euclideanDistance(y, kept)
    if (size > labelError) most = Math.max(most, size)
  }
  return most
}

/** Slopes 1, 2 and 5 times powers of ten, from the first at or above `from`. */
export function slopesFrom(from: number, count: number): Float64Array {
  const out: number[] = []
  if (!(from > 0 && from < Number.POSITIVE_INFINITY)) return Float64Array.from(out)
  for (let e = Math.floor(Math.log10(from)); e < 308; e++) {
    for (const mantissa of [1, 2, 5]) {
      const slope = Number(`${mantissa}e${e}`)
      if (slope >= from) out.push(slope)
      if (out.length === count) return Float64Array.from(out)
    }
  }
  return Float64Array.from(out)
}
