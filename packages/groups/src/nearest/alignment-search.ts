import {
  dot,
  euclideanNorm,
  identityPermutation,
  type Permutation,
  rng,
  type Vector as Triple,
} from '@buridan/core'
import { fitInSpace, fitOrthogonal } from '@buridan/geometry'
import { type ComplexMatrix, identityMatrix } from '../lie/complex-matrix.js'
import type { LieElement } from '../lie/lie-factors.js'
import type { FactorElement } from '../lie/lie-group.js'
import { preservesLengths } from '../lie/rotation-group.js'
import { productOf } from '../representation/elements-of-groups.js'
import { uniformElement } from '../representation/group-elements.js'
import type { LieRepresentation } from '../representation/representation.js'
import { assignment } from './assignment.js'
import { type Nearest, type NearestSearch, squaredDistance } from './nearest-search.js'
import { type PointLayout, pointLayout } from './point-layout.js'
import { assignedByProfile } from './profiles.js'
import { smallTurn } from './small-turns.js'

/** Random turns that the search starts from, beside the identity and turns that fit a pair of vectors; more where no pair is fitted. */
const RANDOM_STARTS = 4
const MORE_STARTS = 24
/** Pairs of the other vector's vectors that are most like the first pair. */
const PAIR_STARTS = 8
/** After one round the best so many starts are followed to their minima. */
const FOLLOWED = 4
const MAX_ROUNDS = 30
/** A round that gains less, relative to what is left, is the last. */
const LEAST_GAIN = 1e-12

/**
 * The nearest image under a compact group and all permutations of points: turns and assignments in turns, each the best for
 * the other, from the identity, random turns, and turns that take two of the vectors to two alike. The
 * least of the local minima: exact once the vector is near the orbit, an upper bound otherwise.
 */
export class AlignmentSearch implements NearestSearch<LieElement> {
  readonly exact = false
  readonly #layout: PointLayout
  readonly #starts: readonly Nearest<LieElement>[]

  constructor(
    readonly rep: LieRepresentation,
    readonly x: Float64Array,
  ) {
    this.#layout = pointLayout(rep)
    const { lie } = this.#layout
    const random = rng(0xa11)
    const count = this.#fits && lie.dim === 3 ? RANDOM_STARTS : MORE_STARTS
    const turns = Array.from({ length: count }, () => uniformElement(rep.group, random) as LieElement)
    this.#starts = [
      this.#at(this.#element(identityMatrix(lie.dim), undefined)),
      ...turns.map((g) => this.#at(this.#element(this.#matrixOf(g), undefined))),
    ]
  }

  nearest(y: ArrayLike<number>, start?: LieElement): Nearest<LieElement> {
    const given = start === undefined ? [] : [this.#at(start)]
    const turned = this.#pairTurns(y).map((m) => this.#at(this.#element(m, undefined)))
    const starts = [...given, ...this.#starts, ...turned]
    const begun = starts.map((s) => this.#round(s, y))
    if (this.#layout.channels.length > 0) begun.push(this.#fromProfiles(y))
    begun.sort((a, b) => a.squaredDistance - b.squaredDistance)
    const ends = begun
      .slice(0, this.#fits && this.#layout.lie.dim === 3 ? FOLLOWED : begun.length)
      .map((s) => this.#descend(s, y))
    return ends.reduce((a, b) => (b.squaredDistance < a.squaredDistance ? b : a))
  }

  /** Whether turns are fitted to vectors: those of O(d) and SO(d) are. */
  get #fits(): boolean {
    const { lie, whole, channels } = this.#layout
    return preservesLengths(lie) && whole.length + channels.length > 0
  }

  #matrixOf(g: LieElement): ComplexMatrix {
    const { lieFactor } = this.#layout
    return (lieFactor === undefined ? g : (g as readonly FactorElement[])[lieFactor]) as ComplexMatrix
  }

  #element(matrix: ComplexMatrix, images: Permutation | undefined): LieElement {
    const { lieFactor, points } = this.#layout
    if (lieFactor === undefined) return matrix
    const permutation = images ?? identityPermutation(points)
    return lieFactor === 0 ? [matrix, permutation] : [permutation, matrix]
  }

  /** The image under an element, no distance measured yet. */
  #at(element: LieElement): Nearest<LieElement> {
    return { element, image: this.rep.apply(element, this.x), squaredDistance: Number.POSITIVE_INFINITY }
  }

  #after(g: LieElement, from: Nearest<LieElement>, y: ArrayLike<number>): Nearest<LieElement> {
    const image = this.rep.apply(g, from.image)
    const element = productOf(this.rep.group, g, from.element)
    return { element, image, squaredDistance: squaredDistance(image, y) }
  }

  /** The best permutation for the turn there is, then the best turn for that. */
  #round(start: Nearest<LieElement>, y: ArrayLike<number>): Nearest<LieElement> {
    const images = this.#layout.points > 1 ? this.#assigned(start.image, y) : undefined
    const permuted = images
      ? this.#after(this.#element(identityMatrix(this.#layout.lie.dim), images), start, y)
      : { ...start, squaredDistance: squaredDistance(start.image, y) }
    return this.#turned(permuted, y)
  }

  /** The best turn for the assignment there is, or a step towards it; never further from the vector. */
  #turned(from: Nearest<LieElement>, y: ArrayLike<number>): Nearest<LieElement> {
    const turn = this.#turn(from.image, y)
    const turned = turn ? this.#after(this.#element(turn, undefined), from, y) : from
    const best = turned.squaredDistance < from.squaredDistance ? turned : from
    if (this.#layout.onlyVectors && this.#fits) return best
    const { lie, lieFactor = 0 } = this.#layout
    const small = smallTurn(this.rep, lie, lieFactor, best.image, y)
    const nudged = small ? this.#after(this.#element(small, undefined), best, y) : best
    return nudged.squaredDistance < best.squaredDistance ? nudged : best
  }

