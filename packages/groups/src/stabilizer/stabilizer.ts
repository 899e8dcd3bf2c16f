import { AmbiguousToleranceError, InvalidArgumentError } from '../core/errors.js'
import { finiteVector, shown } from '../core/validate.js'
import { type FiniteGroup, uncheckedSubgroup } from '../permutation/finite-group.js'
import type { Permutation } from '../permutation/permutation.js'
import type { Representation } from '../representation/representation.js'
import { type ElementList, elementsOf } from '../subgroups/elements.js'

/** Relative distance within which a point counts as unmoved. */
export const DEFAULT_TOLERANCE = 1e-6

/** The stabilizer of a vector, with what it took to decide it. */
export interface Stabilizer {
  /** G_x as a group on the same points; representations of G restrict to it. */
  readonly group: FiniteGroup
  readonly order: bigint
  /** |G| / |G_x|. */
  readonly orbitSize: bigint
  /** Numbers of the elements of G_x in `elementsOf(G)`, ascending. */
  readonly members: Uint32Array
  /** The largest ‖ρ(g)x − x‖ / ‖x‖ among the elements kept. */
  readonly defect: number
  /** The least ‖ρ(g)x − x‖ / ‖x‖ among the elements left out; Infinity if none is. A small gap means a doubtful answer. */
  readonly gap: number
}

/**
 * The stabilizer G_x = { g : ρ(g)x = x } of a vector, to a relative tolerance, by listing the group.
 *
 * @param rep - a representation of a group small enough to list
 * @param x - dim numbers
 * @param options - `tolerance`: g is kept if ‖ρ(g)x − x‖ ≤ tolerance · ‖x‖, default 1e-6
 * @throws AmbiguousToleranceError if the elements kept are no group: the tolerance cuts through a cluster
 * @throws TooLargeError if the group is too large to list
 * @throws RepresentationMismatchError | InvalidArgumentError for a wrong length, NaN, or a negative tolerance
 * @remarks O(order · cost of ρ(g)x). Kaba & Ravanbakhsh 2023, section 2.
 *
 * @example
 * ```ts
 * import { dihedral, stabilizer, tensor } from '@buridan/groups'
 * const rep = tensor(dihedral(4), 1)
 * console.log(stabilizer(rep, [1, 0, 1, 0]).order) // → 4n
 * ```
 */
export function stabilizer(
  rep: Representation,
  x: ArrayLike<number>,
  options: { tolerance?: number } = {},
): Stabilizer {
  const { tolerance = DEFAULT_TOLERANCE } = options
  if (typeof tolerance !== 'number' || !(tolerance >= 0 && tolerance < 1)) {
    throw new InvalidArgumentError(`tolerance is ${shown(tolerance)}; it must be from 0 to less than 1`)
  }
  const vector = finiteVector(x, rep.dim, 'x')
  const list = elementsOf(rep.group)
  const distances = relativeDistances(rep, list, vector)
  const members: number[] = []
  let defect = 0
  let gap = Number.POSITIVE_INFINITY
  distances.forEach((d, i) => {
    if (d <= tolerance) {
      members.push(i)
      defect = Math.max(defect, d)
    } else gap = Math.min(gap, d)
  })
  const group = groupOf(list, members, { tolerance, gap })
  return {
    group,
    order: group.order,
    orbitSize: rep.group.order / group.order,
    members: Uint32Array.from(members),
    defect,
    gap,
  }
}

function relativeDistances(rep: Representation, list: ElementList, x: Float64Array): Float64Array {
  let scale = 0
  for (const v of x) scale = Math.max(scale, Math.abs(v))
  const out = new Float64Array(list.order)
  if (scale === 0) return out
  // scaled by the largest entry, so that squares neither overflow nor vanish
  const unit = x.map((v) => v / scale)
  const norm = Math.sqrt(unit.reduce((sum, v) => sum + v * v, 0))
  const moved = new Float64Array(rep.dim)
  for (let g = 0; g < list.order; g++) {
    rep.applyInto(list.at(g), unit, 0, moved, 0)
    let sum = 0
    for (let i = 0; i < unit.length; i++) sum += (moved[i]! - unit[i]!) ** 2
    out[g] = Math.sqrt(sum) / norm
  }
  return out
}

function groupOf(
  list: ElementList,
  members: readonly number[],
  { tolerance, gap }: { tolerance: number; gap: number },
): FiniteGroup {
  const generators: Permutation[] = []
  let group = uncheckedSubgroup(list.group, [])
  for (const i of members) {
    const g = list.at(i)
    if (group.chain.contains(g)) continue
    generators.push(g)
    group = uncheckedSubgroup(list.group, generators.slice())
  }
  if (group.order !== BigInt(members.length)) {
    throw new AmbiguousToleranceError(
      `within the tolerance ${tolerance} lie ${members.length} elements, which generate a group of ${group.order}; ` +
        `the nearest element left out is at ${gap}: choose a tolerance below or above the cluster`,
    )
  }
  return group
}
