import { shown } from '@buridan/core'
import { parseJsonObject } from '@buridan/data'
import {
  BuridanError,
  type ColouredGraph,
  graphInput,
  InvalidArgumentError,
  InvalidFileError,
  parseDigraph6,
  parseDimacs,
  parseEdgeList,
  parseGraph6,
  parseSparse6,
} from '@buridan/groups'
import type { FileRow } from './file-row.js'
import { GRAPH_FORMATS } from './formats.js'
import type { Row } from './row.js'

/** A graph, and the names of its vertices where they are not their numbers. */
export interface ReadGraph {
  readonly graph: ColouredGraph
  readonly names?: readonly string[]
}

/** What a text does not say of a graph by itself. */
interface TextOptions {
  readonly directed?: boolean
  readonly multi?: boolean
}

const READERS: Readonly<Record<string, (source: string, options: TextOptions) => ReadGraph>> = {
  graph6: (source) => ({ graph: parseGraph6(source) }),
  sparse6: (source, { multi = false }) => ({ graph: parseSparse6(source, { multi }) }),
  digraph6: (source) => ({ graph: parseDigraph6(source) }),
  dimacs: (source, { multi = false }) => ({ graph: parseDimacs(source, { multi }) }),
  edges: (source, { directed = false, multi = false }) => {
    const { graph, names } = parseEdgeList(source, { directed, multi })
    return names.every((name, v) => name === String(v)) ? { graph } : { graph, names }
  },
}

/** The formats that have a graph a line. */
const LINE_FORMATS: readonly string[] = ['graph6', 'sparse6', 'digraph6']

/**
 * A graph from a text in a format.
 *
 * @throws InvalidArgumentError if there is no such format, or the options say other than the text
 */
export function readGraphText(format: string, source: string, options: TextOptions): ReadGraph {
  const read = Object.hasOwn(READERS, format) ? READERS[format] : undefined
  if (!read) {
    throw new InvalidArgumentError(
      `there is no format of graphs ${shown(format)}; there are ${GRAPH_FORMATS.join(', ')}`,
    )
  }
  const found = read(source, options)
  const { directed = found.graph.directed } = options
  if (directed !== found.graph.directed) {
    throw new InvalidArgumentError(
      `directed is ${shown(directed)}; ${format} is of ${found.graph.directed ? '' : 'un'}directed graphs`,
    )
  }
  return found
}

/** The format of a line of nauty, by its first character. */
export function lineFormat(line: string): string {
  const first = line.replace(/^>>\w+<</, '')[0]
  return first === ':' || first === ';' ? 'sparse6' : first === '&' ? 'digraph6' : 'graph6'
}

/** Whether a text is a JSON object: { begins the graph6 of 60 vertices too, after which there is neither " nor }. */
export function isJsonObject(text: string): boolean {
  return /^\s*\{\s*["}]/.test(text)
}

/**
 * The rows of a file of graphs: of graph6, sparse6 and digraph6, which may be mixed unless an option names one, a row a line; a JSON object is
 * a row.
 *
 * @throws InvalidFileError where there is no graph
 */
export function graphRowsOf(content: string, format: string | undefined, given?: string): FileRow[] {
  if (format === undefined && isJsonObject(content)) return [{ row: parseJsonObject(content), own: true }]
  if (format === undefined || !LINE_FORMATS.includes(format))
    return [{ row: { ...(format === undefined ? {} : { format }), text: content } }]
  const rows = graphLines(content).map(({ line, text }) => ({
    line,
    row: { format: given ?? lineFormat(text), text },
  }))
  if (rows.length === 0) throw new InvalidFileError('there is no graph in the file: all its lines are empty')
  return rows
}

function graphLines(content: string): { readonly line: number; readonly text: string }[] {
  return content
    .split(/\r\n|[\r\n]/)
    .map((text, i) => ({ line: i + 1, text: text.trim() }))
    .filter(({ text }) => text !== '')
}

/** What is understood of a text of graphs in a format: rows of `automorphisms`. */
export function graphsRead(format: string, source: string, options: TextOptions): Row {
  const parts = LINE_FORMATS.includes(format) ? graphLines(source) : [{ line: 0, text: source }]
  if (parts.length === 0) throw new InvalidFileError('there is no graph in the text: all its lines are empty')
  const graphs = parts.map(({ line, text }) => {
    const { graph, names } = within(line > 0 ? `line ${line}` : '', () =>
      readGraphText(format, text, { ...options, multi: true }),
    )
    const { multi: _, ...input } = graphInput(graph)
    const pairs = new Set(input.edges.map(([u, v]) => `${u},${v}`))
    const multi = pairs.size < input.edges.length ? { multi: true } : {}
    return { ...input, ...multi, ...(names === undefined ? {} : { names }) }
  })
  return { graphs }
}

/** What a function finds; its errors with the name of what they are about before them. */
export function within<T>(what: string, find: () => T): T {
  try {
    return find()
  } catch (error) {
    if (what === '' || !(error instanceof BuridanError)) throw error
    throw new BuridanError(error.code, `${what}: ${error.message}`, { cause: error })
  }
}
