import { shown } from '@buridan/core'
import { canonicalLabelling, type Edge, type GraphInput, graph, InvalidArgumentError } from '@buridan/groups'
import { GRAPH_FORMATS } from './formats.js'
import { type ReadGraph, readGraphText } from './graph-texts.js'
import { array, integer, needFormat, number, type Row, text } from './row.js'

/** `automorphisms`: the automorphism group and a canonical labelling of a graph. */
export function automorphismsRow(row: Row): Row {
  const { graph: given, names } = graphOf(row)
  const { labelling, automorphisms } = canonicalLabelling(given)
  return {
    autOrder: integer(automorphisms.order),
    orbits: automorphisms.orbits.length,
    generators: automorphisms.sparseGenerators.map(({ points, images }) => {
      const dense = Array.from({ length: given.n }, (_, i) => i)
      points.forEach((p, i) => {
        dense[p] = images[i]!
      })
      return dense
    }),
    canonicalLabelling: Array.from(labelling),
    ...(names === undefined ? {} : { names }),
  }
}

/** Fields that are a graph as text, and its format. */
const TEXT_FIELDS: Readonly<Record<string, string>> = {
  g6: 'graph6',
  s6: 'sparse6',
  d6: 'digraph6',
  dimacs: 'dimacs',
}

/** Fields that say what a text says by itself. */
const BESIDE_TEXT = ['n', 'edges', 'colours', 'weights']

/** The graph of a row: `n` and `edges`, or a text. */
export function graphOf(row: Row): ReadGraph {
  const fields = [...Object.keys(TEXT_FIELDS), 'text'].filter((field) => row[field] !== undefined)
  const [field] = fields
  if (field === undefined) {
    if (row.format !== undefined) text(row, 'text')
    return { graph: graph(inputOf(row)) }
  }
  const beside = [...fields.slice(1), ...BESIDE_TEXT].find((other) => row[other] !== undefined)
  if (beside) {
    throw new InvalidArgumentError(
      `a row with ${field} has ${beside} too: the text says all of the graph; give it by n and edges instead`,
    )
  }
  if (field === 'text') needFormat(row, GRAPH_FORMATS)
  const format = field === 'text' ? text(row, 'format') : TEXT_FIELDS[field]!
  const { directed, multi } = row as Pick<GraphInput, 'directed' | 'multi'>
  return readGraphText(format, text(row, field), {
    ...(directed === undefined ? {} : { directed }),
    ...(multi === undefined ? {} : { multi }),
  })
}

function inputOf(row: Row): GraphInput {
  const input: { -readonly [K in keyof GraphInput]: GraphInput[K] } = {
    n: number(row, 'n'),
    edges: row.weights === undefined ? (array(row, 'edges') as Edge[]) : weighted(row),
  }
  if (row.colours !== undefined) input.colours = array(row, 'colours') as number[]
  if (row.directed !== undefined) input.directed = row.directed as boolean
  if (row.multi !== undefined) input.multi = row.multi as boolean
  return input
}

/** The edges with their weights, which stand beside them. */
function weighted(row: Row): Edge[] {
  const [edges, weights] = [array(row, 'edges'), array(row, 'weights')]
  if (edges.length !== weights.length) {
    throw new InvalidArgumentError(
      `weights has ${weights.length} entries for ${edges.length} edges; it has one for each edge`,
    )
  }
  return edges.map((edge, i): Edge => {
    if (!Array.isArray(edge) || edge.length !== 2) {
      throw new InvalidArgumentError(`edges[${i}] is ${shown(edge)}; with weights it must be [u, v]`)
    }
    return [edge[0] as number, edge[1] as number, weights[i] as number]
  })
}
