import {
  apply3,
  cross,
  cycle,
  determinant3,
  euclideanNorm,
  factorial,
  length,
  type Matrix3,
  minus,
  multiply3,
  type Permutation,
  scaled,
  transpose3,
  type Vector,
} from '@buridan/core'
import { FiniteGroup } from '@buridan/permutations'
import type { LabelledPoints } from '../operations/symmetry-operations.js'
import { furthestOf, type OddNumbers, type SiteNumbers } from './checked-sites.js'
import { coincidence } from './close-points.js'
import { DirectionAction } from './direction-action.js'
import { principalAxes } from './principal-axes.js'
import { SiteMatching } from './site-matching.js'
import type { PointMetric } from './sites.js'

/** Operations are sought up to this many tolerances, to know the gap. */
const SEARCH_FACTOR = 100
/** Vectors that are off a line by less, relative to its length, are nearly on it. */
const FLAT_SHARE = 1e-5

/** How a point or the whole moves: the images of the points, and the change in the metric. */
interface Moved {
  readonly images: Permutation
  readonly deviation: number
}

/** Sites, and where operations take them, to a tolerance. */
export class SiteSet {
  /** Vectors, and principal axes of tensors, with labels that operations keep: for finding candidates. */
  readonly directions: LabelledPoints
  /** The action of operations on them. */
  readonly action: DirectionAction
  /** The exchanges of points that coincide in everything. */
  readonly exchanges: FiniteGroup
  /** The points in classes of those that coincide in everything. */
  readonly coincident: readonly (readonly number[])[]
  readonly count: number
  /** Vectors of each point, and then its axial vectors. */
  readonly vectors: readonly (readonly Vector[])[]
  /** Scalars of each point, and then its pseudoscalars. */
  readonly scalars: readonly Float64Array[]
  readonly odd: OddNumbers
  readonly wholeVectors: readonly Vector[]
  readonly wholeTensors: readonly Matrix3[]
  readonly wholeScalars: Float64Array
  readonly #matching: SiteMatching

  constructor(
    { scalars, vectors, odd, wholeVectors, wholeTensors, wholeScalars }: SiteNumbers,
    /** Differences up to this count as 0. */
    readonly delta: number,
    readonly metric: PointMetric,
  ) {
    this.count = vectors.length
    this.scalars = scalars
    this.vectors = vectors
    this.odd = odd
    this.wholeVectors = wholeVectors
    this.wholeTensors = wholeTensors
    this.wholeScalars = wholeScalars
    const names = namesOf(
      scalars.map((list) => list.map((v, k) => (k < list.length - odd.scalars ? v : Math.abs(v)))),
      delta,
    )
    this.#matching = new SiteMatching(scalars, vectors, 3, odd)
    const points: Vector[] = []
    const labels: string[] = []
    const seen = new Set<string>()
    const add = (v: Vector, label: string) => {
      const key = `${label}|${v.join()}`
      if (length(v) < 1e-300 || seen.has(key)) return
      seen.add(key)
      points.push(v)
      labels.push(label)
    }
    vectors.forEach((list, i) => {
      for (const [c, v] of list.entries()) {
        add(v, `${c}:${names[i]!}`)
        // a reflection takes an axial vector to the negative of another
        if (this.isAxial(c)) add(scaled(v, -1), `${c}:${names[i]!}`)
      }
    })
    for (const [k, v] of wholeVectors.entries()) add(v, `whole${k}`)
    const axes = wholeTensors.flatMap((t, k) =>
      principalAxes(t, delta).map((own) => ({ ...own, label: `tensor${k}:${own.label}` })),
    )
    const furthest = axes.length > 0 ? furthestOf({ vectors, wholeVectors, wholeTensors }) : 0
    for (const { axis, label } of axes) add(scaled(axis, furthest), label)
    this.directions = { points, labels }
    this.coincident = this.#matching.coincident(coincidence(delta, metric))
    this.action = new DirectionAction(this.coincident, this.count, axes)
    this.exchanges = exchangesOf(this.coincident, this.count)
  }

  /** Whether a vector of a point, by its place, is axial. */
  isAxial(c: number): boolean {
    return c >= this.vectors[0]!.length - this.odd.vectors
  }

  /** See {@link searchRadius}. O(points²). */
  searchRadius(): SearchRadius {
    return searchRadius(this.delta, this.separation)
  }

  /** The least distance between two points that do not coincide; Infinity if there are no two. O(points²). */
  get separation(): number {
    return this.#matching.separation(coincidence(this.delta, this.metric))
  }