  #descend(start: Nearest<LieElement>, y: ArrayLike<number>): Nearest<LieElement> {
    let best = start
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const next = this.#round(best, y)
      if (!(next.squaredDistance < best.squaredDistance * (1 - LEAST_GAIN))) break
      best = next
    }
    return best
  }

  #assigned(image: Float64Array, y: ArrayLike<number>): Permutation {
    const { points: n, columns } = this.#layout
    const costs = Array.from({ length: n }, () => new Float64Array(n))
    // up to a constant the squared distance is −2 times the inner product, number by number
    for (const at of columns) {
      for (let p = 0; p < n; p++) {
        const wanted = -2 * y[at[p]!]!
        const row = costs[p]!
        for (let q = 0; q < n; q++) row[q]! += wanted * image[at[q]!]!
      }
    }
    const images = new Uint32Array(n)
    assignment(costs).forEach((q, p) => {
      images[q] = p
    })
    return images
  }

  /** Points laid on those that are most alike by their scalars and inner products, and then turned. */
  #fromProfiles(y: ArrayLike<number>): Nearest<LieElement> {
    const { lie } = this.#layout
    const size = Math.max(euclideanNorm(this.x), euclideanNorm(y)) || 1
    const images = assignedByProfile(
      profilesOf(this.#layout, this.x, size),
      profilesOf(this.#layout, y, size),
    )
    const permuted = this.#at(this.#element(identityMatrix(lie.dim), images))
    let best = { ...permuted, squaredDistance: squaredDistance(permuted.image, y) }
    // first turned alone: another assignment before that would be that of points far from their places
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const next = this.#turned(best, y)
      if (!(next.squaredDistance < best.squaredDistance * (1 - LEAST_GAIN))) break
      best = next
    }
    return best
  }

  /** The turn of ℝᵈ that fits the vectors best, if there are any. */
  #turn(image: ArrayLike<number>, y: ArrayLike<number>): ComplexMatrix | undefined {
    if (!this.#fits) return undefined
    const { dim, preserves } = this.#layout.lie
    const determinant = preserves!.volume ? 1 : undefined
    const re =
      dim === 3
        ? fitOrthogonal(this.#triples(image), this.#triples(y), determinant)
        : fitInSpace(this.#vectors(image), this.#vectors(y), dim, determinant)
    return { n: dim, re }
  }

  #vectors(v: ArrayLike<number>): number[][] {
    const { whole, channels } = this.#layout
    return [...channels.flat(), ...whole].map((list) => Array.from(list, (at) => v[at]!))
  }

  #triples(v: ArrayLike<number>): Triple[] {
    return this.#vectors(v).map(([x, y, z]): Triple => [x!, y!, z!])
  }

  #pairTurns(y: ArrayLike<number>): ComplexMatrix[] {
    if (!this.#fits || this.#layout.lie.dim !== 3) return []
    const pair = widestPair(this.#triples(this.x))
    if (!pair) return []
    const [a, b] = pair
    const shape = [dot(a, a), dot(b, b), dot(a, b)]
    const other = this.#triples(y)
    const likeness = other.flatMap((u, i) =>
      other.flatMap((v, j) => {
        if (i === j) return []
        const unlike = [dot(u, u), dot(v, v), dot(u, v)].reduce((s, d, k) => s + (d - shape[k]!) ** 2, 0)
        return [{ u, v, unlike }]
      }),
    )
    const best = likeness.sort((p, q) => p.unlike - q.unlike).slice(0, PAIR_STARTS)
    const signs = this.#layout.lie.preserves!.volume ? ([1] as const) : ([1, -1] as const)
    return best.flatMap(({ u, v }) =>
      signs.map((sign) => ({ n: 3, re: fitOrthogonal([a, b], [u, v], sign) })),
    )
  }
}

/** The two vectors that span the largest parallelogram; undefined if all are on a line. */
function widestPair(vectors: readonly Triple[]): [Triple, Triple] | undefined {
  let best: [Triple, Triple] | undefined
  let most = 1e-12
  vectors.forEach((a, i) => {
    for (const b of vectors.slice(i + 1)) {
      const area = dot(a, a) * dot(b, b) - dot(a, b) ** 2
      if (area <= most) continue
      most = area
      best = [a, b]
    }
  })
  return best
}

/**
 * Of each point its scalars, lengths and inner products of its vectors, those with vectors of the whole, and sorted those with other points.
 *
 * @param size - by which products are divided, to be lengths as scalars are: what is most alike does not depend on the unit
 */
function profilesOf(
  { points, channels, scalars, whole }: PointLayout,
  v: ArrayLike<number>,
  size: number,
): Float64Array[] {
  const inner = (a: Int32Array, b: Int32Array) => a.reduce((sum, at, i) => sum + v[at]! * v[b[i]!]!, 0) / size
  return Array.from({ length: points }, (_, p) =>
    Float64Array.from([
      ...scalars.map((at) => v[at[p]!]!),
      ...channels.flatMap((own) => [
        ...whole.map((w) => inner(own[p]!, w)),
        ...channels.flatMap((other) => [
          inner(own[p]!, other[p]!),
          ...Float64Array.from(other, (q) => inner(own[p]!, q)).sort(),
        ]),
      ]),
    ]),
  )
}
