import { expose } from 'comlink'
import { mapsView } from '../maps/view.js'
import { draws, latticeOf, squareView } from '../square/view.js'

const maths = { mapsView, squareView, latticeOf, draws }
/** What is computed away from the page. */
export type Maths = typeof maths

expose(maths)
