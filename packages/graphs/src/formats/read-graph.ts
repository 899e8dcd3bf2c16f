import { InvalidArgumentError, objectOf, shown, stringOf, UnsupportedError } from '@buridan/core'
import { type ColouredGraph, type Edge, graph, withColourNames } from '../graph/coloured-graph.js'

/** A graph and the names of its vertices. */
export interface NamedGraph {
  /** The graph, its vertices numbered from 0. */
  readonly graph: ColouredGraph
  /** The name of each vertex. */
  readonly names: readonly string[]
}

/**
 * Reads a graph from lines `u v` or `u v weight`; `#` starts a comment. If all names are integers ≥ 0 they are the
 * vertices, and missing numbers are vertices without edges; otherwise vertices are numbered as they first occur.
 *
 * @throws InvalidArgumentError for a line of another form, or one that repeats an edge, naming the line
 * @throws TooLargeError above 2²¹ vertices
 * @remarks O(length + n + m log m), n vertices and m edges.
 *
 * @example
 * ```ts
 * import { automorphisms, parseEdgeList } from '@buridan/graphs'
 * const { graph, names } = parseEdgeList('a b\nb c')
 * console.log(names, automorphisms(graph).order) // → [ 'a', 'b', 'c' ] 2n
 * ```
 */
export function parseEdgeList(text: string, options: { directed?: boolean } = {}): NamedGraph {
  objectOf(options, 'options')
  const rows = stringOf(text, 'an edge list')
    .split(/\r?\n/)
    .map((line, i) => ({
      tokens: line
        .replace(/#.*/, '')
        .trim()
        .split(/[\s,]+/)
        .filter(Boolean),
      line: i + 1,
    }))
    .filter(({ tokens }) => tokens.length > 0)
  for (const { tokens, line } of rows) {
    if (tokens.length !== 2 && tokens.length !== 3) {
      throw new InvalidArgumentError(
        `line ${line} of the edge list is ${shown(tokens.join(' '))}; it must be “u v” or “u v weight”`,
      )
    }
    if (tokens.length === 3 && !Number.isFinite(Number(tokens[2]))) {
      throw new InvalidArgumentError(
        `line ${line} of the edge list has the weight ${shown(tokens[2])}, which is no number`,
      )
    }
  }
  const ends = rows.flatMap(({ tokens }) => tokens.slice(0, 2))
  const names = ends.every((name) => /^\d{1,7}$/.test(name))
    ? Array.from({ length: ends.reduce((most, name) => Math.max(most, Number(name) + 1), 0) }, (_, i) =>
        String(i),
      )
    : [...new Set(ends)]
  const index = new Map(names.map((name, i) => [name, i]))
  const vertex = (name: string) =>
    index.get(String(/^\d{1,7}$/.test(name) && !index.has(name) ? Number(name) : name))!
  const edges = rows.map(
    ({ tokens: [u, v, w] }): Edge =>
      w === undefined ? [vertex(u!), vertex(v!)] : [vertex(u!), vertex(v!), Number(w)],
  )
  const directed = options.directed ?? false
  refuseRepeated(
    edges,
    rows.map(({ line }) => line),
    directed,
  )
  return { graph: graph({ n: names.length, edges, directed }), names }
}

function refuseRepeated(edges: readonly Edge[], lines: readonly number[], directed: boolean): void {
  const seen = new Map<string, number>()
  edges.forEach(([u, v], i) => {
    const key = directed || u < v ? `${u},${v}` : `${v},${u}`
    const before = seen.get(key)
    if (before !== undefined) {
      throw new InvalidArgumentError(
        `line ${lines[i]} of the edge list gives the edge of line ${lines[before]} again; a repeated edge is a multiplicity, and ` +
          'multigraphs (multi) are not read yet: remove one of the lines, or give the multiplicity as a weight, “u v 2”',
      )
    }
    seen.set(key, i)
  })
}

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
 * colour, in every graph); `weight`: the edge attribute that gives weights
 * @throws UnsupportedError for parallel edges
 * @throws InvalidArgumentError if it is not such a graph, a weight is not a finite number, or a colour is not JSON
 * @throws TooLargeError above 2²¹ vertices
 * @remarks O(n log n + m log m), n vertices and m edges.
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
  options: { colour?: string; weight?: string } = {},
): NamedGraph {
  objectOf(options, 'options')
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
      if (seen.has(`${a},${b}`))
        throw new UnsupportedError(
          `edge ${edge} is parallel to another, and multigraphs (multi) are not read yet; merge them, or give their number as a weight`,
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
  const made = graph({ n: index.size, edges, colours, directed })
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
