import {
  apply3,
  columns3,
  cross,
  determinant3,
  dot,
  length,
  type Matrix3,
  minus,
  multiply3,
  type Permutation,
  scaled,
  transpose3,
  unit,
  type Vector,
} from '@buridan/core'
import { BoxedPoints } from '../lattice/boxed-points.js'
import type { PermutingOperation } from './operation-table.js'
import { fitOrthogonal } from './orthogonal-fit.js'

/** Frames are laid through points at least this share of the radius away from the centre, so that they are exact enough. */
export const LEAST_RADIUS = 0.3
/** Two directions with an angle of less than this sine fix a frame badly. */
export const LEAST_SINE = 0.2
/** A pair fixes a frame better than another where it spans so much more: noise and rounding do not choose among pairs that are alike. */
const NOTABLY = 1.01
/** Directions with an angle of less than this sine are equal to rounding. */
export const FLAT = 1e-12

/** Points far out are first sought within so many tolerances. */
const WIDE = 4

/** An orthogonal operation that permutes labelled points. */
export interface PointOperation extends PermutingOperation {
  readonly matrix: Matrix3
  /** The point nearest to the image of each point. */
  readonly action: Permutation
  /** The largest distance of an image from its nearest point. */
  readonly deviation: number
}

/** Points with labels, relative to their centre. */
export interface LabelledPoints {
  readonly points: readonly Vector[]
  /** Points with different labels are never exchanged. */
  readonly labels: readonly (string | number)[]
}

/**
 * All orthogonal operations that send every point within the tolerance of a point with its label: a pair of points that are
 * not on one line through the centre can only go to a similar pair, which leaves one rotation and one improper operation.
 *
 * @returns always with the identity among them
 * @remarks O(pairs like the chosen one · n).
 */
export function pointOperations(set: LabelledPoints, tolerance: number): PointOperation[] {
  const classes = classesOf(set, tolerance)
  const images = Uint32Array.from(set.points, (_, i) => i)
  const identity: PointOperation = {
    matrix: Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1),
    determinant: 1,
    action: images,
    deviation: 0,
  }
  const found = new Map([[`1:${images.join()}`, identity]])
  for (const start of candidatesFor(set, classes, tolerance)) {
    const operation = refine(set, classes, start, tolerance)
    if (!operation) continue
    const key = `${operation.determinant}:${operation.action.join()}`
    if (!found.has(key)) found.set(key, operation)
  }
  return [...found.values()]
}

/**
 * Orthogonal matrices among which, up to the tolerance, are all that send every point to one with its label; the points
 * must not all lie on one line through 0.
 */
export function candidateMatrices(set: LabelledPoints, tolerance: number): Iterable<Matrix3> {
  return candidatesFor(set, classesOf(set, tolerance), tolerance)
}

function* candidatesFor(set: LabelledPoints, classes: PointClasses, tolerance: number): Iterable<Matrix3> {
  const pair = referencePair(set, classes)
  if (!pair) return
  const { points } = set
  const [a, b] = pair
  const back = transpose3(frame(points[a]!, points[b]!))
  const distance = length(minus(points[a]!, points[b]!))
  for (const a2 of classes.members(a)) {
    for (const b2 of classes.members(b)) {
      if (a2 === b2 || Math.abs(length(minus(points[a2]!, points[b2]!)) - distance) > 2 * tolerance) continue
      if (!(sine(points[a2]!, points[b2]!) > FLAT)) continue
      const to = frame(points[a2]!, points[b2]!)
      const flipped = to.map((x, e) => (e % 3 === 2 ? -x : x))
      yield multiply3(to, back)
      yield multiply3(flipped, back)
    }
  }
}

/** Points that may be exchanged: same label and same distance from the centre, within the tolerance. */
class PointClasses {
  readonly #boxed: BoxedPoints

  constructor(
    { points }: LabelledPoints,
    readonly lists: readonly (readonly number[])[],
    readonly classOf: Int32Array,
    tolerance: number,
  ) {
    this.#boxed = new BoxedPoints(points, classOf, WIDE * tolerance)
  }

  members(p: number): readonly number[] {
    return this.lists[this.classOf[p]!]!
  }

  /** Of the points that p may go to the nearest to a place; −1 if none is within a distance. */
  nearest(p: number, place: Vector, distance: number): number {
    return this.#boxed.nearest(this.classOf[p]!, place, distance)
  }
}

