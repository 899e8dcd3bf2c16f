import { InvalidArgumentError, ofKind, shown, stringOf, TooLargeError } from '@buridan/core'
import { ColouredGraph, type Edge, graph } from '../graph/coloured-graph.js'

const HEADER = '>>graph6<<'
const MAX_GRAPH6_VERTICES = 20_000

/**
 * Reads a graph from graph6, the one-line format of nauty, with or without its header.
 *
 * @throws InvalidArgumentError for a byte outside the format, a wrong length or bits beyond the last pair, naming the place
 * @throws TooLargeError above 20 000 vertices
 * @remarks O(n²), as the format lists all pairs. McKay, *Description of graph6, sparse6 and digraph6 encodings*.
 *
 * @example
 * ```ts
 * import { automorphisms, parseGraph6 } from '@buridan/graphs'
 * console.log(automorphisms(parseGraph6('IsP@OkWHG')).order) // → 120n
 * ```
 */
export function parseGraph6(text: string): ColouredGraph {
  const body = stringOf(text, 'a graph in graph6').trim()
  const line = body.startsWith(HEADER) ? body.slice(HEADER.length) : body
  const values = Array.from(line, (c, i) => {
    const value = c.charCodeAt(0) - 63
    if (value < 0 || value > 63) {
      throw new InvalidArgumentError(`${shown(c)} at column ${i + 1} of a graph6 line; its bytes are ? to ~`)
    }
    return value
  })
  const { n, start } = readSize(values)
  if (n > MAX_GRAPH6_VERTICES) {
    throw new TooLargeError(`a graph6 line of ${n} vertices is refused: the limit is ${MAX_GRAPH6_VERTICES}`)
  }
  const bits = (n * (n - 1)) / 2
  if (values.length - start !== Math.ceil(bits / 6)) {
    throw new InvalidArgumentError(
      `a graph6 line of ${n} vertices has ${Math.ceil(bits / 6)} bytes after its size, not ${values.length - start}`,
    )
  }
  const spare = 6 * (values.length - start) - bits
  if (spare > 0 && values[values.length - 1]! & ((1 << spare) - 1)) {
    throw new InvalidArgumentError(
      `the last byte of a graph6 line of ${n} vertices has bits beyond the last pair of vertices: it was damaged, or has another size`,
    )
  }
  const edges: Edge[] = []
  for (let j = 1, k = 0; j < n; j++) {
    for (let i = 0; i < j; i++, k++) {
      if ((values[start + Math.floor(k / 6)]! >> (5 - (k % 6))) & 1) edges.push([i, j])
    }
  }
  return graph({ n, edges })
}

function readSize(values: readonly number[]): { n: number; start: number } {
  const bytes = values[0] !== 63 ? 1 : values[1] !== 63 ? 3 : 6
  const skip = bytes === 1 ? 0 : bytes === 3 ? 1 : 2
  if (values.length < skip + bytes)
    throw new InvalidArgumentError('a graph6 line ends before the number of vertices')
  let n = 0
  for (let i = 0; i < bytes; i++) n = n * 64 + values[skip + i]!
  return { n, start: skip + bytes }
}

/**
 * Writes an undirected graph without colours, weights and loops in graph6.
 *
 * @throws InvalidArgumentError if it is not a graph, or has directions, weights, colours or loops
 * @throws TooLargeError above 20 000 vertices
 * @remarks O(n²), as the format lists all pairs.
 *
 * @example
 * ```ts
 * import { formatGraph6, graph } from '@buridan/graphs'
 * console.log(formatGraph6(graph({ n: 3, edges: [[0, 1], [1, 2]] }))) // → Bg
 * ```
 */
export function formatGraph6(g: ColouredGraph): string {
  ofKind(g, 'g', 'graph')
  if (!(g instanceof ColouredGraph))
    throw new InvalidArgumentError(`expected a graph made by graph(), not ${shown(g)}`)
  // one weight other than 1, a loop at every vertex, or one colour appears only in the legend
  if (g.legend !== graph({ n: g.n, edges: g.edgeCount > 0 ? [[0, 1]] : [] }).legend) {
    throw new InvalidArgumentError('graph6 has no directions, weights, colours and loops; this graph has')
  }
  if (g.n > MAX_GRAPH6_VERTICES)
    throw new TooLargeError(`graph6 of ${g.n} vertices is refused: the limit is ${MAX_GRAPH6_VERTICES}`)
  const bytes = new Uint8Array(Math.ceil((g.n * (g.n - 1)) / 12))
  for (let j = 0; j < g.n; j++) {
    for (let e = g.starts[j]!; e < g.starts[j + 1]!; e++) {
      const i = g.targets[e]!
      if (i > j) break
      const k = (j * (j - 1)) / 2 + i
      bytes[Math.floor(k / 6)]! |= 1 << (5 - (k % 6))
    }
  }
  const size = g.n <= 62 ? [g.n] : [63, g.n >> 12, (g.n >> 6) & 63, g.n & 63]
  return [...size, ...bytes].map((b) => String.fromCharCode(b + 63)).join('')
}
