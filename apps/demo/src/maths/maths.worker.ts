import { automorphisms, graph } from '@buridan/groups'
import { expose } from 'comlink'
import type { DrawnGraph } from '../graphs/graph-text.js'
import { mapsView } from '../maps/view.js'
import { draws, latticeOf, squareView } from '../square/view.js'

/** The symmetries of a graph: their number, and the vertices that they exchange. */
function graphSymmetry({ n, edges }: DrawnGraph): { order: string; orbits: readonly (readonly number[])[] } {
  const found = automorphisms(graph({ n, edges: edges.map(([u, v]) => [u, v]) }))
  return { order: String(found.order), orbits: found.orbits }
}

const maths = { graphSymmetry, mapsView, squareView, latticeOf, draws }
/** What is computed away from the page. */
export type Maths = typeof maths

expose(maths)
