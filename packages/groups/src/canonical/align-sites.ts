import {
  determinant3,
  length,
  type Matrix3,
  minus,
  multiply3,
  type Permutation,
  perpendicular,
  transpose3,
  type Vector,
} from '@buridan/core'
import { FLAT, fitOrthogonal, frame, LEAST_RADIUS, sine } from '@buridan/geometry'
import type { Sites } from '../stabilizer/sites.js'

/** The first match rests on two directions only, and may be off by so many distances further out. */
const ROUGH_FACTOR = 16
/** Two directions at less than this sine fix a frame badly. */
const LEAST_SINE = 0.2
const IDENTITY: Matrix3 = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1)

/** A rotation or reflection with the points that points are taken to. */
export interface Alignment {
  readonly matrix: Matrix3
  readonly images: Permutation
  /** The norm of what is left between the moved sites and the others. */
  readonly deviation: number
}

/** A direction, of a point or of the whole, with what tells which others it can go to. */
interface Landmark {
  readonly vector: Vector
  readonly radius: number
  readonly kind: string
  readonly scalars: Float64Array | undefined
}

/**
 * The operation that takes sites nearest to others of the same representation, to within a distance: a pair of directions can only go to a
 * pair like it, which leaves a rotation and a reflection.
 *
 * @param proper - rotations only
 * @remarks O(pairs like the chosen one · points²); most sites that are not alike are told apart in O(points · log points).
 */
export function alignSites(
  from: Sites,
  onto: Sites,
  proper: boolean,
  distance: number,
): Alignment | undefined {
  const [source, target] = [landmarksOf(from), landmarksOf(onto)]
  if (!sameProfile(source, target, distance)) return undefined
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
  return best
}

function landmarksOf({ vectors, scalars, wholeVectors, action }: Sites): Landmark[] {
  const of = (vector: Vector, kind: string, own?: Float64Array): Landmark => ({
    vector,
    radius: length(vector),
    kind,
    scalars: own,
  })
  return [
    ...vectors.flatMap((list, i) => list.map((v, c) => of(v, `${c}`, scalars[i]!))),
    ...wholeVectors.map((v, k) => of(v, `whole${k}`)),
    ...action.axes.map(({ axis, label }) => of(axis, label)),
  ]
}

/** Whether sorted lengths agree, those of each kind apart: what is further off than the distance in one is so as a whole. */
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
    yield IDENTITY
    return
  }
  const images = source.map((l) => target.filter((t) => alike(l, t, distance)))
  const fewest = (places: readonly number[]) =>
    places.reduce((x, y) => (images[y]!.length < images[x]!.length ? y : x))
  const far = [...source.keys()].filter((i) => source[i]!.radius > LEAST_RADIUS * furthest)
  const a = fewest(far)
  const { vector: first } = source[a]!
  const aside = far.filter((i) => sine(first, source[i]!.vector) >= LEAST_SINE)
  const b = aside.length > 0 ? fewest(aside) : mostAside(source, first, distance)
  if (b === undefined) {
    const back = transpose3(frame(first, perpendicular(first)))
    for (const { vector } of images[a]!) yield multiply3(frame(vector, perpendicular(vector)), back)
    return
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

/** Of directions that are all near a line the one furthest from it; undefined if all are on it. */
function mostAside(source: readonly Landmark[], first: Vector, distance: number): number | undefined {
  const off = (i: number) => (source[i]!.radius > 0 ? source[i]!.radius * sine(first, source[i]!.vector) : 0)
  const most = [...source.keys()].reduce((x, y) => (off(y) > off(x) ? y : x))
  return off(most) > distance ? most : undefined
}
