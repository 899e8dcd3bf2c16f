import { arrayOf, InvalidArgumentError, shown, TooLargeError } from '@buridan/core'
import { stableOrder } from './stable-order.js'

/** The most edges of a graph: what fits into the memory that engines take for arrays of pairs. */
const MAX_EDGES = 2 ** 24

/** An edge between vertices, with a weight or without. */
export type Edge = readonly [number, number] | readonly [number, number, number]

/** The weights of all edges from one vertex to another, ascending: one, or several in a multigraph. */
export type Weights = readonly number[]

/** The ordered pairs of vertices that have edges, each once, in order: of an undirected graph the smaller end first. */
export interface EdgeRuns {
  readonly from: Int32Array
  readonly to: Int32Array
  /** The place of its weights in `weights`. */
  readonly value: Int32Array
  /** The different weights that pairs have. */
  readonly weights: readonly Weights[]
}

interface Arcs {
  readonly from: Int32Array
  readonly to: Int32Array
  readonly weight: Float64Array
}

/** @throws TooLargeError above 2²⁴ edges */
export function refuseManyEdges(count: number): void {
  if (count > MAX_EDGES)
    throw new TooLargeError(`a graph of ${count} edges is refused: the limit is ${MAX_EDGES}`)
}

/**
 * The edges in order, those with the same ends together.
 *
 * @throws InvalidArgumentError for an edge of another form or with an end that is no vertex, or one that is repeated, without `multi`
 * @throws TooLargeError above 2²⁴ edges
 */
export function edgeRuns(
  n: number,
  given: readonly Edge[],
  { directed, multi }: { readonly directed: boolean; readonly multi: boolean },
): EdgeRuns {
  const edges = arrayOf(given, 'edges')
  refuseManyEdges(edges.length)
  const { from, to, weight } = readEdges(n, edges, directed)
  const order = stableOrder(stableOrder(Int32Array.from(from.keys()), to, n), from, n)
  const places = new Map<number | string, number>()
  const weights: Weights[] = []
  const blank = () => new Int32Array(order.length)
  const runs = { from: blank(), to: blank(), value: blank() }
  let count = 0
  for (let i = 0, end = 0; i < order.length; i = end) {
    const [u, v] = [from[order[i]!]!, to[order[i]!]!]
    for (end = i + 1; end < order.length; end++) {
      if (from[order[end]!] !== u || to[order[end]!] !== v) break
      if (!multi) givenTwice(edges, order[i]!, order[end]!, directed)
    }
    // equal numbers are one key, 0 and −0 too
    const first = weight[order[i]!]!
    const list = () => Array.from(order.subarray(i, end), (e) => weight[e]!).sort((a, b) => a - b)
    const key = end === i + 1 ? first : list().join()
    let place = places.get(key)
    if (place === undefined) {
      place = weights.push(list()) - 1
      places.set(key, place)
    }
    runs.from[count] = u
    runs.to[count] = v
    runs.value[count++] = place
  }
  return {
    from: runs.from.subarray(0, count),
    to: runs.to.subarray(0, count),
    value: runs.value.subarray(0, count),
    weights,
  }
}

function readEdges(n: number, edges: readonly Edge[], directed: boolean): Arcs {
  const from = new Int32Array(edges.length)
  const to = new Int32Array(edges.length)
  const weight = new Float64Array(edges.length)
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
    const swap = !directed && u > v
    from[place] = swap ? v : u
    to[place] = swap ? u : v
    // not −0, which is another text
    weight[place] = w + 0
  }
  return { from, to, weight }
}

function givenTwice(edges: readonly Edge[], first: number, second: number, directed: boolean): never {
  const [u, v, w = 1] = edges[first]!
  const other = edges[second]![2] ?? 1
  const name = u === v ? `the loop at ${u}` : directed ? `the arc from ${u} to ${v}` : `the edge {${u}, ${v}}`
  const weights = w === other ? '' : `, with the weights ${w} and ${other}`
  throw new InvalidArgumentError(
    `${name} is given twice (edges[${first}] and edges[${second}])${weights}; a repeated edge is a multiplicity, which counts ` +
      `with multi: true; without, remove the repetition or give its weight, [${u}, ${v}, 2]`,
  )
}

/** Weights in order: the smaller number first, a list before those that begin with it. */
export function compareWeights(a: Weights, b: Weights): number {
  for (let i = 0; i < a.length && i < b.length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!
  return a.length - b.length
}
