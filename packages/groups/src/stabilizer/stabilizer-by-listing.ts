import {
  AmbiguousToleranceError,
  type Permutation,
  type Signal,
  TooLargeError,
  throwIfAborted,
} from '@buridan/core'
import { eachElement } from '@buridan/permutations'
import { orderWithoutChoice } from '../images/listing.js'
import type { Representation } from '../representation/representation.js'

import { relativeDistance } from './relative-distance.js'
import { Stabilizer } from './stabilizer-result.js'

/** The stabilizer by a pass over the group; x checked, tolerance relative. */
export function stabilizerByListing(
  rep: Representation,
  x: Float64Array,
  tolerance: number,
  signal: Signal | undefined,
): Stabilizer {
  const whole = rep.group
  const limit = orderWithoutChoice(rep.dim)
  if (whole.order > BigInt(limit)) {
    throw new TooLargeError(
      `list of ${rep.dim}-dimensional images of ${whole.shortName} of order ${whole.order} refused: the limit is order ${limit}`,
    )
  }
  const distance = relativeDistance(rep, x)
  const members: number[] = []
  const generators: Permutation[] = []
  let group = whole.subgroupOf([])
  let defect = 0
  let gap = Number.POSITIVE_INFINITY
  eachElement(whole, (g, i) => {
    if ((i & 255) === 0) throwIfAborted(signal)
    const d = distance(g)
    if (!(d <= tolerance)) {
      gap = Math.min(gap, d)
      return
    }
    members.push(i)
    defect = Math.max(defect, d)
    if (group.chain.contains(g)) return
    generators.push(g.slice())
    group = whole.subgroupOf([...generators])
  })
  if (group.order !== BigInt(members.length)) {
    throw new AmbiguousToleranceError(
      `within the tolerance ${tolerance} lie ${members.length} elements, which generate a group of ${group.order}; ` +
        `the nearest element left out is at ${gap}: choose a tolerance below or above the cluster`,
    )
  }
  return new Stabilizer({ whole, group, defect, gap, method: 'listing', members: Uint32Array.from(members) })
}
