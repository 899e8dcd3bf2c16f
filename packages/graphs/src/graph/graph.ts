import {
  booleanOf,
  finiteVector,
  integerIn,
  knownOptions,
  type Signal,
  TooLargeError,
  throwIfAborted,
} from '@buridan/core'
import { ColouredGraph, type GraphValues, MAX_VERTICES } from './coloured-graph.js'
import { compareWeights, type Edge, type EdgeRuns, edgeRuns, type Weights } from './edge-runs.js'
import { stableOrder } from './stable-order.js'

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
  /** Whether an edge may be repeated, as a multiplicity. False by default. */
  readonly multi?: boolean
}

/**
 * Makes a graph or multigraph with coloured vertices, directed or not, weighted or not.
 *
 * Of a multigraph, each edge counts as often as it is given. Without weights its multiplicity is as good as a weight: an edge given
 * twice is the same as one of weight 2. With weights, two edges between the same vertices are the same as two others if their weights are.
 *
 * @param input - `n`, `edges`, and maybe `colours`, `directed` and `multi`. Each edge is given once: of an undirected graph as [u, v] or as [v, u]; with `multi` as often as it counts.
 * @throws InvalidArgumentError for a field of another name, a vertex out of range, a weight or colour that is not finite, or an edge given twice, whatever its weights, without `multi`
 * @throws TooLargeError above 2²¹ vertices or 2²⁴ edges
 * @throws AbortedError if the signal is aborted: millions of edges take seconds
 * @remarks O(n log n + m), and O(w log w) for w different weights.
 *
 * @example
 * ```ts
 * import { automorphisms, graph } from '@buridan/graphs'
 * const path = graph({ n: 3, edges: [[0, 1], [1, 2]] })
 * console.log(automorphisms(path).order) // → 2n
 * const doubled = graph({ n: 3, edges: [[0, 1], [1, 2], [2, 1]], multi: true })
 * console.log(automorphisms(doubled).order) // → 1n
 * ```
 */
export function graph(input: GraphInput, options: { signal?: Signal } = {}): ColouredGraph {
  const { signal } = knownOptions(options, { signal: true }, 'graph')
  const {
    n,
    directed = false,
    multi = false,
  } = knownOptions(input, { n: true, edges: true, colours: true, directed: true, multi: true }, 'a graph')
  booleanOf(directed, 'directed')
  booleanOf(multi, 'multi')
  if (typeof n === 'number' && n > MAX_VERTICES) {
    throw new TooLargeError(`a graph of ${n} vertices is refused: the limit is ${MAX_VERTICES}`)
  }
  integerIn(n, 0, MAX_VERTICES, 'n')
  const runs = edgeRuns(n, input.edges, { directed, multi })
  const colours =
    input.colours === undefined ? new Float64Array(n) : finiteVector(input.colours, n, 'colours')
  throwIfAborted(signal)
  // without other weights a multiplicity is as good as one
  const counted = runs.weights.every((list) => list.every((w) => w === 1))
  const nameOf = (list: Weights) => (counted ? String(list.length) : list.join('+'))
  const ranked = rankColours(colours, runs, nameOf)
  const pairs = pairsOf(n, runs, directed)
  throwIfAborted(signal)
  return compress(n, ranked, pairs, rankWeights(pairs, runs.weights, nameOf), { directed, multi })
}

/** Numbers for the distinct values, ascending. */
function rankOf(values: Iterable<number>): Map<number, number> {
  const sorted = [...new Set(values)].sort((a, b) => a - b)
  return new Map(sorted.map((v, i) => [v, i]))
}

/** The places of weights by their order, and their names in it. */
interface RankedWeights {
  readonly rank: ReadonlyMap<number, number>
  readonly names: string
  readonly lists: readonly Weights[]
}

function ranking(
  used: Iterable<number>,
  weights: readonly Weights[],
  nameOf: (list: Weights) => string,
): RankedWeights {
  const sorted = [...new Set(used)].sort((a, b) => compareWeights(weights[a]!, weights[b]!))
  const lists = sorted.map((place) => weights[place]!)
  return {
    rank: new Map(sorted.map((place, i) => [place, i])),
    names: lists.map(nameOf).join(),
    lists,
  }
}

interface RankedColours {
  readonly colourOf: Int32Array
  readonly values: GraphValues['colours']
  readonly legend: string
}

