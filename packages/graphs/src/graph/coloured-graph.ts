import {
  arrayOf,
  finiteVector,
  InvalidArgumentError,
  integerIn,
  isKind,
  KIND,
  type Kind,
  objectOf,
  type Signal,
  shown,
  TooLargeError,
  throwIfAborted,
} from '@buridan/core'

/** The most vertices of a graph; keys of vertices are packed in 53 bits with 32-bit counts. */
const MAX_VERTICES = 2 ** 21

/** An edge between vertices, with a weight or without. */
export type Edge = readonly [number, number] | readonly [number, number, number]

/** The input of {@link graph}. */
export interface GraphInput {
  /** Number of vertices, which are 0..n−1. */
  readonly n: number
  /** Pairs [u, v] or triples [u, v, weight]; a pair has weight 1. */
  readonly edges: readonly Edge[]
  /** A number for each vertex: automorphisms map vertices to vertices of the same colour. All equal by default. */
  readonly colours?: ArrayLike<number>
  /** Whether [u, v] goes from u to v only. False by default. */
  readonly directed?: boolean
}

/**
 * A graph with coloured vertices and labelled arcs, in compressed rows. Every pair of neighbours (u, v) is an arc both
 * ways; its label stands for the weights of the edges u → v and v → u, so that directed and weighted graphs need no
 * gadgets. Loops are part of the colour. A value: never changed once made.
 */
export class ColouredGraph {
  /** @internal */
  get [KIND](): Kind {
    return 'graph'
  }

  /** Also true for graphs that another copy of this package made. */
  static [Symbol.hasInstance](value: unknown): boolean {
    return isKind(value, 'graph')
  }

  /** @internal Use {@link graph}. */
  constructor(
    readonly n: number,
    /** Colours as 0..k−1, in the order of the numbers given (and of loops). */
    readonly colours: Int32Array,
    /** The number of colours, k. */
    readonly colourCount: number,
    /** Neighbours of v: `targets[starts[v] … starts[v+1]−1]`, ascending. */
    readonly starts: Int32Array,
    readonly targets: Int32Array,
    /** Label of each arc, 0..labelCount−1; equal labels for equal weights in every graph with the same weights. */
    readonly labels: Int32Array,
    /** The number of different labels. */
    readonly labelCount: number,
    readonly directed: boolean,
    /** The meaning of colours and labels: equal only for graphs that can be isomorphic. */
    readonly legend: string,
  ) {}

  /** Number of pairs of neighbours. */
  get edgeCount(): number {
    return this.targets.length / 2
  }
}

/** The graph with colours that stand for names, not numbers: only graphs with the same names can be isomorphic. */
export function withColourNames(g: ColouredGraph, names: readonly string[]): ColouredGraph {
  return new ColouredGraph(
    g.n,
    g.colours,
    g.colourCount,
    g.starts,
    g.targets,
    g.labels,
    g.labelCount,
    g.directed,
    `${g.legend};${JSON.stringify(names)}`,
  )
}

interface Arcs {
  readonly from: number[]
  readonly to: number[]
  readonly weight: number[]
  /** Place of the edge in the input. */
  readonly place: number[]
}

/**
 * Makes a graph with coloured vertices, directed or not, weighted or not.
 *
 * @param input - `n`, `edges`, and maybe `colours` and `directed`. Each edge is given once: of an undirected graph as [u, v] or as [v, u].
 * @throws InvalidArgumentError for a vertex out of range, a weight or colour that is not finite, or an edge given twice, whatever its weights
 * @throws TooLargeError above 2²¹ vertices
 * @throws AbortedError if the signal is aborted: millions of edges take seconds
 * @remarks O(n + m log m).
 *
 * @example
 * ```ts
 * import { automorphisms, graph } from '@buridan/graphs'
 * const path = graph({ n: 3, edges: [[0, 1], [1, 2]] })
 * console.log(automorphisms(path).order) // → 2n
 * ```
 */
