import { InvalidArgumentError, knownOptions, shown, UnsupportedError } from '@buridan/core'
import { withColourNames } from '../graph/coloured-graph.js'
import type { Edge } from '../graph/edge-runs.js'
import { graph } from '../graph/graph.js'
import type { NamedGraph } from './named-graph.js'

/** The part of a graphology graph that is read; the library need not be installed. */
export interface GraphologyGraph {
  readonly order: number
  forEachNode(callback: (node: string, attributes: Record<string, unknown>) => void): void
  forEachEdge(
    callback: (
      edge: string,
      attributes: Record<string, unknown>,
      source: string,
      target: string,
      sourceAttributes: Record<string, unknown>,
      targetAttributes: Record<string, unknown>,
      undirected: boolean,
    ) => void,
  ): void
}

/**
 * Reads a graphology graph, directed, undirected or mixed.
 *
 * @param options - `colour`: the node attribute that gives colours (numbers or other JSON values; equal values are one
 * colour, in every graph); `weight`: the edge attribute that gives weights; `multi`: whether parallel edges count
 * @throws UnsupportedError for parallel edges without `multi`
 * @throws InvalidArgumentError if it is not such a graph, a weight is not a finite number, or a colour is not JSON
 * @throws TooLargeError above 2²¹ vertices or 2²⁴ edges
 * @remarks O(n log n + m), n vertices and m edges.
 *
 * @example
 * ```ts
 * import { DirectedGraph } from 'graphology'
 * import { automorphisms, fromGraphology } from '@buridan/graphs'
 * const g = new DirectedGraph()
 * g.mergeEdge('a', 'b')
 * g.mergeEdge('b', 'c')
 * console.log(automorphisms(fromGraphology(g).graph).order) // → 1n
 * ```
 */
export function fromGraphology(
  source: GraphologyGraph,
  options: { colour?: string; weight?: string; multi?: boolean } = {},
): NamedGraph {
  const { multi = false } = knownOptions(
    options,
    { colour: true, weight: true, multi: true },
    'fromGraphology',
  )
  if (typeof source?.forEachNode !== 'function' || typeof source.forEachEdge !== 'function') {
    throw new InvalidArgumentError(`${shown(source)} is no graphology graph`)
  }
  const index = new Map<string, number>()
  const values: unknown[] = []
  source.forEachNode((node, attributes) => {
    index.set(node, index.size)
    values.push(options.colour === undefined ? undefined : attributes[options.colour])
  })
  const edges: Edge[] = []
  const seen = new Set<string>()
  const undirectedEdges: Edge[] = []
  let directed = false
  source.forEachEdge((edge, attributes, u, v, _s, _t, undirected) => {
    const weight = options.weight === undefined ? 1 : attributes[options.weight]
    if (typeof weight !== 'number') {
      throw new InvalidArgumentError(`edge ${edge} has the weight ${shown(weight)}, which is no number`)
    }
    const ends: [number, number][] = [[index.get(u)!, index.get(v)!]]
    if (undirected && u !== v) ends.push([index.get(v)!, index.get(u)!])
    else if (!undirected) directed = true
    for (const [a, b] of ends) {
      if (!multi && seen.has(`${a},${b}`))
        throw new UnsupportedError(
          `edge ${edge} is parallel to another, which counts with multi: true; without, merge them or give their number as a weight`,
        )
      seen.add(`${a},${b}`)
    }
    ;(undirected ? undirectedEdges : edges).push([index.get(u)!, index.get(v)!, weight])
  })
  for (const [u, v, weight = 1] of undirectedEdges) {
    edges.push([u, v, weight])
    if (directed && u !== v) edges.push([v, u, weight])
  }
  const { colours, names } = coloursOf(values)
  const made = graph({ n: index.size, edges, colours, directed, multi })
  return { graph: names === undefined ? made : withColourNames(made, names), names: [...index.keys()] }
}

/** Numbers as they are; other values by their rank among the texts in `names`, so that graphs that are read separately can be compared. */
function coloursOf(values: readonly unknown[]): { colours: readonly number[]; names?: readonly string[] } {
  if (values.every((value) => value === undefined)) return { colours: values.map(() => 0) }
  if (values.every((value) => typeof value === 'number' && Number.isFinite(value))) {
    return { colours: values as readonly number[] }
  }
  const texts = values.map(textOf)
  const names = [...new Set(texts)].sort()
  const rank = new Map(names.map((name, i) => [name, i]))
  return { colours: texts.map((text) => rank.get(text)!), names }
}

/** A text, equal for equal values: object keys in one order; values that JSON would lose are refused. */
function textOf(value: unknown): string {
  try {
    return value === undefined ? 'undefined' : JSON.stringify(value, inOrder)
  } catch (cause) {
    throw new InvalidArgumentError(
      `the colour ${shown(value)} of a node is not JSON; colours are compared by value`,
      {
        cause,
      },
    )
  }
}

function inOrder(_key: string, value: unknown): unknown {
  if (typeof value === 'number' ? Number.isFinite(value) : ['string', 'boolean'].includes(typeof value))
    return value
  if (value === null || Array.isArray(value)) return value
  if (typeof value !== 'object' || !isPlain(value))
    throw new InvalidArgumentError(`${typeof value} is not JSON`)
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}
