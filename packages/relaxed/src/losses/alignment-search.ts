import { dot, identityPermutation, type Vector } from '@buridan/core'
import {
  act,
  FiniteGroup,
  factorsOf,
  fitOrthogonal,
  type LieElement,
  LieGroup,
  type LieRepresentation,
  rng,
  UnsupportedError,
  uniformElement,
} from '@buridan/groups'
import { assignment } from './assignment.js'
import { type LabelSearch, type NearestLabel, squaredDistance } from './label-search.js'

/** Random turns that the search starts from, beside the identity and turns that fit a pair of vectors. */
const RANDOM_STARTS = 4
/** Pairs of the prediction's vectors that are most like the label's first pair. */
const PAIR_STARTS = 8
/** After one round the best so many starts are followed to their minima. */
const FOLLOWED = 4
const MAX_ROUNDS = 30

/** Where the numbers of points and of the whole stand in a vector. */
interface Layout {
  /** For each channel of vectors of points, the coordinate of component c of point p. */
  readonly vectors: readonly ((p: number, c: number) => number)[]
  /** For each channel of scalars of points, the coordinate of point p. */
  readonly scalars: readonly ((p: number) => number)[]
  /** The first coordinates of vectors of the whole. */
  readonly whole: readonly number[]
}

/**
 * The nearest label under all of O(3) or SO(3) and all permutations of points: turns and assignments in turns, each the best for
 * the other, from the identity, random turns, and turns that take two of the label's vectors to two alike of the prediction's. The
 * least of the local minima: exact once the prediction is near the orbit, an upper bound otherwise.
 */
export class AlignmentSearch implements LabelSearch {
  readonly exact = false
  readonly #layout: Layout
  readonly #starts: readonly Float64Array[]
  readonly #points: number
  /** For each number that a point has, the coordinates of it for all points. */
  readonly #columns: readonly Int32Array[]
  readonly #proper: boolean
  readonly #pointsFactor: number

