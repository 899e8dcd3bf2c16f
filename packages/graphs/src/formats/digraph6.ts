import type { ColouredGraph } from '../graph/coloured-graph.js'
import type { Edge } from '../graph/edge-runs.js'
import { graph } from '../graph/graph.js'
import { graphInput } from '../graph/graph-input.js'
import { refuseLoss } from './holds.js'
import { formatSixBits, readMatrix, refuseLarge } from './six-bits.js'

/**
 * Reads a directed graph from digraph6, the one-line format of nauty for directed graphs with or without loops, with or without its header.
 *
 * @throws InvalidArgumentError for a byte outside the format, a wrong length or bits beyond the last pair, naming the place
 * @throws TooLargeError above 20 000 vertices or 2²⁴ edges
 * @remarks O(n²), as the format lists all pairs. McKay, *Description of graph6, sparse6 and digraph6 encodings*.
 *
 * @example
 * ```ts
 * import { graphInput, parseDigraph6 } from '@buridan/graphs'
 * console.log(graphInput(parseDigraph6('&DI?AO?')).edges) // → [ [ 0, 2 ], [ 0, 4 ], [ 3, 1 ], [ 3, 4 ] ]
 * ```
 */
export function parseDigraph6(text: string): ColouredGraph {
  const { n, has } = readMatrix(text, 'digraph6', (vertices) => vertices * vertices)
  const edges: Edge[] = []
  for (let u = 0, k = 0; u < n; u++) {
    for (let v = 0; v < n; v++, k++) if (has(k)) edges.push([u, v])
  }
  return graph({ n, edges, directed: true })
}

/**
 * Writes a directed graph, which may have loops, in digraph6.
 *
 * @throws InvalidArgumentError if it is not a graph, is undirected, or has weights, colours or repeated edges
 * @throws TooLargeError above 20 000 vertices
 * @remarks O(n²), as the format lists all pairs.
 *
 * @example
 * ```ts
 * import { formatDigraph6, graph } from '@buridan/graphs'
 * const arcs = graph({ n: 5, edges: [[0, 2], [0, 4], [3, 1], [3, 4]], directed: true })
 * console.log(formatDigraph6(arcs)) // → &DI?AO?
 * ```
 */
export function formatDigraph6(g: ColouredGraph): string {
  refuseLoss(g, 'digraph6', { directed: true, loops: true })
  refuseLarge(g.n, 'digraph6')
  const groups = new Uint8Array(Math.ceil((g.n * g.n) / 6))
  for (const [u, v] of graphInput(g).edges) {
    const k = u * g.n + v
    groups[Math.floor(k / 6)]! |= 1 << (5 - (k % 6))
  }
  return formatSixBits('digraph6', g.n, groups)
}
