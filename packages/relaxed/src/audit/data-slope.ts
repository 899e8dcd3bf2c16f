import { euclideanDistance } from '@buridan/core'
import { meanOf } from './exact-figures.js'
import { type ExactOrbit, memberOf, symmetryOf } from './exact-orbits.js'
import type { Family } from './sample.js'

/** The most pairs of a family, and about how many additions they may take in all. */
const MOST_PAIRS = 1000
const MOST_WORK = 6e8
/** With fewer pairs there is no growth. */
export const LEAST_PAIRS = 20
/** Pairs up to this many times the precision of both inputs apart are copies or nearly copies. */
const COPIES = 4
/** Of this many next orbits in order, the one with the nearest invariants is compared. */
const LOOKED_AT = 12
/** A curve has at most RANGES ranges of distance, of at least LEAST_OF_RANGE pairs each unless there are fewer pairs. */
const RANGES = 8
const LEAST_OF_RANGE = 5
/** Only ranges whose middles differ by at least this factor count for growth. */
const LEAST_SPAN = 2

/** Two samples in one frame. */
export interface ComparedPair {
  readonly distance: number
  /** The norm of the difference of their labels. */
  readonly difference: number
}

/** Pairs of one range of distance. */
export interface SlopeRange {
  /** The least and the largest distance. */
  readonly from: number
  readonly to: number
  readonly pairs: number
  /** Quantiles of label difference over distance. */
  readonly median: number
  readonly upper: number
  /** The median of the label differences. */
  readonly difference: number
}

/** The slope of the data as a curve by distance. Slopes are lower bounds, because the alignment of two samples need not be the best. */
export interface DataSlope {
  readonly pairs: number
  /** By distance, ascending; each of about as many pairs. */
  readonly curve: readonly SlopeRange[]
  /**
   * The power of the distance with which slopes change: about 0 for a function, about −1 for labels that differ however near their inputs
   * are. Undefined for fewer than 20 pairs, or if all pairs are about equally far apart.
   */
  readonly growth: number | undefined
  /** The 0.9 quantile of the slopes of all pairs. */
  readonly upper: number | undefined
}

/**
 * Pairs of orbits that are not copies, with their distance modulo the group: all pairs for few orbits; for many, each with the orbit whose
 * invariants are nearest, and some with an orbit further away. The number of alignments is bounded. Pairs that none is found for within the
 * reach are far apart and left out: with a poor one their slopes would be too small, and those of near pairs seem to grow.
 */
export function comparedPairs(family: Family, orbits: readonly ExactOrbit[]): ComparedPair[] {
  if (!family.space.isMetric) return []
  const most = Math.max(60, Math.min(MOST_PAIRS, Math.floor(MOST_WORK / family.space.cost)))
  const labels = new Map<ExactOrbit, Float64Array>()
  const labelOf = (orbit: ExactOrbit) => {
    const known = labels.get(orbit) ?? answerOf(family, orbit)
    labels.set(orbit, known)
    return known
  }
  const pairs: ComparedPair[] = []
  for (const [a, b] of chosen(orbits, most)) {
    const reach = family.reach(a.leader.sample.x)
    const found = memberOf(family, a.leader, { ...b.leader, y: labelOf(b) }, reach)
    if (!found || found.distance <= 2 * COPIES * family.precision.distance) continue
    pairs.push({ distance: found.distance, difference: euclideanDistance(found.z, labelOf(a)) })
  }
  return pairs
}

/** The best answer to an orbit: the mean of its labels, projected to the fixed space of its stabilizer. */
function answerOf(family: Family, { leader, stabilizer, members }: ExactOrbit): Float64Array {
  return symmetryOf(family, leader, stabilizer).label(meanOf(members.map((m) => m.z)))
}