function rankColours(
  colours: Float64Array,
  { from, to, value, weights }: EdgeRuns,
  nameOf: (list: Weights) => string,
): RankedColours {
  const loopOf = new Map<number, number>()
  from.forEach((u, i) => {
    if (u === to[i]) loopOf.set(u, value[i]!)
  })
  const numbers = rankOf(colours)
  const loops = ranking(loopOf.values(), weights, nameOf)
  const width = loops.lists.length + 1
  const keys = Float64Array.from(colours, (c, v) => {
    const loop = loopOf.get(v)
    return numbers.get(c)! * width + (loop === undefined ? 0 : loops.rank.get(loop)! + 1)
  })
  const rank = rankOf(keys)
  const distinct = [...numbers.keys()]
  return {
    colourOf: Int32Array.from(keys, (k) => rank.get(k)!),
    values: Array.from(rank.keys(), (k) => ({
      colour: distinct[Math.floor(k / width)]!,
      loops: loops.lists[(k % width) - 1] ?? [],
    })),
    legend: `${distinct.join()}|${loops.names}|${[...rank.keys()].join()}`,
  }
}

/** Pairs of neighbours u < v, in order, with the places of the weights there and back; −1 where there is no edge. */
interface Pairs {
  readonly u: Int32Array
  readonly v: Int32Array
  readonly there: Int32Array
  readonly back: Int32Array
}

function pairsOf(n: number, { from, to, value }: EdgeRuns, directed: boolean): Pairs {
  const low = from.map((u, e) => Math.min(u, to[e]!))
  const high = from.map((u, e) => Math.max(u, to[e]!))
  const joined = Int32Array.from(from.keys()).filter((e) => from[e] !== to[e])
  const order = stableOrder(stableOrder(joined, high, n), low, n)
  const blank = () => new Int32Array(order.length).fill(-1)
  const [u, v, there, back] = [blank(), blank(), blank(), blank()]
  let count = 0
  for (const e of order) {
    if (count === 0 || u[count - 1] !== low[e] || v[count - 1] !== high[e]) {
      u[count] = low[e]!
      v[count++] = high[e]!
    }
    const at = count - 1
    if (!directed || from[e]! < to[e]!) there[at] = value[e]!
    if (!directed || from[e]! > to[e]!) back[at] = value[e]!
  }
  return {
    u: u.subarray(0, count),
    v: v.subarray(0, count),
    there: there.subarray(0, count),
    back: back.subarray(0, count),
  }
}

function rankWeights(
  { there, back }: Pairs,
  weights: readonly Weights[],
  nameOf: (list: Weights) => string,
): RankedWeights {
  const used = new Set(there)
  for (const place of back) used.add(place)
  used.delete(-1)
  return ranking(used, weights, nameOf)
}

function compress(
  n: number,
  colours: RankedColours,
  pairs: Pairs,
  { rank, names, lists }: RankedWeights,
  { directed, multi }: { readonly directed: boolean; readonly multi: boolean },
): ColouredGraph {
  const m = pairs.u.length
  const width = lists.length + 1
  const code = (place: number) => (place < 0 ? 0 : rank.get(place)! + 1)
  const there = Float64Array.from(pairs.there, (w, i) => code(w) * width + code(pairs.back[i]!))
  const back = Float64Array.from(pairs.there, (w, i) => code(pairs.back[i]!) * width + code(w))
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
  const put = (v: number, target: number, key: number) => {
    const at = fill[v]!++
    targets[at] = target
    labels[at] = labelRank.get(key)!
  }
  // in ascending order of the other end: first the arcs to smaller vertices, then those to greater ones
  for (let i = 0; i < m; i++) put(pairs.v[i]!, pairs.u[i]!, back[i]!)
  for (let i = 0; i < m; i++) put(pairs.u[i]!, pairs.v[i]!, there[i]!)
  const listOf = (k: number) => lists[k - 1] ?? []
  return new ColouredGraph(
    n,
    colours.colourOf,
    colours.values.length,
    starts,
    targets,
    labels,
    Math.max(1, labelRank.size),
    directed,
    `${n};${directed};${colours.legend};${names};${[...labelRank.keys()].join()}`,
    multi,
    {
      colours: colours.values,
      labels: Array.from(labelRank.keys(), (k) => ({
        there: listOf(Math.floor(k / width)),
        back: listOf(k % width),
      })),
    },
  )
}