  /** Whether all vectors are nearly on a line. */
  get #isFlat(): boolean {
    const all = [...this.vectors.flat(), ...this.wholeVectors]
    const furthest = all.reduce((a, b) => (length(b) > length(a) ? b : a), [0, 0, 0] as Vector)
    const size = length(furthest)
    return all.every((v) => length(cross(v, furthest)) <= FLAT_SHARE * size * size)
  }

  /** How far the vectors are from a line through 0, in the metric. */
  distanceFromLine(axis: Vector): number {
    const off = [...this.vectors.flat(), ...this.wholeVectors].map((v) => length(cross(v, axis)))
    return this.metric === 'largest' ? Math.max(0, ...off) : euclideanNorm(off)
  }

  /**
   * The images of the points under an operation, each within the distance of a point, here or in other sites with as many numbers;
   * undefined if that fails.
   */
  move(matrix: Matrix3, distance: number, onto: SiteSet = this): Moved | undefined {
    const found = this.#matching.match(matrix, distance, onto.#matching)
    if (!found) return undefined
    const changes = [
      ...this.wholeVectors.map((v, k) => length(minus(apply3(matrix, v), onto.wholeVectors[k]!)) ** 2),
      ...this.wholeTensors.map((t, k) => tensorChange(matrix, t, onto.wholeTensors[k]!)),
    ]
    const { images } = found
    if (this.metric === 'largest') {
      const deviation = Math.sqrt(Math.max(found.largest, ...changes))
      return deviation <= distance ? { images, deviation } : undefined
    }
    const deviation = Math.sqrt(changes.reduce((sum, c) => sum + c, found.squares))
    return deviation <= distance * Math.sqrt(this.count + 1) ? { images, deviation } : undefined
  }

  /** Improves an operation by fitting all vectors to those of their images; tensors alone are not fitted. */
  fit(
    start: Matrix3,
    images: Permutation,
    fitting: (from: Vector[], to: Vector[]) => Matrix3,
    onto: SiteSet = this,
  ): Matrix3 {
    // tensors are not fitted; for vectors that are nearly on a line the start is as exact as a fit
    if (this.wholeTensors.length > 0 || this.#isFlat) return start
    const from: Vector[] = [...this.wholeVectors]
    const to: Vector[] = [...onto.wholeVectors]
    const sign = determinant3(start) < 0 ? -1 : 1
    images.forEach((j, i) => {
      from.push(...this.vectors[i]!)
      to.push(...onto.vectors[j]!.map((v, c) => (this.isAxial(c) ? scaled(v, sign) : v)))
    })
    const fitted = fitting(from, to)
    return Math.sign(determinant3(fitted)) === Math.sign(determinant3(start)) ? fitted : start
  }
}

/** Deviations up to which operations are sought, after and before they are fitted. */
export interface SearchRadius {
  readonly fitted: number
  readonly rough: number
}

/**
 * How far operations are sought to know the gap: many tolerances, but less than the distance of points that do not coincide, where
 * everything would match.
 *
 * @param least - so many tolerances in any case
 */
export function searchRadius(tolerance: number, separation: number, least = 3): SearchRadius {
  const fitted = Math.min(SEARCH_FACTOR * tolerance, Math.max(least * tolerance, separation / 8))
  return { fitted, rough: Math.min(10 * fitted, Math.max(fitted, separation / 2)) }
}

/** All exchanges within classes of points. */
export function exchangesOf(classes: readonly (readonly number[])[], count: number): FiniteGroup {
  const generators = classes.flatMap((c) => {
    if (c.length < 2) return []
    const swap = cycle(count, c.slice(0, 2))
    return c.length === 2 ? [swap] : [swap, cycle(count, c)]
  })
  const order = classes.reduce((product, c) => product * factorial(c.length), 1n)
  return new FiniteGroup(undefined, count, generators, { kind: 'permutation' }, { order })
}

/** ‖RTR⊤ − U‖². */
function tensorChange(r: Matrix3, t: Matrix3, u: Matrix3): number {
  return multiply3(multiply3(r, t), transpose3(r)).reduce((sum, v, i) => sum + (v - u[i]!) ** 2, 0)
}

/** A text for each point, equal for points whose scalars are equal up to chains of small steps. */
export function namesOf(scalars: readonly Float64Array[], delta: number): string[] {
  const channels = scalars[0]?.length ?? 0
  const names = scalars.map(() => '')
  for (let k = 0; k < channels; k++) {
    const order = [...scalars.keys()].sort((a, b) => scalars[a]![k]! - scalars[b]![k]!)
    let cluster = 0
    order.forEach((p, i) => {
      if (i > 0 && scalars[p]![k]! - scalars[order[i - 1]!]![k]! > delta) cluster++
      names[p] += `${cluster},`
    })
  }
  return names
}
