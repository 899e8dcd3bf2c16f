import { InvalidArgumentError, type Signal, shown } from '@buridan/core'
import { ColouredGraph } from '../graph/coloured-graph.js'
import { AutomorphismSearch } from './automorphism-search.js'

/** Graphs up to this size share the memory of one search, which is not freed. */
const SHARED_CAPACITY = 1024

let shared: AutomorphismSearch | undefined

/** @throws InvalidArgumentError for a value that is not a graph of this copy of the package */
export function graphOf(value: unknown): asserts value is ColouredGraph {
  if (!(value instanceof ColouredGraph)) {
    throw new InvalidArgumentError(`expected a graph made by graph(), not ${shown(value)}`)
  }
}

/** Runs a search and reads its result; a search that was stopped half-way is not used again. */
export function search<T>(
  graph: ColouredGraph,
  canonical: boolean,
  signal: Signal | undefined,
  readOff: (found: AutomorphismSearch) => T,
): T {
  graphOf(graph)
  const mine =
    graph.n > SHARED_CAPACITY
      ? new AutomorphismSearch(graph.n)
      : (shared ?? new AutomorphismSearch(SHARED_CAPACITY))
  shared = undefined
  mine.run(graph, { canonical, signal })
  const result = readOff(mine)
  if (mine.capacity === SHARED_CAPACITY) shared = mine
  return result
}
