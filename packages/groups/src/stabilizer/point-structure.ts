import { Clusters, isIdentity, numbersOf, type Signal, TooLargeError, throwIfAborted } from '@buridan/core'
import { automorphisms, type ColouredGraph, type Edge, graph } from '@buridan/graphs'
import { LISTING_LIMITS } from '../images/limits.js'
import type { Representation } from '../representation/representation.js'
import type { PointAxis } from '../representation/tensor-index.js'

/**
 * A vector of a tensor representation as a structure on the group's points: a real number for every point, pair, tuple of
 * points, the value of the tensor on their vectors. An element fixes the vector iff it keeps all these numbers,
 * since the points span. Each number is the cluster of a value; values in one may differ by the tolerance.
 */
export class PointStructure {
  /** A text for each point: its values in all summands. */
  readonly colours: string[]
  readonly #arcs = new Map<number, string>()
  readonly #tuples: { readonly points: readonly number[]; readonly colour: string }[] = []
  /** The least difference between two clusters; Infinity for a single cluster. */
  readonly separation: number
  /** The greatest difference between two values of a cluster. */
  readonly width: number
  readonly #degree: number
  readonly #clusters: Clusters

  constructor(
    rep: Representation,
    x: Float64Array,
    delta: number,
    readonly signal: Signal | undefined,
  ) {
    this.#degree = rep.group.degree
    this.colours = new Array<string>(this.#degree).fill('')
    const relations = rep.summands.flatMap((s) =>
      Array.from({ length: s.count }, (_, c) => relationOf(s.rep.pointAxes!, x, s.offset + c * s.rep.dim)),
    )
    this.#clusters = new Clusters(
      relations.map((r) => r.values),
      delta,
    )
    this.separation = this.#clusters.separation
    this.width = this.#clusters.width
    for (const [k, relation] of relations.entries()) this.#add(relation, k)
  }

  /** Whether only points have values, so that the structure is a colouring. */
  get isColouring(): boolean {
    return this.#arcs.size === 0 && this.#tuples.length === 0
  }