function classesOf(set: LabelledPoints, tolerance: number): PointClasses {
  const { points, labels } = set
  const radius = points.map(length)
  const order = [...points.keys()].sort(
    (a, b) => compareLabels(labels[a]!, labels[b]!) || radius[a]! - radius[b]! || a - b,
  )
  const of = new Int32Array(points.length)
  const lists: number[][] = []
  let previous = -1
  for (const p of order) {
    if (previous < 0 || labels[previous] !== labels[p] || radius[p]! - radius[previous]! > tolerance)
      lists.push([])
    lists.at(-1)!.push(p)
    of[p] = lists.length - 1
    previous = p
  }
  return new PointClasses(set, lists, of, tolerance)
}

/** Numbers before texts, as `<` does not order a number and a text. */
function compareLabels(a: string | number, b: string | number): number {
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1
  return a < b ? -1 : a > b ? 1 : 0
}

/**
 * Two points of the smallest classes, well away from one line through the centre: among such pairs those that fix a frame best, which are far
 * out and at right angles.
 */
function referencePair({ points }: LabelledPoints, classes: PointClasses): [number, number] | undefined {
  const radius = Math.max(...points.map(length))
  const order = [...points.keys()]
    .filter((p) => length(points[p]!) > LEAST_RADIUS * radius)
    .sort(
      (a, b) =>
        classes.members(a).length - classes.members(b).length || length(points[b]!) - length(points[a]!),
    )
  let best: [number, number] | undefined
  let bestCost = Number.POSITIVE_INFINITY
  let bestArea = 0
  const far = new Set(order)
  const firsts = classes.lists.flatMap((list) => (far.has(list[0]!) ? [list[0]!] : [])).slice(0, 50)
  for (const a of firsts) {
    for (const b of order) {
      const cost = classes.members(a).length * classes.members(b).length
      if (cost > bestCost) break
      const angle = sine(points[a]!, points[b]!)
      // in shares of the radius, whose square may be no number
      const area = (length(points[a]!) / radius) * (length(points[b]!) / radius) * angle
      if (angle < LEAST_SINE || (cost === bestCost && area <= NOTABLY * bestArea)) continue
      best = [a, b]
      bestCost = cost
      bestArea = area
    }
  }
  return best ?? flatPair(points, order)
}

/** If all points far out are near one line: a point on it, and the point furthest from it, which may be near the centre. */
function flatPair(points: readonly Vector[], order: readonly number[]): [number, number] | undefined {
  const a = order[0]
  if (a === undefined) return undefined
  const line = unit(points[a]!)
  const off = points.map((p) => length(cross(line, p)))
  const b = off.indexOf(Math.max(...off))
  return off[b]! > FLAT * length(points[a]!) ? [a, b] : undefined
}

/** The sine of the angle between two vectors. */
export function sine(a: Vector, b: Vector): number {
  return length(cross(unit(a), unit(b)))
}

/** Orthonormal columns: along a, in the plane of a and b, normal to it; also if a and b are nearly on a line. */
export function frame(a: Vector, b: Vector): Matrix3 {
  const x = unit(a)
  const across = (v: Vector) => unit(minus(v, scaled(x, dot(v, x))))
  // if b is nearly along x, the first difference has a rounding error along x
  const y = across(across(b))
  return columns3(x, y, cross(x, y))
}

/** Matches points to images under an approximate operation and fits the operation to the match; undefined if it fails. */
function refine(
  set: LabelledPoints,
  classes: PointClasses,
  start: Matrix3,
  tolerance: number,
): PointOperation | undefined {
  // the frames use only two points: points further out may be off by a few tolerances in the first match
  const near = match(set, classes, start, WIDE * tolerance)
  if (!near) return undefined
  const determinant = determinant3(start) > 0 ? 1 : -1
  const fitted = fitOrthogonal(
    set.points,
    Array.from(near, (i) => set.points[i]!),
    determinant,
  )
  // the fit has the least sum of squares, but the frame may have the smaller largest deviation
  const matrix = deviationOf(set, fitted, near) <= deviationOf(set, start, near) ? fitted : start
  const images = match(set, classes, matrix, tolerance)
  return images && { matrix, determinant, action: images, deviation: deviationOf(set, matrix, images) }
}

/** The largest distance between the image of a point and the point it is matched with. */
export function deviationOf({ points }: LabelledPoints, matrix: Matrix3, images: Uint32Array): number {
  return points.reduce(
    (most, p, i) => Math.max(most, length(minus(apply3(matrix, p), points[images[i]!]!))),
    0,
  )
}

function match(
  { points }: LabelledPoints,
  classes: PointClasses,
  matrix: Matrix3,
  tolerance: number,
): Uint32Array | undefined {
  const images = new Uint32Array(points.length)
  const used = new Uint8Array(points.length)
  for (let p = 0; p < points.length; p++) {
    const nearest = classes.nearest(p, apply3(matrix, points[p]!), tolerance)
    if (nearest < 0 || used[nearest]) return undefined
    used[nearest] = 1
    images[p] = nearest
  }
  return images
}
