import { AmbiguousToleranceError } from '../core/errors.js'
import { type Signal, throwIfAborted } from '../core/signal.js'
import type { Permutation } from '../permutation/permutation.js'
import type { Representation } from '../representation/representation.js'
import { eachElement } from '../subgroups/each-element.js'
import { refuseAbove } from '../subgroups/elements.js'
import { relativeDistance } from './relative-distance.js'
import { searchOf } from './searches.js'
import { Stabilizer } from './stabilizer-result.js'

/** Groups up to this order are listed, which also gives the exact gap. */
const LISTED_ORDER = 20_000n
/** And up to this many coordinates of images. */
const LISTED_WORK = 20_000_000n
/** Groups with no more elements than this times their points are listed with more of them. */
const FEW = 4n
const LISTED_WORK_OF_FEW = 1_000_000_000n
/** The largest group that is listed for want of another method, and the most coordinates of images. */
const MAX_ORDER = 200_000
const MAX_WORK = 2 ** 36

/** Whether the images of a vector under all elements can be gone through. */
export function canListImages({ group: { order }, dim }: Representation): boolean {
  return order <= LISTED_ORDER && order * BigInt(dim) <= LISTED_WORK
}

function isListedFaster({ group: { order, degree }, dim }: Representation): boolean {
  return order <= FEW * BigInt(degree) && order * BigInt(dim) <= LISTED_WORK_OF_FEW
}

/** The stabilizer in a finite group; x checked, tolerance relative. */
export function finiteStabilizer(
  rep: Representation,
  x: Float64Array,
  tolerance: number,
  signal: Signal | undefined,
): Stabilizer {
  const structured = rep.summands.every((s) => s.rep.pointAxes !== undefined)
  const search = structured && !canListImages(rep) && !isListedFaster(rep) ? searchOf(rep.group) : undefined
  return search ? new Stabilizer(search(rep, x, tolerance, signal)) : byListing(rep, x, tolerance, signal)
}

function byListing(
  rep: Representation,
  x: Float64Array,
  tolerance: number,
  signal: Signal | undefined,
): Stabilizer {
  const whole = rep.group
  refuseAbove(
    whole,
    Math.min(MAX_ORDER, Math.floor(MAX_WORK / rep.dim)),
    `list of ${rep.dim}-dimensional images`,
  )
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