export function graph(input: GraphInput, options: { signal?: Signal } = {}): ColouredGraph {
  const { signal } = objectOf(options, 'options')
  const { n, directed = false } = objectOf(input, 'a graph')
  if (typeof directed !== 'boolean') {
    throw new InvalidArgumentError(`directed is ${shown(directed)}; it must be true or false`)
  }
  if (typeof n === 'number' && n > MAX_VERTICES) {
    throw new TooLargeError(`a graph of ${n} vertices is refused: the limit is ${MAX_VERTICES}`)
  }
  integerIn(n, 0, MAX_VERTICES, 'n')
  const { loops, arcs } = readEdges(n, arrayOf(input.edges, 'edges'), directed)
  const colours =
    input.colours === undefined ? new Float64Array(n) : finiteVector(input.colours, n, 'colours')
  const ranked = rankColours(colours, loops)
  throwIfAborted(signal)
  const order = inOrder(arcs)
  for (let i = 1; i < order.length; i++) {
    const [a, b] = [order[i - 1]!, order[i]!]
    if (arcs.from[a] === arcs.from[b] && arcs.to[a] === arcs.to[b]) {
      givenTwice(input.edges, arcs.place[a]!, arcs.place[b]!, directed)
    }
  }
  return assemble(n, ranked, arcs, order, directed, signal)
}

function readEdges(n: number, edges: readonly Edge[], directed: boolean) {
  const loops = new Map<number, number>()
  const loopPlace = new Map<number, number>()
  const arcs: Arcs = { from: [], to: [], weight: [], place: [] }
  for (const [place, edge] of edges.entries()) {
    const size = Array.isArray(edge) ? edge.length : -1
    if (size !== 2 && size !== 3) {
      throw new InvalidArgumentError(`edge ${shown(edge)} must be [u, v] or [u, v, weight]`)
    }
    const [u, v, w = 1] = edge
    if (!Number.isInteger(u) || !Number.isInteger(v) || u < 0 || v < 0 || u >= n || v >= n) {
      throw new InvalidArgumentError(`edge ${shown(edge)} has an end that is no vertex 0..${n - 1}`)
    }
    if (typeof w !== 'number' || !Number.isFinite(w)) {
      throw new InvalidArgumentError(`edge ${shown(edge)} has a weight that is no finite number`)
    }
    if (u === v) {
      const before = loopPlace.get(u)
      if (before !== undefined) givenTwice(edges, before, place, directed)
      loops.set(u, w)
      loopPlace.set(u, place)
      continue
    }
    const swap = !directed && u > v
    arcs.from.push(swap ? v : u)
    arcs.to.push(swap ? u : v)
    arcs.weight.push(w)
    arcs.place.push(place)
  }
  return { loops, arcs }
}

function givenTwice(edges: readonly Edge[], a: number, b: number, directed: boolean): never {
  const [first, second] = a < b ? [a, b] : [b, a]
  const [u, v, w = 1] = edges[first]!
  const other = edges[second]![2] ?? 1
  const name = u === v ? `the loop at ${u}` : directed ? `the arc from ${u} to ${v}` : `the edge {${u}, ${v}}`
  const weights = w === other ? '' : `, with the weights ${w} and ${other}`
  throw new InvalidArgumentError(
    `${name} is given twice (edges[${first}] and edges[${second}])${weights}; a repeated edge is a multiplicity, and multigraphs ` +
      `(multi) are not read yet: remove the repetition, or give the multiplicity as a weight, [${u}, ${v}, 2]`,
  )
}

interface RankedColours {
  readonly colourOf: Int32Array
  readonly count: number
  readonly legend: string
}

/** Numbers for the distinct values, ascending. */
function rankOf(values: Iterable<number>): Map<number, number> {
  const sorted = [...new Set(values)].sort((a, b) => a - b)
  return new Map(sorted.map((v, i) => [v, i]))
}

function rankColours(colours: Float64Array, loops: ReadonlyMap<number, number>): RankedColours {
  const colourRank = rankOf(colours)
  const loopRank = rankOf(loops.values())
  const width = loopRank.size + 1
  const keys = Float64Array.from(colours, (c, v) => {
    const loop = loops.get(v)
    return colourRank.get(c)! * width + (loop === undefined ? 0 : loopRank.get(loop)! + 1)
  })
  const rank = rankOf(keys)
  return {
    colourOf: Int32Array.from(keys, (k) => rank.get(k)!),
    count: rank.size,
    legend: `${[...colourRank.keys()].join()}|${[...loopRank.keys()].join()}|${[...rank.keys()].join()}`,
  }
}

