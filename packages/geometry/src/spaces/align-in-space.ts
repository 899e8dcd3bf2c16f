import { euclideanNorm, type Permutation, RepresentationMismatchError } from '@buridan/core'
import { fromFineToCoarse } from '../sites/from-fine-to-coarse.js'
import type { Sites } from '../sites/sites.js'
import {
  checkedNumbers,
  checkedSpace,
  dividedBy,
  type SpaceNumbers,
  type SpaceOptions,
  unitOfNumbers,
} from './checked-space.js'
import { frameMaps, type Landmark, Work } from './frame-search.js'
import { addOuter, normalTo, phaseOfDeterminant, timesI } from './space.js'
import { fittedTo, fittingSteps } from './space-operations.js'
import { type Moved, SpaceSet } from './space-set.js'
import { spansOf } from './span.js'

/** The first match uses only some directions; points further out may be off by this many distances. */
const ROUGH_FACTOR = 16
/** A match that is so much nearer than the tolerance is taken at once. */
const EXACT = 1e-6
/** After so many steps, some seconds, a match that is within the tolerance is near enough. */
const ENOUGH = 1e9
/** Vectors that are off a subspace by this share of the tolerance together are laid along it. */
const NEGLIGIBLE = 1 / 64

/** A map that lays points on others. */
export interface AlignmentInSpace extends Moved {
  /** Row-major; of complex space on real and imaginary parts in turn. */
  readonly matrix: Float64Array
  /** The index of the other point on which each point is laid. */
  readonly images: Permutation
  /** How far the moved points are from the others, in the metric and the unit of the vectors. */
  readonly deviation: number
}

/**
 * Lays points of ℝᵈ or ℂⁿ on others: the orthogonal or unitary map, and the matching of points, that take the first nearest to the second,
 * each within the tolerance. In space {@link alignSites} takes tensors too.
 *
 * @param from - the points to be moved; vectors of `dim` numbers, or twice as many in complex space
 * @param onto - others, with as many points, vectors and scalars
 * @param dim - d or n
 * @returns undefined if no map takes all within the tolerance
 * @throws InvalidArgumentError | RepresentationMismatchError for numbers that are not finite, sets with different numbers of points,
 * vectors or scalars, tensors, and options that are not as described
 * @throws TooLargeError for points alike in too many ways
 * @remarks O(tuples · n²), where as many points as the vectors span dimensions can go to so many tuples of others. Where these would take more than
 * some seconds the nearest of those looked at is taken.
 *
 * @example
 * ```ts
 * import { alignInSpace } from '@buridan/geometry'
 * // three points of the plane, and the same turned by 90°, in another order
 * const set = (...list: number[][]) => ({ points: list.map((p) => ({ vectors: [p] })) })
 * const found = alignInSpace(set([1, 0], [0, 2], [3, 3]), set([-2, 0], [-3, 3], [0, 1]), 2, { proper: true })
 * console.log(found?.images, found?.matrix.map(Math.round)) // → Uint32Array(3) [ 2, 0, 1 ] Float64Array(4) [ 0, -1, 1, 0 ]
 * ```
 */
export function alignInSpace(
  from: Sites,
  onto: Sites,
  dim: number,
  options: SpaceOptions = {},
): AlignmentInSpace | undefined {
  const { tolerance, metric, proper, space } = checkedSpace(dim, options)
  const [source, target] = [checkedNumbers(from, 'from', space), checkedNumbers(onto, 'onto', space)]
  requireAlike(source, target)
  const unit = unitOfNumbers(source, target)
  const [one, other] = [dividedBy(source, unit), dividedBy(target, unit)]
  const furthest = [one, other]
    .flatMap((s) => [...s.vectors.flat(), ...s.wholeVectors])
    .reduce((most, v) => Math.max(most, euclideanNorm(v)), 0)
  const found = fromFineToCoarse(tolerance / unit, furthest, (distance) =>
    aligned(new SpaceSet(one, space, distance, metric), new SpaceSet(other, space, distance, metric), proper),
  )
  return found && { ...found, deviation: found.deviation * unit }
}

function requireAlike(from: SpaceNumbers, onto: SpaceNumbers): void {
  const counts = (s: SpaceNumbers): Readonly<Record<string, number>> => ({
    points: s.vectors.length,
    'vectors of each point': s.vectors[0]?.length ?? 0,
    'scalars of each point': s.scalars[0]?.length ?? 0,
    vectors: s.wholeVectors.length,
    scalars: s.wholeScalars.length,
  })
  const [one, other] = [counts(from), counts(onto)]
  const different = Object.keys(one).find((kind) => one[kind] !== other[kind])
  if (different === undefined) return
  throw new RepresentationMismatchError(
    `from has ${one[different]} ${different}, onto has ${other[different]}: only points that are alike in these are laid on each other`,
  )
}

