import type { ColouredGraph } from '../graph/coloured-graph.js'
import type { Edge } from '../graph/edge-runs.js'
import { graph } from '../graph/graph.js'
import { refuseLoss } from './holds.js'
import { formatSixBits, readMatrix, refuseLarge } from './six-bits.js'

const pairsOf = (n: number) => (n * (n - 1)) / 2

/**
 * Reads a graph from graph6, the one-line format of nauty, with or without its header.
 *
 * @throws InvalidArgumentError for a byte outside the format, a wrong length or bits beyond the last pair, naming the place
 * @throws TooLargeError above 20 000 vertices or 2²⁴ edges
 * @remarks O(n²), as the format lists all pairs. McKay, *Description of graph6, sparse6 and digraph6 encodings*.
 *
 * @example
 * ```ts
 * import { automorphisms, parseGraph6 } from '@buridan/graphs'
 * console.log(automorphisms(parseGraph6('IsP@OkWHG')).order) // → 120n
 * ```
 */
export function parseGraph6(text: string): ColouredGraph {
  const { n, has } = readMatrix(text, 'graph6', pairsOf)
  const edges: Edge[] = []
  for (let j = 1, k = 0; j < n; j++) {
    for (let i = 0; i < j; i++, k++) if (has(k)) edges.push([i, j])
  }
  return graph({ n, edges })
}

/**
 * Writes an undirected graph without colours, weights and loops in graph6.
 *
 * @throws InvalidArgumentError if it is not a graph, or has directions, weights, colours, loops or repeated edges
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
  refuseLoss(g, 'graph6', {})
  refuseLarge(g.n, 'graph6')
  const groups = new Uint8Array(Math.ceil(pairsOf(g.n) / 6))
  for (let j = 0; j < g.n; j++) {
    for (let e = g.starts[j]!; e < g.starts[j + 1]!; e++) {
      const i = g.targets[e]!
      if (i > j) break
      const k = pairsOf(j) + i
      groups[Math.floor(k / 6)]! |= 1 << (5 - (k % 6))
    }
  }
  return formatSixBits('graph6', g.n, groups)
}
