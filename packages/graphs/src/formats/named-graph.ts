import type { ColouredGraph } from '../graph/coloured-graph.js'

/** A graph and the names of its vertices. */
export interface NamedGraph {
  /** The graph, its vertices numbered from 0. */
  readonly graph: ColouredGraph
  /** The name of each vertex. */
  readonly names: readonly string[]
}