function aligned(from: SpaceSet, onto: SpaceSet, proper: boolean): AlignmentInSpace | undefined {
  const { delta, metric, space } = from
  const different = from.numbers.wholeScalars.map((v, i) => v - onto.numbers.wholeScalars[i]!)
  const unmoved =
    metric === 'largest' ? different.reduce((a, v) => Math.max(a, Math.abs(v)), 0) : euclideanNorm(different)
  if (unmoved > delta || !sameProfile(from.landmarks, onto.landmarks, delta)) return undefined
  const spans = [from, onto].map(spansOf)
  const step = space.complex ? 2 : 1
  let dimension = 0
  while (spans.some((s) => s.away[dimension]! > NEGLIGIBLE * delta)) dimension += step
  const bases = spans.map((s) => s.basis(dimension))
  const [a, b] = [from.along(bases[0]!), onto.along(bases[1]!)]
  const limit = proper && dimension === space.dim ? 1 : undefined
  const rough = Math.max(delta, Math.min(ROUGH_FACTOR * delta, from.separation / 2))
  const tried = new Set<string>()
  const work = new Work()
  // a point may be matched with any of those that coincide with its image
  const within = (from.classes.length < from.count ? 2.1 : 1.1) * delta
  const search = {
    from: a.landmarks,
    onto: b.landmarks,
    space: a.space,
    within,
    slack: from.together(within),
    thin: from.share,
    negligible: NEGLIGIBLE * delta,
    work,
  }
  let best: (Moved & { readonly matrix: Float64Array }) | undefined
  for (const start of frameMaps(search)) {
    const near = a.move(start, rough, b)
    work.add(a.matchingSteps(near !== undefined))
    const key = near?.images.join()
    if (!near || tried.has(key!)) continue
    tried.add(key!)
    work.add(fittingSteps(a))
    const moved = fittedTo(a, start, near.images, limit, delta, b)
    if (moved && !(best && best.deviation <= moved.deviation)) best = moved
    // nothing is nearer than rounding; of very symmetric points not all matches are compared
    if (best && (best.deviation <= EXACT * delta || work.steps > ENOUGH)) break
  }
  if (!best) return undefined
  const matrix = lifted(best.matrix, bases, from, proper)
  const moved = from.move(matrix, delta, onto)
  if (!moved) return undefined
  const deviation =
    metric === 'largest' ? Math.max(moved.deviation, unmoved) : Math.hypot(moved.deviation, unmoved)
  return deviation <= delta ? { matrix, images: moved.images, deviation } : undefined
}

/** A map between subspaces as one of all of space, of determinant 1 where it has to be. */
function lifted(
  matrix: Float64Array,
  bases: readonly (readonly Float64Array[])[],
  { space }: SpaceSet,
  proper: boolean,
): Float64Array {
  const [source, target] = bases.map((basis) => ({ basis, normal: normalTo(basis, space) }))
  const n = source!.basis.length
  const out = new Float64Array(space.dim ** 2)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) addOuter(out, target!.basis[i]!, source!.basis[j]!, matrix[i * n + j]!)
  }
  target!.normal.forEach((v, k) => {
    addOuter(out, v, source!.normal[k]!)
  })
  const [first] = target!.normal
  if (!proper || !first) return out
  const phase = phaseOfDeterminant(out, space)
  const [from, turned] = [source!.normal[0]!, first.map((v) => v * (Math.cos(phase) - 1))]
  if (space.complex) {
    const back = timesI(first)
    for (let i = 0; i < turned.length; i++) turned[i]! -= Math.sin(phase) * back[i]!
    addOuter(out, timesI(turned), timesI(from))
  }
  addOuter(out, turned, from)
  return out
}

/** Whether sorted lengths agree for each kind: if one differs by more than the distance, so do the sets. */
function sameProfile(from: readonly Landmark[], onto: readonly Landmark[], distance: number): boolean {
  // points that coincide in one set may not in the other, if they are as near as the tolerance
  if (from.length !== onto.length) return true
  const sorted = (list: readonly Landmark[]) =>
    [...list].sort((a, b) => (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : a.radius - b.radius))
  const [a, b] = [sorted(from), sorted(onto)]
  return a.every(
    ({ kind, radius }, i) => kind === b[i]!.kind && Math.abs(radius - b[i]!.radius) <= 3 * distance,
  )
}
