import {
  apply3,
  cross,
  cycle,
  determinant3,
  factorial,
  length,
  type Matrix3,
  minus,
  multiply3,
  type Permutation,
  symmetricEigen,
  transpose3,
  UnsupportedError,
  type Vector,
} from '@buridan/core'
import type { LabelledPoints } from '@buridan/geometry'
import { FiniteGroup } from '@buridan/permutations'
import { factorsOf, type LieElement } from '../lie/lie-factors.js'
import { LieGroup } from '../lie/lie-group.js'
import type { LieRepresentation } from '../representation/representation.js'

import { DirectionAction, type LabelledAxis } from './direction-action.js'
import type { PointMetric } from './metric.js'
import { SiteMatching } from './site-matching.js'

/** Operations are looked for up to so many tolerances, to know the gap. */
const SEARCH_FACTOR = 100
/** Vectors that are off a line by less, relative to its length, are nearly on it. */
const FLAT_SHARE = 1e-5

/** How a point or the whole moves: the images of the points, and the change in the metric. */
interface Moved {
  readonly images: Permutation
  readonly deviation: number
}

/** Points with scalars and vectors each, and tensors that belong to the whole, on which a rotation acts. */
export class Sites {
  /** Vectors, and principal axes of tensors, with labels that operations keep: for finding candidates. */
  readonly directions: LabelledPoints
  /** What operations do to them. */
  readonly action: DirectionAction
  /** Generators of the exchanges of points that coincide in everything. */
  readonly exchanges: readonly Permutation[]
  readonly exchangeOrder: bigint
  /** A text for each point, equal for points with equal scalars. */
  readonly names: readonly string[]
  readonly #matching: SiteMatching

  constructor(
    readonly count: number,
    /** Scalars of each point. */
    readonly scalars: readonly Float64Array[],
    /** Vectors of each point. */
    readonly vectors: readonly (readonly Vector[])[],
    readonly wholeVectors: readonly Vector[],
    readonly wholeTensors: readonly Matrix3[],
    /** Differences up to this are none. */
    readonly delta: number,
    /** Which factor of a product permutes the points; −1 for O(3) or SO(3) alone. */
    readonly pointsFactor: number,
    readonly metric: PointMetric,
  ) {
    this.names = namesOf(scalars, delta)
    this.#matching = new SiteMatching(scalars, vectors)
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
      for (const [c, v] of list.entries()) add(v, `${c}:${this.names[i]!}`)
    })
    for (const [k, v] of wholeVectors.entries()) add(v, `whole${k}`)
    const axes = wholeTensors.flatMap((t, k) =>
      axesOf(t, delta).map(({ axis, label }) => ({ axis, label: `tensor${k}:${label}` })),
    )
    for (const { axis, label } of axes) add(axis, label)
    this.directions = { points, labels }
    const classes = this.#coincident()
    this.action = new DirectionAction(classes, count, axes)
    this.exchanges = classes.flatMap((c) => {
      if (c.length < 2) return []
      const swap = cycle(count, c.slice(0, 2))
      return c.length === 2 ? [swap] : [swap, cycle(count, c)]
    })
    this.exchangeOrder = classes.reduce((order, c) => order * factorial(c.length), 1n)
  }

  /**
   * How far off operations are looked for, to know the gap, and how far before they are fitted: many tolerances, but less than points
   * are apart, where everything would match. O(points²).
   */
  searchRadius(): { readonly fitted: number; readonly rough: number } {
    const apart = this.separation
    const fitted = Math.min(SEARCH_FACTOR * this.delta, Math.max(3 * this.delta, apart / 8))
    return { fitted, rough: Math.min(10 * fitted, Math.max(fitted, apart / 2)) }
  }

  /** The least distance between two points that do not coincide; Infinity if there are no two. O(points²). */
  get separation(): number {
    return this.#matching.separation(this.delta)
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
    return this.metric === 'largest' ? Math.max(0, ...off) : Math.sqrt(off.reduce((sum, d) => sum + d * d, 0))
  }

  /** An element of the group: the matrix alone, or with what it does to the points. */
  element(matrix: Matrix3, images: Permutation): LieElement {
    const rotation = { n: 3, re: matrix }
    if (this.pointsFactor < 0) return rotation
    return this.pointsFactor === 0 ? [images, rotation] : [rotation, images]
  }

  /** The exchanges of points that coincide in everything, as elements of the group. */
  get exchangeElements(): LieElement[] {
    return this.exchanges.map((e) => this.element(Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1), e))
  }

  #coincident(): number[][] {
    const classes: number[][] = []
    for (let i = 0; i < this.count; i++) {
      const known = classes.find((c) => this.#matching.coincide(i, c[0]!, this.delta))
      if (known) known.push(i)
      else classes.push([i])
    }
    return classes
  }

  /**
   * Where an operation takes the points, each within the distance of one of them, or of one of others that are of the same
   * representation; undefined if that fails.
   */
  move(matrix: Matrix3, distance: number, onto: Sites = this): Moved | undefined {
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
    onto: Sites = this,
  ): Matrix3 {
    // tensors are not among what is fitted; vectors that are nearly on a line the start has as exactly
    if (this.wholeTensors.length > 0 || this.#isFlat) return start
    const from: Vector[] = [...this.wholeVectors]
    const to: Vector[] = [...onto.wholeVectors]
    images.forEach((j, i) => {
      from.push(...this.vectors[i]!)
      to.push(...onto.vectors[j]!)
    })
    const fitted = fitting(from, to)
    return Math.sign(determinant3(fitted)) === Math.sign(determinant3(start)) ? fitted : start
  }
}

