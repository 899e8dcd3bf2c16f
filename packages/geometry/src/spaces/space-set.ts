import { euclideanDistance, euclideanNorm, innerProduct, type Permutation } from '@buridan/core'
import type { FiniteGroup } from '@buridan/permutations'
import { coincidence } from '../sites/close-points.js'
import { DirectionAction } from '../sites/direction-action.js'
import { SiteMatching } from '../sites/site-matching.js'
import { exchangesOf, type SearchRadius, searchRadius } from '../sites/site-set.js'
import type { PointMetric } from '../sites/sites.js'
import type { SpaceNumbers } from './checked-space.js'
import type { Landmark } from './frame-search.js'
import { addOuter, applied, type Space, timesI } from './space.js'

/** Maps are sought up to so many tolerances in any case: more take long at coarse ones. */
const LEAST_SEARCH = 1.5

/** Where points go, and the change in the metric. */
export interface Moved {
  readonly images: Permutation
  readonly deviation: number
}

/** Points of ℝᵈ or ℂⁿ with vectors and scalars, and where maps take them, to a tolerance. */
export class SpaceSet {
  /** Classes of points that coincide in everything. */
  readonly classes: readonly (readonly number[])[]
  /** Points of different classes with equal marks are not told apart by their vectors. */
  readonly landmarks: readonly Landmark[]
  readonly #matching: SiteMatching
  readonly #action: DirectionAction

  /** @param classes - of coincident points, where they are known from another space */
  constructor(
    readonly numbers: SpaceNumbers,
    readonly space: Space,
    /** Differences up to this count as 0. */
    readonly delta: number,
    readonly metric: PointMetric,
    classes?: readonly (readonly number[])[],
  ) {
    const { vectors, scalars, wholeVectors } = numbers
    this.#matching = new SiteMatching(scalars, vectors, space.dim)
    this.classes = classes ?? this.#matching.coincident(coincidence(delta, metric))
    this.#action = new DirectionAction(this.classes, this.count, [])
    const marks: Landmark[] = []
    for (const [p = 0] of this.classes) {
      const signature = Float64Array.from([...vectors[p]!.map(euclideanNorm), ...scalars[p]!])
      vectors[p]!.forEach((vector, c) => {
        marks.push({ vector, radius: signature[c]!, kind: `${c}`, owner: p, signature })
      })
    }
    wholeVectors.forEach((vector, k) => {
      const radius = euclideanNorm(vector)
      marks.push({ vector, radius, kind: `whole${k}`, owner: -1 - k, signature: Float64Array.of(radius) })
    })
    this.landmarks = marks
  }

  get count(): number {
    return this.numbers.vectors.length
  }

  /** All vectors, of points and of the whole. */
  get allVectors(): Float64Array[] {
    return [...this.numbers.vectors.flat(), ...this.numbers.wholeVectors]
  }

  /** The exchanges of points that coincide in everything. */
  get exchanges(): FiniteGroup {
    return exchangesOf(this.classes, this.count)
  }

  /** The least distance between two points that do not coincide; Infinity if there are no two. O(points²). */
  get separation(): number {
    return this.#matching.separation(coincidence(this.delta, this.metric))
  }

  searchRadius(): SearchRadius {
    return searchRadius(this.delta, this.separation, LEAST_SEARCH)
  }

  /** The same for no more than what is needed. */
  leastRadius(): SearchRadius {
    const { fitted, rough } = this.searchRadius()
    const least = Math.min(fitted, LEAST_SEARCH * this.delta)
    return { fitted: least, rough: Math.min(rough, 10 * least) }
  }

  /** The steps of {@link move}, about: where it fails it does so with the first few points. */
  matchingSteps(succeeds: boolean): number {
    const { scalars, vectors } = this.numbers
    const width = (scalars[0]?.length ?? 0) + this.space.dim * (vectors[0]?.length ?? 0)
    return (succeeds ? this.count : 8) * (this.count + this.space.dim) * width
  }

  /** How far two points may be off together that are each off by at most a distance. */
  together(distance: number): number {
    return (this.metric === 'norm' ? Math.SQRT2 : 2) * distance
  }

  /** How far a point is off where all are off by as much as the tolerance allows. */
  get share(): number {
    return this.metric === 'norm' ? this.delta / Math.sqrt(this.count || 1) : this.delta
  }

  /** The same points by coordinates along orthonormal vectors, as many as the new space has dimensions. */
  along(basis: readonly Float64Array[]): SpaceSet {
    const coordinates = (v: Float64Array) => Float64Array.from(basis, (b) => innerProduct(b, v))
    const numbers = {
      ...this.numbers,
      vectors: this.numbers.vectors.map((list) => list.map(coordinates)),
      wholeVectors: this.numbers.wholeVectors.map(coordinates),
    }
    const space = { ...this.space, dim: basis.length }
    return new SpaceSet(numbers, space, this.delta, this.metric, this.classes)
  }

  /** In the metric, what a size of each vector amounts to: sizes are those of points' vectors, then those of the whole. */
  amount(sizes: readonly number[]): number {
    if (this.metric === 'norm') return euclideanNorm(sizes)
    const each = this.numbers.vectors[0]?.length ?? 0
    const points = this.numbers.vectors.map((_, i) => euclideanNorm(sizes.slice(i * each, (i + 1) * each)))
    return Math.max(0, ...points, ...sizes.slice(this.count * each))
  }

  /** The images of the points under a map, each within the distance of a point here or of another set; undefined if that fails. */
  move(matrix: Float64Array, distance: number, onto: SpaceSet = this): Moved | undefined {
    const found = this.#matching.match(matrix, distance, onto.#matching)
    if (!found) return undefined
    const { images } = found
    const changes = this.numbers.wholeVectors.map((v, k) =>
      euclideanDistance(applied(matrix, v), onto.numbers.wholeVectors[k]!),
    )
    if (this.metric === 'largest') {
      const deviation = Math.max(Math.sqrt(found.largest), ...changes)
      return deviation <= distance ? { images, deviation } : undefined
    }
    const deviation = Math.sqrt(changes.reduce((sum, c) => sum + c * c, found.squares))
    return deviation <= distance * Math.sqrt(this.count + 1) ? { images, deviation } : undefined
  }

  /** The images of the classes of coincident points; undefined if two are equal. */
  actionOf(matrix: Float64Array, images: Permutation): Permutation | undefined {
    return this.#action.actionOf(matrix, images)
  }

  /** Σ q pᵀ over vectors p and their images q. */
  overlap(images: Permutation, onto: SpaceSet = this): Float64Array {
    const { dim, complex } = this.space
    const out = new Float64Array(dim * dim)
    const add = (p: Float64Array, q: Float64Array) => {
      addOuter(out, q, p)
      if (complex) addOuter(out, timesI(q), timesI(p))
    }
    images.forEach((j, i) => {
      for (const [c, p] of this.numbers.vectors[i]!.entries()) add(p, onto.numbers.vectors[j]![c]!)
    })
    this.numbers.wholeVectors.forEach((p, k) => {
      add(p, onto.numbers.wholeVectors[k]!)
    })
    return out
  }
}
