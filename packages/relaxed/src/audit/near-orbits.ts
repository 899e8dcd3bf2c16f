import { euclideanDistance } from '@buridan/core'
import { type ExactOrbit, type Member, memberOf, symmetryOf } from './exact-orbits.js'
import { mayBeNear, type PlacedSample } from './placed-sample.js'
import type { Family } from './sample.js'

/** The distance of each level is this many times that of the last. */
const STEP = 4
/** The most additions for all alignments, about. */
const MOST_WORK = 1e9
/** The number of pairs that are compared whatever the cost. */
const LEAST_PAIRS = 200
/** The most pairs of representatives that are compared by their invariants alone. */
const MOST_COMPARED = 1e7

/** Samples near one another, in the frame of one representative. */
export interface NearOrbit {
  readonly leader: ExactOrbit
  readonly members: readonly Member[]
  /** The near-orbits that it was joined from; empty for an exact orbit. */
  readonly parts: readonly NearOrbit[]
  /** The largest distance of a member from the representative. */
  readonly radius: number
}

/** Near-orbits as trees, and the distance up to which orbits were joined. */
export interface NearOrbits {
  readonly roots: readonly NearOrbit[]
  /** The distance up to which near-copies were sought. */
  readonly within: number
}

/** Two representatives that are near. */
interface Edge {
  readonly from: number
  readonly to: number
  readonly distance: number
}

/**
 * Joins orbits into near-orbits at growing distance: at each level each representative, in order, takes in those near it that no other has
 * taken. The result within a distance does not depend on how far the search goes. With too many pairs the search ends earlier; `within`
 * says where.
 *
 * @param distance - the distance up to which near-copies are sought
 */
export function nearOrbits(family: Family, orbits: readonly ExactOrbit[], distance: number): NearOrbits {
  const least = family.precision.apart
  const alone = () => leavesOf(family, orbits, []).filter((o) => o !== undefined)
  if (orbits.length < 2) return { roots: alone(), within: distance }
  if (!(least > 0 && least < distance && family.space.isMetric)) {
    return { roots: alone(), within: Math.min(least, distance) }
  }
  const { levels, within, reach, pairs } = searched(family, orbits, distance, least)
  const edges = edgesOf(family, orbits, reach, pairs).sort(
    (a, b) => a.distance - b.distance || a.from - b.from || a.to - b.to,
  )
  return { roots: joined(family, leavesOf(family, orbits, edges), edges, least, levels), within }
}

/**
 * Each orbit as a near-orbit of its own; undefined for a single sample without near-symmetries or neighbours, which loses nothing. Labels
 * are projected to the fixed space of the stabilizer, so that they do not depend on the element by which a copy was aligned.
 */
function leavesOf(
  family: Family,
  orbits: readonly ExactOrbit[],
  edges: readonly Edge[],
): (NearOrbit | undefined)[] {
  const near = new Set(edges.flatMap(({ from, to }) => [from, to]))
  return orbits.map((leader, k) => {
    const { members, stabilizer } = leader
    const alone = members.length === 1 && !near.has(k)
    if (alone && members[0]!.placed.sample.chain.length === 0) return undefined
    const kept = alone || stabilizer === undefined ? members : keptBy(family, leader)
    return { leader, members: kept, parts: [], radius: radiusOf(members) }
  })
}

function keptBy(family: Family, { leader, stabilizer, members }: ExactOrbit): Member[] {
  const symmetry = symmetryOf(family, leader, stabilizer)
  return members.map((m) => ({ ...m, z: symmetry.label(m.z) }))
}

function radiusOf(members: readonly Member[]): number {
  return members.reduce((most, m) => Math.max(most, m.distance), 0)
}

/**
 * The pairs at the largest level at which they are not too many. Levels are at fixed multiples of the precision: a longer search only adds
 * levels.
 */
function searched(family: Family, orbits: readonly ExactOrbit[], distance: number, least: number) {
  const most = Math.max(LEAST_PAIRS, MOST_WORK / family.space.cost)
  // the curve begins at the slope size / distance, where labels, at most twice the size apart, can conflict within twice the distance
  const last = Math.ceil(Math.log((2 * distance) / least) / Math.log(STEP))
  for (let level = last; level > 0; level--) {
    const within = least * STEP ** level
    const pairs = pairsOf(orbits, within, most)
    if (pairs) return { levels: level, within: level === last ? distance : within / 2, reach: within, pairs }
  }
  return { levels: 0, within: least / 2, reach: least, pairs: [] }
}