/** ‖RTR⊤ − U‖². */
function tensorChange(r: Matrix3, t: Matrix3, u: Matrix3): number {
  return multiply3(multiply3(r, t), transpose3(r)).reduce((sum, v, i) => sum + (v - u[i]!) ** 2, 0)
}

/** Directions that a 3×3 tensor distinguishes: eigenvectors of its symmetric part, both ways, and the axis of the other. */
function axesOf(t: Matrix3, delta: number): LabelledAxis[] {
  const back = transpose3(t)
  const { values, vectors } = symmetricEigen(
    t.map((v, i) => (v + back[i]!) / 2),
    3,
  )
  const out: LabelledAxis[] = []
  values.forEach((value, k) => {
    const simple = values.every((other, l) => l === k || Math.abs(other - value) > delta)
    if (!simple) return
    const [x, y, z] = vectors.subarray(3 * k, 3 * k + 3)
    for (const s of [1, -1])
      out.push({ axis: [s * x!, s * y!, s * z!], label: `${rankOf(value, values, delta)}` })
  })
  const spin: Vector = [t[7]! - t[5]!, t[2]! - t[6]!, t[3]! - t[1]!]
  if (length(spin) > delta) {
    for (const s of [1, -1]) out.push({ axis: [s * spin[0], s * spin[1], s * spin[2]], label: 'spin' })
  }
  return out
}

/** The number of greater eigenvalues. */
function rankOf(value: number, all: Float64Array, delta: number): number {
  return all.filter((other) => other > value + delta).length
}

/** A text for each point, equal for points whose scalars are equal but for chains of small steps. */
function namesOf(scalars: readonly Float64Array[], delta: number): string[] {
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

/** Reads scalars, vectors and tensors off the coordinates of a representation. */
export function readSites(
  rep: LieRepresentation,
  x: Float64Array,
  delta: number,
  metric: PointMetric = 'norm',
): Sites {
  const factors = factorsOf(rep.group)
  const points = factors.findIndex((f) => f instanceof FiniteGroup)
  const finite = points < 0 ? undefined : factors[points]
  if (
    factors.length > 2 ||
    (finite instanceof FiniteGroup && !isSymmetric(finite)) ||
    factors.filter((f) => f instanceof LieGroup).length !== 1
  ) {
    throw new UnsupportedError(
      `stabilizers in ${rep.group.name} are not known; among products those of O(3) or SO(3) with a symmetric group are`,
    )
  }
  const count = finite instanceof FiniteGroup ? finite.degree : 0
  const scalars: number[][] = Array.from({ length: count }, () => [])
  const vectors: Vector[][] = Array.from({ length: count }, () => [])
  const wholeVectors: Vector[] = []
  const wholeTensors: Matrix3[] = []
  let at = 0
  for (const part of rep.summands.flatMap((s) => Array.from({ length: s.count }, () => s.rep))) {
    const kinds = part.axes?.map((a) => (a.factor === points ? 'p' : 'v')).join('')
    const value = (i: number) => x[at + i]!
    switch (kinds) {
      case '':
        break
      case 'v':
        wholeVectors.push([value(0), value(1), value(2)])
        break
      case 'vv':
        wholeTensors.push(x.slice(at, at + 9))
        break
      case 'p':
        for (let i = 0; i < count; i++) scalars[i]!.push(value(i))
        break
      case 'vp':
        for (let i = 0; i < count; i++) vectors[i]!.push([value(i), value(count + i), value(2 * count + i)])
        break
      case 'pv':
        for (let i = 0; i < count; i++) vectors[i]!.push([value(3 * i), value(3 * i + 1), value(3 * i + 2)])
        break
      default:
        throw new UnsupportedError(
          `the stabilizer of a vector of ${part.text} is not known: scalars, vectors and 3×3 tensors are, and scalars and vectors of points`,
        )
    }
    at += part.dim
  }
  return new Sites(
    count,
    scalars.map((s) => Float64Array.from(s)),
    vectors,
    wholeVectors,
    wholeTensors,
    delta,
    points,
    metric,
  )
}

function isSymmetric(group: FiniteGroup): boolean {
  return group.base.kind === 'permutation' && group.order === factorial(group.degree)
}
