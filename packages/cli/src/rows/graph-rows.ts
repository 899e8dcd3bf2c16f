import { canonicalLabelling, type Edge, type GraphInput, graph, parseGraph6 } from '@buridan/groups'
import { array, number, type Row, text } from './row.js'

/** `automorphisms`: the automorphism group and a canonical labelling of a graph. */
export function automorphismsRow(row: Row): Row {
  const { labelling, automorphisms } = canonicalLabelling(
    row.g6 === undefined ? readGraph(row) : parseGraph6(text(row, 'g6')),
  )
  const { n } = automorphisms.graph
  return {
    autOrder: String(automorphisms.order),
    orbits: automorphisms.orbits.length,
    generators: automorphisms.sparseGenerators.map(({ points, images }) => {
      const dense = Array.from({ length: n }, (_, i) => i)
      points.forEach((p, i) => {
        dense[p] = images[i]!
      })
      return dense
    }),
    canonicalLabelling: Array.from(labelling),
  }
}

function readGraph(row: Row) {
  const input: { -readonly [K in keyof GraphInput]: GraphInput[K] } = {
    n: number(row, 'n'),
    edges: array(row, 'edges') as Edge[],
  }
  if (row.colours !== undefined) input.colours = array(row, 'colours') as number[]
  if (row.directed !== undefined) input.directed = row.directed === true
  return graph(input)
}
