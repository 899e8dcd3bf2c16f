import {
  determinant3,
  euclideanNorm,
  length,
  type Matrix3,
  minus,
  multiply3,
  type Permutation,
  perpendicular,
  RepresentationMismatchError,
  scaled,
  transpose3,
  type Vector,
} from '@buridan/core'
import { fitOrthogonal } from '../operations/orthogonal-fit.js'
import { FLAT, frame, LEAST_RADIUS, sine } from '../operations/symmetry-operations.js'
import {
  checkedOptions,
  checkedSites,
  furthestOf,
  inUnit,
  type SiteNumbers,
  unitOf,
} from './checked-sites.js'
import { fromFineToCoarse } from './from-fine-to-coarse.js'
import { SiteSet } from './site-set.js'
import type { SiteOptions, Sites } from './sites.js'

/** The first match uses only two directions; points further out may be off by this many distances. */
const ROUGH_FACTOR = 16
/** Two directions with an angle of less than this sine fix a frame badly. */
const LEAST_SINE = 0.2
const IDENTITY: Matrix3 = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1)

/** An operation that lays sites on others. */
export interface Alignment {
  /** Orthogonal 3×3 matrix, row-major, about the origin. */
  readonly matrix: Matrix3
  /** The index of the other point on which each point is laid. */
  readonly images: Permutation
  /** How far the moved sites are from the others, in the metric and the unit of the vectors. */
  readonly deviation: number
}

/** A direction, of a point or of the whole, with the data that decide which others it can go to. */
interface Landmark {
  readonly vector: Vector
  readonly radius: number
  readonly kind: string
  readonly scalars: Float64Array | undefined
}

/**
 * Lays sites on others: the rotation or reflection about the origin, and the matching of points, that take the first nearest to the second,
 * each within the tolerance. It finds the order of points as well as the rotation, and says whether two molecules are the same.
 *
 * With `metric: 'norm'`, among several ways of about equal fit the least root of the sum of squares is taken; `largest` counts only the
 * worst point. {@link fitOrthogonal} is for points whose order is known.
 *
 * @param from - the sites to be moved
 * @param onto - others, with as many points, vectors, tensors and scalars
 * @returns undefined if no operation takes all within the tolerance
 * @throws InvalidArgumentError | RepresentationMismatchError for numbers that are not finite, sites with different numbers of points,
 * vectors, tensors or scalars, and options that are not as described
 * @remarks O(k l n²), k and l the numbers of points that two chosen ones can go to; most sites that are not alike are recognized
 * in O(n log n). At tolerances above a sixty-fourth of the longest vector up to seven times, finer ones first.
 *
 * @example
 * ```ts
 * import { alignSites } from '@buridan/geometry'
 * // oxygen and hydrogens of a bent molecule about its centre, and a copy turned by 90° about z, with its atoms in another order
 * const atom = (element: number, position: number[]) => ({ vectors: [position], scalars: [element] })
 * const water = { points: [atom(8, [0, 0.4, 0]), atom(1, [0.8, -0.2, 0]), atom(1, [-0.8, -0.2, 0])] }
 * const copy = { points: [atom(1, [0.2, 0.8, 0]), atom(8, [-0.4, 0, 0]), atom(1, [0.2, -0.8, 0])] }
 * const found = alignSites(water, copy, { proper: true })
 * console.log(found?.images) // → Uint32Array(3) [ 1, 0, 2 ]
 * ```
 */
export function alignSites(from: Sites, onto: Sites, options: SiteOptions = {}): Alignment | undefined {
  const { tolerance, metric, proper } = checkedOptions(options)
  const [source, target] = [checkedSites(from, 'from'), checkedSites(onto, 'onto')]
  requireAlike(source, target)
  const scale = unitOf(source, target)
  const [one, other] = [inUnit(source, scale), inUnit(target, scale)]
  const furthest = Math.max(furthestOf(one), furthestOf(other))
  const found = fromFineToCoarse(tolerance / scale, furthest, (distance) =>
    aligned(new SiteSet(one, distance, metric), new SiteSet(other, distance, metric), proper),
  )
  return found && { ...found, deviation: found.deviation * scale }
}

function requireAlike(from: SiteNumbers, onto: SiteNumbers): void {
  const counts = (s: SiteNumbers): Readonly<Record<string, number>> => ({
    points: s.vectors.length,
    'vectors of each point': s.vectors[0]?.length ?? 0,
    'scalars of each point': s.scalars[0]?.length ?? 0,
    'axial vectors of each point': s.odd.vectors,
    'pseudoscalars of each point': s.odd.scalars,
    vectors: s.wholeVectors.length,
    tensors: s.wholeTensors.length,
    scalars: s.wholeScalars.length,
  })
  const [one, other] = [counts(from), counts(onto)]
  const different = Object.keys(one).find((kind) => one[kind] !== other[kind])
  if (different === undefined) return
  throw new RepresentationMismatchError(
    `from has ${one[different]} ${different}, onto has ${other[different]}: only sites that are alike in these are laid on each other`,
  )
}

