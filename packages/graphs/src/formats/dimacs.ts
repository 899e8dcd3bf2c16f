import { InvalidFileError, knownOptions, shown, stringOf, TooLargeError } from '@buridan/core'
import { type ColouredGraph, MAX_VERTICES } from '../graph/coloured-graph.js'
import { type Edge, refuseManyEdges } from '../graph/edge-runs.js'
import { graph } from '../graph/graph.js'
import { graphInput } from '../graph/graph-input.js'
import { refuseLoss } from './holds.js'
import { firstRepeated, linesOf } from './lines.js'

/** The words of a line after its first, and where it stands. */
interface Said {
  readonly words: readonly string[]
  readonly line: number
}

/**
 * Reads an undirected graph from a DIMACS file: comments `c`, one line `p edge n m` or `p col n m`, maybe lines `n v colour`, and m lines
 * `e u v`. Vertices are numbered from 1 in the file, from 0 in the graph; those without a line `n` have colour 0.
 *
 * @throws InvalidFileError for another line, a vertex out of range, a vertex with two colours, another number of edges than the file says, or
 * an edge that is repeated, as [u, v] or [v, u], without `multi`, naming the line
 * @throws TooLargeError above 2²¹ vertices or 2²⁴ edges
 * @remarks O(length + n log n). Colours are those of the programs bliss and saucy. *Clique and coloring problems: graph format*, DIMACS 1993.
 *
 * @example
 * ```ts
 * import { graphInput, parseDimacs } from '@buridan/graphs'
 * const path = parseDimacs('c a path\np edge 3 2\ne 1 2\ne 2 3\n')
 * console.log(graphInput(path)) // → { n: 3, edges: [ [ 0, 1 ], [ 1, 2 ] ] }
 * ```
 */
export function parseDimacs(text: string, options: { multi?: boolean } = {}): ColouredGraph {
  const { multi = false } = knownOptions(options, { multi: true }, 'parseDimacs')
  let size: readonly [n: number, m: number] | undefined
  const edges: Edge[] = []
  const edgeLines: number[] = []
  const colours = new Map<number, number>()
  linesOf(stringOf(text, 'a DIMACS file')).forEach((source, i) => {
    const [kind, ...words] = source.trim().split(/\s+/)
    const said = { words, line: i + 1 }
    if (kind === '' || kind === 'c') return
    if (kind === 'p') {
      if (size) fail(said, 'is a second line p; the file has one')
      size = sizeOf(said)
      return
    }
    if (kind !== 'e' && kind !== 'n')
      fail(said, `begins with ${shown(kind)}; lines of a graph begin with c, p, n or e`)
    if (!size) fail(said, 'comes before the line “p edge n m”')
    if (words.length !== 2)
      fail(
        said,
        `has ${words.length} numbers after ${kind}; it is “${kind === 'e' ? 'e u v' : 'n v colour'}”`,
      )
    if (kind === 'e') {
      edges.push([vertexOf(said, 0, size[0]), vertexOf(said, 1, size[0])])
      edgeLines.push(said.line)
    } else {
      const v = vertexOf(said, 0, size[0])
      if (colours.has(v)) fail(said, `gives vertex ${v + 1} a second colour`)
      colours.set(v, countOf(said, 1, 'a colour'))
    }
  })
  if (!size) throw new InvalidFileError('the DIMACS file has no line “p edge n m”')
  const [n, m] = size
  if (edges.length !== m)
    throw new InvalidFileError(`the DIMACS file says that there are ${m} edges, and has ${edges.length}`)
  const repeated = multi ? undefined : firstRepeated(edges, false)
  if (repeated) {
    throw new InvalidFileError(
      `line ${edgeLines[repeated[0]]} of the DIMACS file gives the edge of line ${edgeLines[repeated[1]]} again; a repeated edge is a ` +
        'multiplicity, which counts with multi: true; without, remove one of the lines',
    )
  }
  if (colours.size === 0) return graph({ n, edges, multi })
  return graph({ n, edges, multi, colours: Array.from({ length: n }, (_, v) => colours.get(v) ?? 0) })
}

function fail({ line }: Said, what: string): never {
  throw new InvalidFileError(`line ${line} of the DIMACS file ${what}`)
}

function sizeOf(said: Said): readonly [number, number] {
  const [kind] = said.words
  if (kind !== 'edge' && kind !== 'edges' && kind !== 'col')
    fail(said, `is of the problem ${shown(kind)}; edge and col are read`)
  if (said.words.length !== 3) fail(said, 'must be “p edge n m”')
  const n = countOf(said, 1, 'a number of vertices')
  if (n > MAX_VERTICES)
    throw new TooLargeError(`a DIMACS file of ${n} vertices is refused: the limit is ${MAX_VERTICES}`)
  const m = countOf(said, 2, 'a number of edges')
  refuseManyEdges(m)
  return [n, m]
}

function countOf(said: Said, place: number, what: string): number {
  const word = said.words[place]!
  const value = /^\d+$/.test(word) ? Number(word) : Number.NaN
  return Number.isSafeInteger(value) ? value : fail(said, `has ${shown(word)} where ${what} must be`)
}

function vertexOf(said: Said, place: number, n: number): number {
  const v = countOf(said, place, 'a vertex')
  return v >= 1 && v <= n ? v - 1 : fail(said, `has the vertex ${v}; there are 1 to ${n}`)
}

/**
 * Writes an undirected graph in the DIMACS format: `p edge n m`, lines `n v colour` for colours other than 0, and `e u v` for edges, as often
 * as they count. Vertices are numbered from 1.
 *
 * @throws InvalidArgumentError if it is not a graph, or has directions, weights or colours that are not integers ≥ 0
 * @remarks O(n + m).
 *
 * @example
 * ```ts
 * import { formatDimacs, graph } from '@buridan/graphs'
 * const path = graph({ n: 3, edges: [[0, 1], [1, 2]], colours: [1, 0, 0] })
 * console.log(formatDimacs(path).split('\n')) // → [ 'p edge 3 2', 'n 1 1', 'e 1 2', 'e 2 3', '' ]
 * ```
 */
export function formatDimacs(g: ColouredGraph): string {
  refuseLoss(g, 'DIMACS', { colours: 'integers', loops: true, multiplicities: true })
  const { n, edges, colours = [] } = graphInput(g)
  const lines = [`p edge ${n} ${edges.length}`]
  Array.from(colours).forEach((colour, v) => {
    if (colour !== 0) lines.push(`n ${v + 1} ${colour}`)
  })
  for (const [u, v] of edges) lines.push(`e ${u + 1} ${v + 1}`)
  return `${lines.join('\n')}\n`
}