/** Arcs sorted by their ends, so that arcs given twice are next to each other. */
function inOrder({ from, to }: Arcs): Int32Array {
  return Int32Array.from(from.keys()).sort((a, b) => from[a]! - from[b]! || to[a]! - to[b]!)
}

function assemble(
  n: number,
  colours: RankedColours,
  { from, to, weight }: Arcs,
  order: Int32Array,
  directed: boolean,
  signal: Signal | undefined,
): ColouredGraph {
  // weights in both directions for every ordered pair of neighbours
  const pairs: { u: number[]; v: number[]; out: number[]; back: number[] } = {
    u: [],
    v: [],
    out: [],
    back: [],
  }
  throwIfAborted(signal)
  const index = new Map<number, number>()
  for (const e of order) {
    const u = from[e]!
    const v = to[e]!
    const key = Math.min(u, v) * n + Math.max(u, v)
    const forward = u < v
    let at = index.get(key)
    if (at === undefined) {
      at = pairs.u.length
      index.set(key, at)
      pairs.u.push(Math.min(u, v))
      pairs.v.push(Math.max(u, v))
      pairs.out.push(Number.NaN)
      pairs.back.push(Number.NaN)
    }
    const w = weight[e]!
    for (const side of directed ? [forward ? pairs.out : pairs.back] : [pairs.out, pairs.back]) {
      side[at] = w
    }
  }
  throwIfAborted(signal)
  return compress(n, colours, pairs, directed)
}

function compress(
  n: number,
  colours: RankedColours,
  pairs: { u: number[]; v: number[]; out: number[]; back: number[] },
  directed: boolean,
): ColouredGraph {
  const m = pairs.u.length
  const weights = rankOf([...pairs.out, ...pairs.back].filter((w) => !Number.isNaN(w)))
  const width = weights.size + 1
  const code = (w: number) => (Number.isNaN(w) ? 0 : weights.get(w)! + 1)
  const there = Float64Array.from(pairs.out, (w, i) => code(w) * width + code(pairs.back[i]!))
  const back = Float64Array.from(pairs.out, (w, i) => code(pairs.back[i]!) * width + code(w))
  const labelRank = rankOf(
    (function* () {
      yield* there
      yield* back
    })(),
  )
  const starts = new Int32Array(n + 1)
  for (let i = 0; i < m; i++) {
    starts[pairs.u[i]! + 1]!++
    starts[pairs.v[i]! + 1]!++
  }
  for (let v = 0; v < n; v++) starts[v + 1]! += starts[v]!
  const fill = starts.slice(0, n)
  const targets = new Int32Array(2 * m)
  const labels = new Int32Array(2 * m)
  // in ascending order of the other end: first the arcs to smaller vertices, then those to greater ones
  const byGreater = Int32Array.from(pairs.u.keys()).sort(
    (a, b) => pairs.v[a]! - pairs.v[b]! || pairs.u[a]! - pairs.u[b]!,
  )
  const bySmaller = Int32Array.from(pairs.u.keys()).sort(
    (a, b) => pairs.u[a]! - pairs.u[b]! || pairs.v[a]! - pairs.v[b]!,
  )
  const put = (v: number, target: number, key: number) => {
    const at = fill[v]!++
    targets[at] = target
    labels[at] = labelRank.get(key)!
  }
  for (const i of bySmaller) put(pairs.v[i]!, pairs.u[i]!, back[i]!)
  for (const i of byGreater) put(pairs.u[i]!, pairs.v[i]!, there[i]!)
  const legend = `${n};${directed};${colours.legend};${[...weights.keys()].join()};${[...labelRank.keys()].join()}`
  return new ColouredGraph(
    n,
    colours.colourOf,
    colours.count,
    starts,
    targets,
    labels,
    Math.max(1, labelRank.size),
    directed,
    legend,
  )
}