/** About as many pairs as the given number, near ones and others. */
function chosen(orbits: readonly ExactOrbit[], most: number): (readonly [ExactOrbit, ExactOrbit])[] {
  const n = orbits.length
  const places = new Set<number>()
  if ((n * (n - 1)) / 2 <= most) {
    for (let j = 1; j < n; j++) for (let i = 0; i < j; i++) places.add(i * n + j)
  } else {
    // two in three near, one in three anywhere
    const firsts = Math.max(1, Math.floor((2 * most) / 3))
    for (let k = 0; k < firsts; k++) {
      const i = Math.floor((k * (n - 1)) / firsts)
      const j = nearest(orbits, i)
      if (j !== undefined) places.add(i * n + j)
    }
    for (let k = 0; places.size < most && k < most; k++) {
      const i = Math.floor((k * (n - 1)) / most)
      const j = i + 1 + ((k * 7919) % Math.max(1, n - 1 - i))
      if (j < n) places.add(i * n + j)
    }
  }
  return [...places].sort((a, b) => a - b).map((p) => [orbits[Math.floor(p / n)]!, orbits[p % n]!] as const)
}

/** Of the next orbits, the one with the nearest invariants. */
function nearest(orbits: readonly ExactOrbit[], i: number): number | undefined {
  let [least, best]: [number, number | undefined] = [Number.POSITIVE_INFINITY, undefined]
  for (let j = i + 1; j <= i + LOOKED_AT && j < orbits.length; j++) {
    const distance = euclideanDistance(orbits[i]!.leader.invariants, orbits[j]!.leader.invariants)
    if (distance < least) [least, best] = [distance, j]
  }
  return best
}

/** The curve of some pairs. O(n log n). */
export function dataSlope(pairs: readonly ComparedPair[]): DataSlope {
  const sorted = [...pairs].sort((a, b) => a.distance - b.distance || a.difference - b.difference)
  const count = Math.max(1, Math.min(RANGES, Math.floor(sorted.length / LEAST_OF_RANGE)))
  const curve = Array.from({ length: sorted.length === 0 ? 0 : count }, (_, k) =>
    rangeOf(
      sorted.slice(Math.floor((k * sorted.length) / count), Math.floor(((k + 1) * sorted.length) / count)),
    ),
  )
  const slopes = sorted.map(slopeOf).sort((a, b) => a - b)
  return {
    pairs: sorted.length,
    curve,
    growth: sorted.length < LEAST_PAIRS ? undefined : growthOf(curve),
    upper: slopes.length === 0 ? undefined : finite(quantile(slopes, 0.9)),
  }
}

const slopeOf = ({ distance, difference }: ComparedPair) => difference / distance

function rangeOf(pairs: readonly ComparedPair[]): SlopeRange {
  const slopes = pairs.map(slopeOf).sort((a, b) => a - b)
  return {
    from: pairs[0]!.distance,
    to: pairs.at(-1)!.distance,
    pairs: pairs.length,
    median: quantile(slopes, 0.5),
    upper: quantile(slopes, 0.9),
    difference: quantile(
      pairs.map((p) => p.difference).sort((a, b) => a - b),
      0.5,
    ),
  }
}

/** The slope, undefined if it overflows. */
function finite(slope: number): number | undefined {
  return slope < Number.POSITIVE_INFINITY ? slope : undefined
}

function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1)
  const low = Math.floor(at)
  const high = Math.min(sorted.length - 1, low + 1)
  return sorted[low]! + (at - low) * (sorted[high]! - sorted[low]!)
}

/** The median of the powers between two ranges far enough apart. */
function growthOf(curve: readonly SlopeRange[]): number | undefined {
  const powers: number[] = []
  curve.forEach((a, i) => {
    for (const b of curve.slice(i + 1)) {
      const span = middle(b) / middle(a)
      if (!(span >= LEAST_SPAN)) continue
      // no difference at all counts as level
      powers.push(a.upper === 0 || b.upper === 0 ? 0 : Math.log(b.upper / a.upper) / Math.log(span))
    }
  })
  return powers.length === 0
    ? undefined
    : quantile(
        powers.sort((a, b) => a - b),
        0.5,
      )
}

/** The geometric mean of the ends of a range. */
function middle({ from, to }: SlopeRange): number {
  return Math.sqrt(from) * Math.sqrt(to)
}