  constructor(
    readonly rep: LieRepresentation,
    readonly label: Float64Array,
  ) {
    const factors = factorsOf(rep.group)
    this.#pointsFactor = factors.findIndex((f) => f instanceof FiniteGroup)
    const finite = factors[this.#pointsFactor]
    this.#points = finite instanceof FiniteGroup ? finite.degree : 0
    this.#proper = factors.some((f) => f instanceof LieGroup && f.preserves?.volume === true)
    this.#layout = layoutOf(rep, this.#points, this.#pointsFactor)
    const { vectors, scalars } = this.#layout
    const all = (at: (p: number) => number) => Int32Array.from({ length: this.#points }, (_, p) => at(p))
    this.#columns = [
      ...vectors.flatMap((at) => [0, 1, 2].map((c) => all((p) => at(p, c)))),
      ...scalars.map(all),
    ]
    const random = rng(0xa11)
    this.#starts = [
      label,
      ...Array.from({ length: RANDOM_STARTS }, () =>
        act(rep, this.#turned(uniformElement(rep.group, random)), label),
      ),
    ]
  }

  nearest(prediction: ArrayLike<number>): NearestLabel {
    const starts = [...this.#starts, ...this.#pairStarts(prediction)]
    const begun = starts.map((start) => this.#round(start, prediction))
    begun.sort((a, b) => a.squaredDistance - b.squaredDistance)
    const ends = begun.slice(0, FOLLOWED).map((start) => this.#descend(start, prediction))
    return ends.reduce((a, b) => (b.squaredDistance < a.squaredDistance ? b : a))
  }

  /** The rotation of an element of the group, the points left where they are. */
  #turned(g: unknown): LieElement {
    if (this.#pointsFactor < 0) return g as LieElement
    const matrix = (g as readonly unknown[])[1 - this.#pointsFactor]
    return this.#element((matrix as { re: Float64Array }).re, identityPermutation(this.#points))
  }

  #element(matrix: Float64Array, images: Uint32Array): LieElement {
    const rotation = { n: 3, re: matrix }
    if (this.#pointsFactor < 0) return rotation
    return this.#pointsFactor === 0 ? [images, rotation] : [rotation, images]
  }

  /** The best permutation for the turn there is, then the best turn for that. */
  #round(start: Float64Array, prediction: ArrayLike<number>): NearestLabel {
    const permuted = this.#points > 1 ? this.#assign(start, prediction) : start
    const label = this.#turn(permuted, prediction)
    return { label, squaredDistance: squaredDistance(label, prediction) }
  }

  #descend(start: NearestLabel, prediction: ArrayLike<number>): NearestLabel {
    let best = start
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const next = this.#round(best.label, prediction)
      if (next.squaredDistance >= best.squaredDistance - 1e-12 * (1 + best.squaredDistance)) break
      best = next
    }
    return best
  }

  #assign(label: Float64Array, prediction: ArrayLike<number>): Float64Array {
    const n = this.#points
    const costs = Array.from({ length: n }, () => new Float64Array(n))
    // up to a constant the squared distance is −2 times the inner product, channel by channel
    for (const at of this.#columns) {
      for (let p = 0; p < n; p++) {
        const wanted = -2 * prediction[at[p]!]!
        const row = costs[p]!
        for (let q = 0; q < n; q++) row[q]! += wanted * label[at[q]!]!
      }
    }
    const images = new Uint32Array(this.#points)
    assignment(costs).forEach((q, p) => {
      images[q] = p
    })
    return act(this.rep, this.#element(Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1), images), label)
  }

  #turn(label: Float64Array, prediction: ArrayLike<number>): Float64Array {
    const [from, to] = [this.#vectors(label), this.#vectors(prediction)]
    if (from.length === 0) return label
    const turn = fitOrthogonal(from, to, this.#proper ? 1 : undefined)
    return act(this.rep, this.#element(turn, identityPermutation(this.#points)), label)
  }

  /** The label turned so that the first vectors come to the second ones, by each kind of turn there is. */
  #fits(from: readonly Vector[], to: readonly Vector[], label: Float64Array): Float64Array[] {
    const signs = this.#proper ? ([1] as const) : ([1, -1] as const)
    return signs.map((sign) =>
      act(this.rep, this.#element(fitOrthogonal(from, to, sign), identityPermutation(this.#points)), label),
    )
  }

  /** All vectors, of points and of the whole. */
  #vectors(v: ArrayLike<number>): Vector[] {
    const { vectors, whole } = this.#layout
    return [
      ...vectors.flatMap((at) =>
        Array.from({ length: this.#points }, (_, p): Vector => [v[at(p, 0)]!, v[at(p, 1)]!, v[at(p, 2)]!]),
      ),
      ...whole.map((o): Vector => [v[o]!, v[o + 1]!, v[o + 2]!]),
    ]
  }

  #pairStarts(prediction: ArrayLike<number>): Float64Array[] {
    const own = this.#vectors(this.label)
    const pair = widestPair(own)
    if (!pair) return []
    const [a, b] = pair
    const shape = [dot(a, a), dot(b, b), dot(a, b)]
    const other = this.#vectors(prediction)
    const likeness = other.flatMap((u, i) =>
      other.flatMap((v, j) => {
        if (i === j) return []
        const unlike = [dot(u, u), dot(v, v), dot(u, v)].reduce((s, d, k) => s + (d - shape[k]!) ** 2, 0)
        return [{ u, v, unlike }]
      }),
    )
    const best = likeness.sort((p, q) => p.unlike - q.unlike).slice(0, PAIR_STARTS)
    return best.flatMap(({ u, v }) => this.#fits([a, b], [u, v], this.label))
  }
}

/** The two vectors that span the largest parallelogram; undefined if all are on a line. */
function widestPair(vectors: readonly Vector[]): [Vector, Vector] | undefined {
  let best: [Vector, Vector] | undefined
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

function layoutOf(rep: LieRepresentation, n: number, pointsFactor: number): Layout {
  const vectors: Layout['vectors'][number][] = []
  const scalars: Layout['scalars'][number][] = []
  const whole: number[] = []
  for (const { rep: part, count, offset } of rep.summands) {
    const kinds = part.axes?.map((a) => (a.factor === pointsFactor ? 'p' : 'v')).join('')
    for (let k = 0; k < count; k++) {
      const start = offset + k * part.dim
      if (kinds === 'vp') vectors.push((p, c) => start + c * n + p)
      else if (kinds === 'pv') vectors.push((p, c) => start + 3 * p + c)
      else if (kinds === 'p') scalars.push((p) => start + p)
      else if (kinds === 'v') whole.push(start)
      else if (kinds !== '') {
        throw new UnsupportedError(
          `labels in ${part.text} are not aligned: scalars and vectors, of points or of the whole, are`,
        )
      }
    }
  }
  return { vectors, scalars, whole }
}
