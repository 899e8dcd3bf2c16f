import { formatGraph6, graph, InvalidArgumentError, parseGraph6 } from '@buridan/groups'

/** A graph as it is drawn: vertices 0 to n − 1, each edge once. */
export interface DrawnGraph {
  readonly n: number
  readonly edges: readonly (readonly [number, number])[]
}

/** The most vertices that are drawn and trained on. */
export const MOST_VERTICES = 40

/**
 * Reads a graph from what was pasted: graph6, or a list of edges such as `0-1, 1-2` or lines of two numbers; vertices are renumbered in the
 * order of their numbers.
 *
 * @throws InvalidArgumentError if it is neither, gives an edge twice, or is too large
 */
export function parseGraphText(text: string): DrawnGraph {
  const trimmed = text.trim()
  if (trimmed === '')
    throw new InvalidArgumentError('nothing to read: paste graph6 or edges such as 0-1, 1-2')
  if (!/^[\d\s,;()[\]–-]+$/.test(trimmed)) return fromGraph6(trimmed)
  const chain = trimmed.match(/\d+\s*[–-]\s*\d+\s*[–-]\s*\d+/)
  if (chain)
    throw new InvalidArgumentError(`“${chain[0]}” is not an edge: write each edge by itself, 0-1, 1-2`)
  const numbers = (trimmed.match(/\d+/g) ?? []).map(Number)
  if (numbers.length % 2 !== 0)
    throw new InvalidArgumentError(`there are ${numbers.length} numbers; edges are pairs of vertices`)
  // brackets hold pairs together over lines; without them a line holds whole edges
  if (!/[()[\]]/.test(trimmed)) refuseOddLines(trimmed)
  const names = [...new Set(numbers)].sort((a, b) => a - b)
  const place = new Map(names.map((v, i) => [v, i]))
  const seen = new Map<string, readonly [number, number]>()
  for (let k = 0; k < numbers.length; k += 2) {
    const [u, v] = [place.get(numbers[k]!)!, place.get(numbers[k + 1]!)!]
    if (u === v)
      throw new InvalidArgumentError(`the edge ${numbers[k]}-${numbers[k + 1]} joins a vertex to itself`)
    const edge = [Math.min(u, v), Math.max(u, v)] as const
    if (seen.has(edge.join()))
      throw new InvalidArgumentError(
        `the edge ${numbers[k]}-${numbers[k + 1]} is given twice; graphs are drawn here with each edge once`,
      )
    seen.set(edge.join(), edge)
  }
  return checked({ n: names.length, edges: [...seen.values()] })
}

function refuseOddLines(text: string): void {
  text.split('\n').forEach((line, i) => {
    const count = line.match(/\d+/g)?.length ?? 0
    if (count % 2 !== 0)
      throw new InvalidArgumentError(
        `line ${i + 1} has ${count} numbers; edges are pairs of vertices, and weights are not read here`,
      )
  })
}

/** @throws InvalidArgumentError if the text is no graph6, or the graph too large */
export function fromGraph6(text: string): DrawnGraph {
  const { n, starts, targets } = parseGraph6(text)
  const edges = Array.from({ length: n }, (_, u) => u).flatMap((u) =>
    [...targets.subarray(starts[u], starts[u + 1])].filter((v) => u < v).map((v) => [u, v] as const),
  )
  return checked({ n, edges })
}

/** The graph6 of a graph. */
export function toGraph6({ n, edges }: DrawnGraph): string {
  return formatGraph6(graph({ n, edges: edges.map(([u, v]) => [u, v]) }))
}

/** The graph with an edge more or, where it is there, less. */
export function toggled({ n, edges }: DrawnGraph, u: number, v: number): DrawnGraph {
  const [a, b] = [Math.min(u, v), Math.max(u, v)]
  const rest = edges.filter(([p, q]) => p !== a || q !== b)
  return { n, edges: rest.length < edges.length ? rest : [...edges, [a, b]] }
}

/** The graph without a vertex. */
export function without({ n, edges }: DrawnGraph, vertex: number): DrawnGraph {
  const place = (v: number) => (v > vertex ? v - 1 : v)
  const rest = edges.filter(([u, v]) => u !== vertex && v !== vertex)
  return { n: n - 1, edges: rest.map(([u, v]) => [place(u), place(v)]) }
}

function checked(g: DrawnGraph): DrawnGraph {
  if (g.n < 1 || g.n > MOST_VERTICES)
    throw new InvalidArgumentError(`the graph has ${g.n} vertices; from 1 to ${MOST_VERTICES} are drawn here`)
  return g
}
