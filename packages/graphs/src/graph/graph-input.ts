import { ofKind } from '@buridan/core'
import type { ColouredGraph } from './coloured-graph.js'
import type { Edge, Weights } from './edge-runs.js'
import type { GraphInput } from './graph.js'

/**
 * What {@link graph} makes a graph of: its edges in order, and colours, directions and multiplicities where it has them.
 *
 * @returns `n` and `edges`: of an undirected graph [u, v] with u ≤ v, with a third number where the weight is not 1, and as often as they
 * count; `colours`, n numbers, where one is not 0; `directed` and `multi` where they are true
 * @throws InvalidArgumentError if `g` is not a graph
 * @remarks O(n + m). Colours that {@link fromGraphology} took from values other than numbers are numbered 0, 1, … in the order of their JSON.
 *
 * @example
 * ```ts
 * import { graphInput, parseGraph6 } from '@buridan/graphs'
 * console.log(graphInput(parseGraph6('Bg'))) // → { n: 3, edges: [ [ 0, 1 ], [ 1, 2 ] ] }
 * ```
 */
export function graphInput(g: ColouredGraph): GraphInput {
  ofKind(g, 'g', 'graph')
  const { n, colours, values, directed, multi } = g
  const numbers = Array.from(colours, (c) => values.colours[c]!.colour)
  return {
    n,
    edges: edgesOf(g),
    ...(numbers.some((c) => c !== 0) ? { colours: numbers } : {}),
    ...(directed ? { directed } : {}),
    ...(multi ? { multi } : {}),
  }
}

function edgesOf({ n, colours, starts, targets, labels, directed, values }: ColouredGraph): Edge[] {
  const edges: Edge[] = []
  const add = (u: number, v: number, weights: Weights) => {
    for (const w of weights) edges.push(w === 1 ? [u, v] : [u, v, w])
  }
  for (let u = 0; u < n; u++) {
    let looped = false
    for (let e = starts[u]!; e < starts[u + 1]!; e++) {
      const v = targets[e]!
      if (v > u && !looped) {
        add(u, u, values.colours[colours[u]!]!.loops)
        looped = true
      }
      if (directed || v > u) add(u, v, values.labels[labels[e]!]!.there)
    }
    if (!looped) add(u, u, values.colours[colours[u]!]!.loops)
  }
  return edges
}
