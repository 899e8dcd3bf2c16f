import {
  canonicalLabelling,
  type Edge,
  type GraphInput,
  graph,
  InvalidArgumentError,
  parseGraph6,
} from '@buridan/groups'
import { array, number, type Row, text } from './row.js'

/** `automorphisms`: the automorphism group and a canonical labelling of a graph. */
export function automorphismsRow(row: Row): Row {
  const { labelling, automorphisms } = canonicalLabelling(
    row.g6 === undefined ? readGraph(row) : readGraph6(row),
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

/** Fields that say more of a graph than graph6 holds. */
const BESIDE_GRAPH6 = ['n', 'edges', 'colours', 'directed']

function readGraph6(row: Row) {
  const beside = BESIDE_GRAPH6.find((field) => row[field] !== undefined)
  if (beside) {
    throw new InvalidArgumentError(
      `a row with g6 has ${beside} too: graph6 says all of the graph; give it by n and edges instead`,
    )
  }
  refuseUnread(row)
  return parseGraph6(text(row, 'g6'))
}

/** Fields that change the graph and are not read: an answer without them would be of another graph. */
function refuseUnread(row: Row): void {
  if (row.weights !== undefined) {
    throw new InvalidArgumentError(
      'weights are not read: give each as the third number of an edge, [u, v, weight]',
    )
  }
  if (row.multi !== undefined && row.multi !== false) {
    throw new InvalidArgumentError(
      'multi is not read yet: give the multiplicity of an edge as its weight, [u, v, weight]',
    )
  }
}

function readGraph(row: Row) {
  refuseUnread(row)
  const input: { -readonly [K in keyof GraphInput]: GraphInput[K] } = {
    n: number(row, 'n'),
    edges: array(row, 'edges') as Edge[],
  }
  if (row.colours !== undefined) input.colours = array(row, 'colours') as number[]
  if (row.directed !== undefined) input.directed = row.directed as boolean
  return graph(input)
}