  #add({ axes, values }: Relation, block: number): void {
    const n = this.#degree
    const colour = (at: number) => `${block}:${this.#clusters.clusterOf(values[at]!)}`
    if (axes.length === 0) return
    eachTuple(axes, (points, at) => {
      if ((at & 255) === 0) throwIfAborted(this.signal)
      if (points.length === 1 || (points.length === 2 && points[0] === points[1])) {
        this.colours[points[0]!] += `${colour(at)};`
      } else if (points.length === 2) {
        const key = points[0]! * n + points[1]!
        this.#arcs.set(key, `${this.#arcs.get(key) ?? ''}${colour(at)};`)
      } else this.#tuples.push({ points: [...points], colour: colour(at) })
    })
  }

  /**
   * The structure as a graph: the points, then a vertex for each longer tuple, joined to its points by arcs labelled by
   * position. Structures that differ only in the names of points become graphs that differ only in names.
   *
   * @param orbits - a number for each point, which automorphisms keep too
   * @param orbital - a number for each ordered pair of different points, which automorphisms keep too
   */
  toGraph(orbits: ArrayLike<number>, orbital?: (p: number, q: number) => number): ColouredGraph {
    const n = this.#degree
    const colours = this.colours.map((c, p) => `p${orbits[p]!}|${c}`)
    const edges: [number, number, string][] = []
    if (orbital) this.#pushWithOrbitals(orbital, edges)
    else {
      const common = mostCommon(countsOf(this.#arcs.values()))
      throwIfAborted(this.signal)
      for (const [key, label] of this.#arcs) {
        if (label !== common) edges.push([Math.floor(key / n), key % n, label])
      }
    }
    const usual = mostCommon(countsOf(this.#tuples.map((t) => t.colour)))
    for (const { points, colour } of this.#tuples) {
      if (colour === usual) continue
      const vertex = colours.length
      colours.push(`t${colour}`)
      const places = new Map<number, string>()
      for (const [i, p] of points.entries()) places.set(p, `${places.get(p) ?? 'at'},${i}`)
      for (const [p, place] of places) edges.push([vertex, p, place])
    }
    const colourNumbers = numbersOf(colours)
    throwIfAborted(this.signal)
    const labelNumbers = numbersOf(edges.map(([, , label]) => label))
    throwIfAborted(this.signal)
    const input = {
      n: colours.length,
      edges: edges.map(([u, v, label]): Edge => [u, v, labelNumbers.get(label)!]),
      colours: colours.map((c) => colourNumbers.get(c)!),
      directed: true,
    }
    return graph(input, this.signal ? { signal: this.signal } : {})
  }

  /** Edges for all pairs of different points except the most common kind; texts of pairs are recomputed rather than stored. */
  #pushWithOrbitals(orbital: (p: number, q: number) => number, edges: [number, number, string][]): void {
    const n = this.#degree
    const arcs = this.#arcs
    const label = (p: number, q: number) => `${orbital(p, q)}|${arcs.get(p * n + q) ?? ''}`
    const counts = new Map<string, number>()
    for (let p = 0; p < n; p++) {
      throwIfAborted(this.signal)
      for (let q = 0; q < n; q++) {
        if (p !== q) counts.set(label(p, q), (counts.get(label(p, q)) ?? 0) + 1)
      }
    }
    const common = mostCommon(counts)
    const kept = n * (n - 1) - (common === undefined ? 0 : counts.get(common)!)
    if (kept > LISTING_LIMITS.edges) {
      throw new TooLargeError(
        `a structure of ${kept} pairs of ${n} points is refused: the limit is ${LISTING_LIMITS.edges} beside the most common ones`,
      )
    }
    for (let p = 0; p < n; p++) {
      throwIfAborted(this.signal)
      for (let q = 0; q < n; q++) {
        const text = p === q ? common : label(p, q)
        if (text !== undefined && text !== common) edges.push([p, q, text])
      }
    }
  }

  /** The group, on the points, of all permutations that keep the structure and the orbits. */
  automorphisms(orbits: ArrayLike<number>): PointAutomorphisms {
    const { group } = automorphisms(this.toGraph(orbits), this.signal ? { signal: this.signal } : {})
    const generators = group.ownGenerators.map((g) => g.slice(0, this.#degree)).filter((g) => !isIdentity(g))
    // a vertex of a tuple goes where its points go: the group is as large on the points alone
    return { generators, order: group.order }
  }
}

function countsOf(texts: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>()
  for (const t of texts) counts.set(t, (counts.get(t) ?? 0) + 1)
  return counts
}

/** The most frequent text; of equally frequent texts the first in the alphabet. */
function mostCommon(counts: ReadonlyMap<string, number>): string | undefined {
  let best: [string, number] | undefined
  for (const [text, count] of counts) {
    if (!best || count > best[1] || (count === best[1] && text < best[0])) best = [text, count]
  }
  return best?.[0]
}

/** Generators and order of a group that acts on the points of a structure. */
interface PointAutomorphisms {
  readonly generators: readonly Uint32Array[]
  readonly order: bigint
}

interface Relation {
  readonly axes: readonly PointAxis[]
  /** Row-major over the axes' points. */
  readonly values: Float64Array
}

/** The values of a tensor on all tuples of points. */
function relationOf(axes: readonly PointAxis[], x: Float64Array, offset: number): Relation {
  const size = axes.reduce((s, a) => s * a.points, 1)
  if (size > LISTING_LIMITS.tuples) {
    throw new TooLargeError(
      `a tensor on ${size} tuples of points is refused: the limit is ${LISTING_LIMITS.tuples}`,
    )
  }
  const dim = axes.reduce((s, a) => s * a.dim, 1)
  let values = x.slice(offset, offset + dim)
  // one index after the other goes from coordinates to points: indices before it are of points, indices after it of coordinates
  let before = 1
  axes.forEach((axis, k) => {
    const after = axes.slice(k + 1).reduce((s, a) => s * a.dim, 1)
    values = contract(values, before, axis, after)
    before *= axis.points
  })
  return { axes, values }
}

function contract(
  values: Float64Array<ArrayBuffer>,
  before: number,
  axis: PointAxis,
  after: number,
): Float64Array<ArrayBuffer> {
  const { points, dim, vectors } = axis
  // point p is coordinate p
  if (vectors === 'units') return values
  const out = new Float64Array(before * points * after)
  for (let b = 0; b < before; b++) {
    for (let p = 0; p < points; p++) {
      const to = (b * points + p) * after
      // of signed coordinates one each, the negatives after the positives
      const [first, last] = vectors === 'signed' ? [p % dim, p % dim] : [0, dim - 1]
      for (let i = first; i <= last; i++) {
        const weight = vectors === 'signed' ? (p < dim ? 1 : -1) : vectors[p * dim + i]!
        if (weight === 0) continue
        const from = (b * dim + i) * after
        for (let a = 0; a < after; a++) out[to + a]! += weight * values[from + a]!
      }
    }
  }
  return out
}

function eachTuple(axes: readonly PointAxis[], visit: (points: readonly number[], at: number) => void): void {
  const points = axes.map((a) => a.offset)
  const size = axes.reduce((s, a) => s * a.points, 1)
  for (let at = 0; at < size; at++) {
    visit(points, at)
    for (let k = axes.length - 1; k >= 0; k--) {
      points[k]!++
      if (points[k]! < axes[k]!.offset + axes[k]!.points) break
      points[k] = axes[k]!.offset
    }
  }
}
