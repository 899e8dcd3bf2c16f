import { euclideanDistance } from '@buridan/core'
import { InvalidArgumentError } from '@buridan/groups'
import { atOnce, type Parts } from '../core/in-breaths.js'
import { mayBeNear, type PlacedSample } from './placed-sample.js'
import { type Asymmetry, type Family, type Precision, plainOrder } from './sample.js'
import { IDENTITY, type NearSymmetry } from './spaces/audit-space.js'

/** A sample in the frame of its orbit's representative. */
export interface Member {
  readonly placed: PlacedSample
  /** The input in that frame; undefined for crystals, which have no common frame. */
  readonly x: Float64Array | undefined
  /** The label in that frame. */
  readonly z: Float64Array
  /** Its distance from the representative. */
  readonly distance: number
  /** The largest distance of one of its points. */
  readonly displacement: number
}

/** Samples that are copies of one another to their precision. */
export interface ExactOrbit {
  readonly leader: PlacedSample
  readonly members: Member[]
  /** The largest group that fixes the representative within its precision; undefined for the trivial group. */
  readonly stabilizer: Asymmetry | undefined
}

/** The largest group of a chain that fixes a sample within its precision. */
function exactStabilizer({ precision }: Family, { sample }: PlacedSample): Asymmetry | undefined {
  return sample.chain.findLast((h) => isExact(precision, h))
}

/** Whether an input has a symmetry within its precision, measured for each point and for all points together. */
export function isExact({ same, kept }: Precision, { displacement, distance }: Asymmetry): boolean {
  return displacement <= same && distance <= kept
}

/** The near-symmetry of a chain with its action, computed again. O(cost of the search). */
export function symmetryOf(
  { space, look }: Family,
  { sample }: PlacedSample,
  own: Asymmetry | undefined,
): NearSymmetry {
  if (own === undefined) return IDENTITY
  const found = space.symmetries(sample.x, look(sample.x))[sample.chain.indexOf(own) + 1]
  if (found && plainOrder(found.order) === own.order) return found
  throw new InvalidArgumentError(
    `sample ${sample.index} has no near-symmetry of order ${own.order} as its part says: the part was made otherwise, or changed`,
  )
}

/**
 * Samples grouped into orbits: each is aligned to the representatives that it may be a copy of, and joins the nearest. A sample that is not
 * a copy starts an orbit of its own. O(n · representatives with alike invariants).
 *
 * @param placed - in their order
 */
export function exactOrbits(family: Family, placed: readonly PlacedSample[]): ExactOrbit[] {
  return atOnce(findOrbits(family, placed))
}

/** {@link exactOrbits}, a sample at a time. */
export function* findOrbits(family: Family, placed: readonly PlacedSample[]): Parts<ExactOrbit[]> {
  const { apart } = family.precision
  const orbits: ExactOrbit[] = []
  /** The first orbit whose key is near enough for the next sample. */
  let first = 0
  for (const own of placed) {
    while (first < orbits.length && orbits[first]!.leader.key < own.key - apart - 2 * own.slack) first++
    let best: { readonly orbit: ExactOrbit; readonly member: Member } | undefined
    for (let k = orbits.length - 1; k >= first; k--) {
      const orbit = orbits[k]!
      if (!mayBeNear(own, orbit.leader, apart)) continue
      const member = copyOf(family, orbit.leader, own)
      if (member && !(best && best.member.distance <= member.distance)) best = { orbit, member }
    }
    if (best) best.orbit.members.push(best.member)
    else
      orbits.push({
        leader: own,
        members: [{ placed: own, x: own.sample.x, z: own.y, distance: 0, displacement: 0 }],
        stabilizer: exactStabilizer(family, own),
      })
    yield
  }
  return orbits
}

/** A sample in the frame of a representative; undefined if it is not a copy of it. */
function copyOf(family: Family, leader: PlacedSample, own: PlacedSample): Member | undefined {
  const { same, kept } = family.precision
  const member = memberOf(family, leader, own, 2 * same)
  return member && member.distance <= 2 * kept ? member : undefined
}

/** A sample in the frame of a representative; undefined if none is found within the displacement. */
export function memberOf(
  { space, precision }: Family,
  leader: PlacedSample,
  placed: PlacedSample,
  displacement: number,
): Member | undefined {
  const found = space.carry(leader.sample.x, placed.sample.x, displacement, precision.same)
  if (!found || found.displacement > displacement) return undefined
  return {
    placed,
    x: found.input?.(placed.sample.x),
    z: found.label(placed.y),
    distance: found.distance,
    displacement: found.displacement,
  }
}

/** An upper bound of the distance of a member from a point. */
export function distanceFrom(member: Member, point: Float64Array | undefined, off: number): number {
  return member.x && point ? euclideanDistance(member.x, point) : member.distance + off
}
