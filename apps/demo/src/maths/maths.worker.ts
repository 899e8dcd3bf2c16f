import { expose } from 'comlink'
import type { DrawnGraph } from '../arrangement/graph-text.js'
import { layoutOf } from '../arrangement/layout.js'
import { symmetriesOf } from '../arrangement/symmetries.js'
import { exactSizes } from '../landau/exact.js'
import { mapsView } from '../maps/view.js'
import { draws, latticeOf, orbitTypeOf, squareView } from '../square/view.js'

/** The symmetries of a graph: their number, and the vertices that they exchange. */
function graphSymmetry(drawn: DrawnGraph): { order: string; orbits: readonly (readonly number[])[] } {
  const found = symmetriesOf(drawn)
  return { order: String(found.order), orbits: found.orbits }
}

const maths = {
  exactSizes,
  graphSymmetry,
  layout: layoutOf,
  mapsView,
  squareView,
  latticeOf,
  orbitTypeOf,
  draws,
}
/** What is computed away from the page. */
export type Maths = typeof maths

expose(maths)