/** A pair of directions can only go to a similar pair, which leaves a rotation and a reflection. */
function aligned(from: SiteSet, onto: SiteSet, proper: boolean): Alignment | undefined {
  const { delta: distance, metric } = from
  const different = from.wholeScalars.map((v, i) => v - onto.wholeScalars[i]!)
  const unmoved =
    metric === 'largest'
      ? different.reduce((most, v) => Math.max(most, Math.abs(v)), 0)
      : euclideanNorm(different)
  const [source, target] = [landmarksOf(from), landmarksOf(onto)]
  if (unmoved > distance || !sameProfile(source, target, distance)) return undefined
  const rough = Math.max(distance, Math.min(ROUGH_FACTOR * distance, from.separation / 2))
  let best: Alignment | undefined
  for (const start of startsOf(source, target, distance)) {
    const determinant = determinant3(start) > 0 ? 1 : -1
    if (proper && determinant < 0) continue
    const near = from.move(start, rough, onto)
    if (!near) continue
    const matrix = from.fit(start, near.images, (p, q) => fitOrthogonal(p, q, determinant), onto)
    const moved = from.move(matrix, distance, onto)
    if (moved && moved.deviation <= distance && !(best && best.deviation <= moved.deviation)) {
      best = { matrix, ...moved }
    }
  }
  if (!best || unmoved === 0) return best
  const deviation =
    metric === 'largest' ? Math.max(best.deviation, unmoved) : Math.hypot(best.deviation, unmoved)
  return deviation <= distance ? { ...best, deviation } : undefined
}

function landmarksOf(set: SiteSet): Landmark[] {
  const { vectors, scalars, wholeVectors, action, odd } = set
  const even = (list: Float64Array) => list.subarray(0, list.length - odd.scalars)
  const of = (vector: Vector, kind: string, own?: Float64Array): Landmark => ({
    vector,
    radius: length(vector),
    kind,
    scalars: own,
  })
  return [
    ...vectors.flatMap((list, i) =>
      list.flatMap((v, c) => {
        const own = even(scalars[i]!)
        // a reflection takes an axial vector to the negative of another
        return set.isAxial(c) ? [of(v, `${c}`, own), of(scaled(v, -1), `${c}`, own)] : of(v, `${c}`, own)
      }),
    ),
    ...wholeVectors.map((v, k) => of(v, `whole${k}`)),
    ...action.axes.map(({ axis, label, size }) => of(scaled(axis, size), label)),
  ]
}

/** Whether sorted lengths agree for each kind: if one differs by more than the distance, so do the sites. */
function sameProfile(source: readonly Landmark[], target: readonly Landmark[], distance: number): boolean {
  if (source.length !== target.length) return false
  const sorted = (list: readonly Landmark[]) =>
    [...list].sort((a, b) => (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : a.radius - b.radius))
  const [a, b] = [sorted(source), sorted(target)]
  return a.every(({ kind, radius }, i) => kind === b[i]!.kind && Math.abs(radius - b[i]!.radius) <= distance)
}

function alike(a: Landmark, b: Landmark, distance: number): boolean {
  if (a.kind !== b.kind || Math.abs(a.radius - b.radius) > distance) return false
  let sum = 0
  a.scalars?.forEach((v, k) => {
    sum += (v - b.scalars![k]!) ** 2
  })
  return sum <= distance * distance
}

/** Matrices among which, up to the distance, are all that take the source to the target. */
function* startsOf(
  source: readonly Landmark[],
  target: readonly Landmark[],
  distance: number,
): Iterable<Matrix3> {
  const furthest = source.reduce((most, l) => Math.max(most, l.radius), 0)
  if (furthest <= distance) {
    yield IDENTITY.slice()
    return
  }
  const images = source.map((l) => target.filter((t) => alike(l, t, distance)))
  /** Of those with the fewest images the one furthest out, which fixes a frame best. */
  const fewest = (places: readonly number[], out: (i: number) => number) =>
    places.reduce((x, y) => {
      const more = images[y]!.length - images[x]!.length
      return more < 0 || (more === 0 && out(y) > out(x)) ? y : x
    })
  const far = [...source.keys()].filter((i) => source[i]!.radius > LEAST_RADIUS * furthest)
  const a = fewest(far, (i) => source[i]!.radius)
  const { vector: first } = source[a]!
  const aside = far.filter((i) => sine(first, source[i]!.vector) >= LEAST_SINE)
  const off = (i: number) => (source[i]!.radius > 0 ? source[i]!.radius * sine(first, source[i]!.vector) : 0)
  const b =
    aside.length > 0 ? fewest(aside, off) : [...source.keys()].reduce((x, y) => (off(y) > off(x) ? y : x))
  if (off(b) <= distance) {
    // nearly a line: by the line alone, and if it is none to rounding by what is off it too
    const back = transpose3(frame(first, perpendicular(first)))
    for (const { vector } of images[a]!) yield multiply3(frame(vector, perpendicular(vector)), back)
    if (off(b) <= FLAT * furthest) return
  }
  const { vector: second } = source[b]!
  const back = transpose3(frame(first, second))
  const apart = length(minus(first, second))
  for (const { vector: p } of images[a]!) {
    for (const { vector: q } of images[b]!) {
      if (p === q || Math.abs(length(minus(p, q)) - apart) > 2 * distance || !(sine(p, q) > FLAT)) continue
      const to = frame(p, q)
      yield multiply3(to, back)
      yield multiply3(
        to.map((v, e) => (e % 3 === 2 ? -v : v)),
        back,
      )
    }
  }
}