/** Pairs of representatives that may be near, or undefined if they, or those whose keys are near, are too many. */
function pairsOf(
  orbits: readonly ExactOrbit[],
  within: number,
  most: number,
): (readonly [number, number])[] | undefined {
  if (lookedAt(orbits, within) > MOST_COMPARED) return undefined
  const pairs: (readonly [number, number])[] = []
  for (let j = 1; j < orbits.length; j++) {
    const own = orbits[j]!.leader
    for (let i = j - 1; i >= 0 && isInReach(orbits[i]!.leader, own, within); i--) {
      if (!mayBeNear(orbits[i]!.leader, own, within)) continue
      pairs.push([i, j])
      if (pairs.length > most) return undefined
    }
  }
  return pairs
}

/** The number of pairs whose keys are near. O(orbits). */
function lookedAt(orbits: readonly ExactOrbit[], within: number): number {
  let [count, first] = [0, 0]
  orbits.forEach(({ leader }, j) => {
    while (first < j && !isInReach(orbits[first]!.leader, leader, within)) first++
    count += j - first
  })
  return count
}

function isInReach(before: PlacedSample, own: PlacedSample, within: number): boolean {
  return own.key - before.key <= within + own.slack + before.slack
}

function edgesOf(
  family: Family,
  orbits: readonly ExactOrbit[],
  within: number,
  pairs: readonly (readonly [number, number])[],
): Edge[] {
  const edges: Edge[] = []
  for (const [from, to] of pairs) {
    const member = memberOf(
      family,
      orbits[from]!.leader,
      orbits[to]!.leader,
      family.reach(orbits[from]!.leader.sample.x),
    )
    if (member && member.distance <= within) edges.push({ from, to, distance: member.distance })
  }
  return edges
}

/** Level by level. */
function joined(
  family: Family,
  leading: (NearOrbit | undefined)[],
  edges: readonly Edge[],
  least: number,
  levels: number,
): NearOrbit[] {
  let left = edges
  for (let level = 1; level <= levels && left.length > 0; level++) {
    const reach = least * STEP ** level
    const near = left.filter((e) => e.distance <= reach)
    if (near.length === 0) continue
    join(family, leading, near)
    // orbits that were taken in are no longer leaders
    left = left.filter(({ from, to }) => leading[from] && leading[to])
  }
  return leading.filter((o) => o !== undefined)
}

function join(family: Family, leading: (NearOrbit | undefined)[], edges: readonly Edge[]): void {
  const neighbours = new Map<number, number[]>()
  for (const { from, to } of edges) {
    for (const [a, b] of [
      [from, to],
      [to, from],
    ] as const) {
      const list = neighbours.get(a)
      if (list) list.push(b)
      else neighbours.set(a, [b])
    }
  }
  const heads = new Set<number>()
  for (const a of [...neighbours.keys()].sort((x, y) => x - y)) {
    const own = leading[a]
    if (own === undefined || heads.has(a)) continue
    const parts = [own]
    const members = [...own.members]
    for (const b of neighbours.get(a)!) {
      const other = leading[b]
      if (other === undefined || heads.has(b)) continue
      const moved = carried(family, own.leader, other)
      if (!moved) continue
      for (const m of moved) members.push(m)
      parts.push(other)
      leading[b] = undefined
    }
    if (parts.length === 1) continue
    heads.add(a)
    leading[a] = { leader: own.leader, members, parts, radius: radiusOf(members) }
  }
}

/**
 * The members of a near-orbit in the frame of another representative. Where their own is symmetric, or nearly, several frames are as good for them: they are
 * laid on the other one by one.
 */
function carried(
  { space, reach, precision }: Family,
  { leader }: ExactOrbit,
  { leader: own, members }: NearOrbit,
): Member[] | undefined {
  const onto = leader.sample.x
  const carry = (x: Float64Array) => space.carry(onto, x, reach(onto), precision.same)
  const found = carry(own.leader.sample.x)
  if (!found) return undefined
  const frames = members.length > 1 && own.leader.sample.chain.length > 0
  return members.map((m) => {
    const each = (frames && m.x && carry(m.x)) || found
    const x = m.x && each.input?.(m.x)
    return {
      ...m,
      x,
      z: each.label(m.z),
      distance: x ? euclideanDistance(x, onto) : m.distance + each.distance,
    }
  })
}
