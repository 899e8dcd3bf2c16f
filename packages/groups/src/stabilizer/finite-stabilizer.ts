import { AmbiguousToleranceError } from '../core/errors.js'
import { factorial } from '../core/factors.js'
import type { Signal } from '../core/signal.js'
import { colouringStabilizer } from '../permutation/colouring-stabilizer.js'
import { type FiniteGroup, uncheckedSubgroup } from '../permutation/finite-group.js'
import { intersection } from '../permutation/intersection.js'
import { orbitsOfPoints } from '../permutation/orbits.js'
import { isIdentity, type Permutation } from '../permutation/permutation.js'
import type { Representation } from '../representation/representation.js'
import { type ElementList, elementsOf } from '../subgroups/elements.js'
import { PointStructure } from './point-structure.js'
import { Stabilizer, type StabilizerMethod } from './stabilizer-result.js'

/** Groups up to this order are listed, which also gives the exact gap. */
const LISTED_ORDER = 20_000n
/** And up to this many coordinates of images. */
const LISTED_WORK = 20_000_000n

/** Whether the images of a vector under all elements can be gone through. */
export function canListImages({ group: { order }, dim }: Representation): boolean {
  return order <= LISTED_ORDER && order * BigInt(dim) <= LISTED_WORK
}

/** The stabilizer in a finite group; x checked, tolerance relative. */
export function finiteStabilizer(
  rep: Representation,
  x: Float64Array,
  tolerance: number,
  signal: Signal | undefined,
): Stabilizer {
  const structured = rep.summands.every((s) => s.rep.pointAxes !== undefined)
  return canListImages(rep) || !structured
    ? byListing(rep, x, tolerance)
    : byStructure(rep, x, tolerance, signal)
}

function byListing(rep: Representation, x: Float64Array, tolerance: number): Stabilizer {
  const list = elementsOf(rep.group)
  const distance = relativeDistance(rep, x)
  const members: number[] = []
  let defect = 0
  let gap = Number.POSITIVE_INFINITY
  for (let i = 0; i < list.order; i++) {
    const d = distance(list.at(i))
    if (d <= tolerance) {
      members.push(i)
      defect = Math.max(defect, d)
    } else gap = Math.min(gap, d)
  }
  const group = groupOf(list, members, { tolerance, gap })
  return new Stabilizer({
    whole: rep.group,
    group,
    defect,
    gap,
    method: 'listing',
    members: Uint32Array.from(members),
  })
}

/** ‖ρ(g)x − x‖ / ‖x‖ as a function of g. */
function relativeDistance(rep: Representation, x: Float64Array): (g: Permutation) => number {
  let scale = 0
  for (const v of x) scale = Math.max(scale, Math.abs(v))
  if (scale === 0) return () => 0
  // scaled by the largest entry, so that squares neither overflow nor vanish
  const unit = x.map((v) => v / scale)
  const norm = Math.sqrt(unit.reduce((sum, v) => sum + v * v, 0))
  const moved = new Float64Array(rep.dim)
  return (g) => {
    rep.applyInto(g, unit, 0, moved, 0)
    let sum = 0
    for (let i = 0; i < unit.length; i++) sum += (moved[i]! - unit[i]!) ** 2
    return Math.sqrt(sum) / norm
  }
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

/**
 * Without listing: the vector as a structure on the points. A group that is all permutations of each of its orbits has as
 * stabilizer the automorphisms of the structure; a colouring is searched for in the group's chain; otherwise the
 * automorphisms are intersected with the group.
 */
function byStructure(
  rep: Representation,
  x: Float64Array,
  tolerance: number,
  signal: Signal | undefined,
): Stabilizer {
  const whole = rep.group
  const norm = Math.sqrt(x.reduce((sum, v) => sum + v * v, 0))
  const structure = new PointStructure(rep, x, tolerance * norm, signal)
  const { group, method } = structureStabilizer(whole, structure, signal)
  const distance = relativeDistance(rep, x)
  const defect = group.generators.reduce((most, g) => Math.max(most, distance(g)), 0)
  // an element left out changes the inner product with some unit vector from one cluster to another
  const gap = norm === 0 ? Number.POSITIVE_INFINITY : structure.separation / norm
  if (defect > tolerance) {
    throw new AmbiguousToleranceError(
      `values within the tolerance ${tolerance} of their neighbours chain up to a move of ${defect}; choose a tolerance below or above the cluster`,
    )
  }
  return new Stabilizer({ whole, group, defect, gap, method })
}

function structureStabilizer(
  whole: FiniteGroup,
  structure: PointStructure,
  signal: Signal | undefined,
): { group: FiniteGroup; method: StabilizerMethod } {
  const options = signal ? { signal } : {}
  if (structure.isColouring) {
    const known = new Map<string, number>()
    const colours = structure.colours.map((c) => known.get(c) ?? known.set(c, known.size).size - 1)
    return { group: colouringStabilizer(whole, colours, options), method: 'colouring' }
  }
  const orbits = orbitsOfPoints(whole.degree, whole.generators)
  const orbitOf = new Int32Array(whole.degree)
  orbits.forEach((orbit, k) => {
    for (const p of orbit) orbitOf[p] = k
  })
  const generators = structure.automorphismGenerators(orbitOf).filter((g) => !isIdentity(g))
  const all = uncheckedSubgroup(whole, generators)
  if (orbits.reduce((order, o) => order * factorial(o.length), 1n) === whole.order) {
    return { group: all, method: 'automorphisms' }
  }
  return {
    group: uncheckedSubgroup(whole, intersection(whole, all, options).generators),
    method: 'intersection',
  }
}
