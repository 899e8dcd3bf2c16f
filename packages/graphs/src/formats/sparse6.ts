import { InvalidArgumentError, knownOptions, TooLargeError } from '@buridan/core'
import { type ColouredGraph, MAX_VERTICES } from '../graph/coloured-graph.js'
import { type Edge, refuseManyEdges } from '../graph/edge-runs.js'
import { graph } from '../graph/graph.js'
import { graphInput } from '../graph/graph-input.js'
import { refuseLoss } from './holds.js'
import { BitWriter, formatSixBits, readSixBits } from './six-bits.js'

/**
 * Reads a graph from sparse6, the one-line format of nauty for large graphs with few edges, with or without its header. It may have loops,
 * and with `multi` repeated edges, which count.
 *
 * @throws InvalidArgumentError for a byte outside the format or an edge beyond the last vertex, naming the place; for a repeated edge without `multi`
 * @throws TooLargeError above 2²¹ vertices or 2²⁴ edges
 * @remarks O(length + n log n). McKay, *Description of graph6, sparse6 and digraph6 encodings*; lines of incremental sparse6, which begin with `;`, are refused.
 *
 * @example
 * ```ts
 * import { graphInput, parseSparse6 } from '@buridan/graphs'
 * console.log(graphInput(parseSparse6(':Fa@x^')).edges) // → [ [ 0, 1 ], [ 0, 2 ], [ 1, 2 ], [ 5, 6 ] ]
 * ```
 */
export function parseSparse6(text: string, options: { multi?: boolean } = {}): ColouredGraph {
  const { multi = false } = knownOptions(options, { multi: true }, 'parseSparse6')
  const { n, groups } = readSixBits(text, 'sparse6')
  if (n > MAX_VERTICES)
    throw new TooLargeError(`sparse6 of ${n} vertices is refused: the limit is ${MAX_VERTICES}`)
  const width = widthOf(n)
  const edges: Edge[] = []
  const bit = (k: number) => (groups[Math.floor(k / 6)]! >> (5 - (k % 6))) & 1
  const end = 6 * groups.length
  let v = 0
  // an incomplete pair at the end is padding
  for (let at = 0; at + width < end; at += width + 1) {
    if (bit(at) === 1) v++
    let x = 0
    for (let k = at + 1; k <= at + width; k++) x = 2 * x + bit(k)
    const greater = x > v
    if (greater) v = x
    if (v >= n) {
      refuseMore(at, end, bit, v, n)
      break
    }
    if (!greater) refuseManyEdges(edges.push([x, v]))
  }
  return graph({ n, edges, multi })
}

/** The bits from a pair with a vertex that is not there: fewer than a byte, all 1 but perhaps the first. */
function refuseMore(at: number, end: number, bit: (k: number) => number, v: number, n: number): void {
  let ones = end - at < 6
  for (let k = at + 1; ones && k < end; k++) ones = bit(k) === 1
  if (ones) return
  throw new InvalidArgumentError(
    `bit ${at + 1} of the edges of a sparse6 line goes on to vertex ${v}, and there are ${n}: it was damaged, or has another size`,
  )
}

/** The number of bits of n − 1. */
function widthOf(n: number): number {
  return n < 2 ? 0 : 32 - Math.clz32(n - 1)
}

/**
 * Writes an undirected graph without colours and weights in sparse6; loops and repeated edges are kept.
 *
 * @throws InvalidArgumentError if it is not a graph, or has directions, weights or colours
 * @remarks O(n + m log m).
 *
 * @example
 * ```ts
 * import { formatSparse6, graph } from '@buridan/graphs'
 * console.log(formatSparse6(graph({ n: 7, edges: [[0, 1], [0, 2], [1, 2], [5, 6]] }))) // → :Fa@x^
 * ```
 */
export function formatSparse6(g: ColouredGraph): string {
  refuseLoss(g, 'sparse6', { loops: true, multiplicities: true })
  const { n } = g
  const width = widthOf(n)
  const bits = new BitWriter()
  let last = 0
  const edges = graphInput(g).edges.map(([u, v]) => [u, v] as const)
  for (const [u, v] of edges.sort((a, b) => a[1] - b[1] || a[0] - b[0])) {
    bits.write(v > last ? 1 : 0, 1)
    if (v > last + 1) {
      bits.write(v, width)
      bits.write(0, 1)
    }
    last = v
    bits.write(u, width)
  }
  const left = (6 - (bits.length % 6)) % 6
  // ones alone could be read as a loop at the last vertex
  const zero = left > width && n === 2 ** width && last === n - 2 ? 0 : 1
  if (left > 0) {
    bits.write(zero, 1)
    bits.write(-1, left - 1)
  }
  return formatSixBits('sparse6', n, bits.groups)
}
