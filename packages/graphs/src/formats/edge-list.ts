import { arrayOf, InvalidArgumentError, knownOptions, shown, stringOf, TooLargeError } from '@buridan/core'
import { type ColouredGraph, MAX_VERTICES } from '../graph/coloured-graph.js'
import type { Edge } from '../graph/edge-runs.js'
import { graph } from '../graph/graph.js'
import { graphInput } from '../graph/graph-input.js'
import { refuseLoss } from './holds.js'
import { decimal, firstRepeated, linesOf } from './lines.js'
import type { NamedGraph } from './named-graph.js'

interface EdgeLine {
  readonly words: readonly string[]
  readonly line: number
}

/**
 * Reads a graph from lines `u v` or `u v weight`, separated by spaces or a comma. `#` or `%`, at the start of a line or after a space, begins
 * a comment. If all names are digits they are the vertices, numbered from 0, and missing numbers are vertices without edges; otherwise
 * vertices are numbered as they first occur.
 *
 * @throws InvalidArgumentError for a line of another form, or one that repeats an edge, without `multi`, naming the line
 * @throws TooLargeError above 2²¹ vertices or 2²⁴ edges
 * @remarks O(length + n log n), n vertices.
 *
 * @example
 * ```ts
 * import { automorphisms, parseEdgeList } from '@buridan/graphs'
 * const { graph, names } = parseEdgeList('a b\nb c')
 * console.log(names, automorphisms(graph).order) // → [ 'a', 'b', 'c' ] 2n
 * ```
 */
export function parseEdgeList(
  text: string,
  options: { directed?: boolean; multi?: boolean } = {},
): NamedGraph {
  const { directed = false, multi = false } = knownOptions(
    options,
    { directed: true, multi: true },
    'parseEdgeList',
  )
  const rows = linesOf(stringOf(text, 'an edge list')).flatMap((source, i): EdgeLine[] => {
    const said = source.split(/(?:^|\s)[#%]/, 1)[0]!.trim()
    return said === '' ? [] : [{ words: said.split(/\s*,\s*|\s+/), line: i + 1 }]
  })
  const { names, vertex } = vertices(rows)
  const edges = rows.map((row): Edge => {
    const [u, v, w] = row.words
    const ends = [vertex(u!), vertex(v!)] as const
    return w === undefined ? ends : [...ends, weightOf(w, row)]
  })
  const repeated = multi ? undefined : firstRepeated(edges, directed)
  if (repeated) {
    const [again, before] = repeated.map((i) => rows[i]!.line)
    throw new InvalidArgumentError(
      `line ${again} of the edge list gives the edge of line ${before} again; a repeated edge is a multiplicity, which counts ` +
        'with multi: true; without, remove one of the lines or give a weight, “u v 2”',
    )
  }
  return { graph: graph({ n: names.length, edges, directed, multi }), names }
}

function vertices(rows: readonly EdgeLine[]): {
  readonly names: readonly string[]
  readonly vertex: (word: string) => number
} {
  let greatest = -1
  let at = ''
  let numbered = true
  for (const row of rows) {
    if ((row.words.length !== 2 && row.words.length !== 3) || row.words.includes('')) {
      throw new InvalidArgumentError(
        `line ${row.line} of the edge list is ${shown(row.words.join(' '))}; it must be “u v” or “u v weight”`,
      )
    }
    for (const word of row.words.slice(0, 2)) {
      if (!/^\d+$/.test(word)) numbered = false
      else if (Number(word) > greatest) {
        greatest = Number(word)
        at = `${word.length > 20 ? `${word.slice(0, 20)}…` : word} in line ${row.line}`
      }
    }
  }
  if (numbered) {
    if (greatest >= MAX_VERTICES) {
      throw new TooLargeError(
        `vertex ${at} of the edge list is refused: where all names are numbers they are the vertices, and the ` +
          `last may be ${MAX_VERTICES - 1}; for numbers that are only names put a letter before them`,
      )
    }
    return { names: Array.from({ length: greatest + 1 }, (_, v) => String(v)), vertex: Number }
  }
  const index = new Map<string, number>()
  for (const { words } of rows)
    for (const word of words.slice(0, 2)) if (!index.has(word)) index.set(word, index.size)
  return { names: [...index.keys()], vertex: (word) => index.get(word)! }
}

function weightOf(word: string, { line }: EdgeLine): number {
  const weight = decimal(word)
  if (weight !== undefined) return weight
  throw new InvalidArgumentError(
    `line ${line} of the edge list has the weight ${shown(word)}, which is no number`,
  )
}

/**
 * Writes the edges of a graph as lines `u v`, or `u v weight` where the weight is not 1, by their numbers or the names given. The text does
 * not say whether edges are directed: {@link parseEdgeList} is told by its options, as whether repeated edges count.
 *
 * @param options - `names`: a name for each of the n vertices
 * @throws InvalidArgumentError if `g` is not a graph or has colours, if a vertex would be lost as no edge names it, or if names could not be read back
 * @remarks O(n + m).
 *
 * @example
 * ```ts
 * import { formatEdgeList, graph } from '@buridan/graphs'
 * const path = graph({ n: 3, edges: [[0, 1], [1, 2, 0.5]] })
 * console.log(formatEdgeList(path, { names: ['a', 'b', 'c'] }).split('\n')) // → [ 'a b', 'b c 0.5', '' ]
 * ```
 */
export function formatEdgeList(g: ColouredGraph, options: { names?: readonly string[] } = {}): string {
  const { names } = knownOptions(options, { names: true }, 'formatEdgeList')
  refuseLoss(g, 'an edge list', { directed: 'either', weights: true, loops: true, multiplicities: true })
  const { edges } = graphInput(g)
  const named = new Uint8Array(g.n)
  for (const [u, v] of edges) named[u] = named[v] = 1
  // of numbers, those below the greatest are known by it
  const lost = names === undefined ? (named[g.n - 1] === 0 ? g.n - 1 : -1) : named.indexOf(0)
  if (lost >= 0)
    throw new InvalidArgumentError(`vertex ${lost} has no edge: an edge list would be of fewer vertices`)
  const words = names === undefined ? undefined : checkedNames(names, g.n)
  const name = (v: number) => words?.[v] ?? v
  return edges.map(([u, v, ...w]) => `${[name(u), name(v), ...w].join(' ')}\n`).join('')
}

function checkedNames(names: readonly string[], n: number): readonly string[] {
  if (arrayOf(names, 'names').length !== n)
    throw new InvalidArgumentError(`names has ${names.length} entries; there are ${n} vertices`)
  const before = new Map<string, number>()
  names.forEach((name, v) => {
    if (typeof name !== 'string' || !/^[^\s,#%][^\s,]*$/.test(name)) {
      throw new InvalidArgumentError(
        `names[${v}] is ${shown(name)}; a name in an edge list is a word without commas that does not begin with # or %`,
      )
    }
    if (before.has(name))
      throw new InvalidArgumentError(`names[${before.get(name)}] and names[${v}] are both ${shown(name)}`)
    before.set(name, v)
  })
  if (names.every((name) => /^\d+$/.test(name)) && names.some((name, v) => Number(name) !== v)) {
    throw new InvalidArgumentError(
      'names that are all numbers are read as the vertices of those numbers; put a letter before them',
    )
  }
  return names
}
