import { automorphisms, type FiniteGroup, graph } from '@buridan/groups'
import { arrangement } from './arrangements.js'
import type { DrawnGraph } from './graph-text.js'

/** The automorphisms of a graph that is drawn, on its vertices. */
export function symmetriesOf({ n, edges }: DrawnGraph) {
  return automorphisms(graph({ n, edges: edges.map(([u, v]) => [u, v]) }))
}

const known = new Map<string, FiniteGroup>()

/**
 * The symmetries of an arrangement, on its points; found once.
 *
 * @throws InvalidArgumentError if there is no such arrangement
 */
export function symmetryGroup(key: string): FiniteGroup {
  const group = known.get(key) ?? symmetriesOf(arrangement(key)).group
  known.set(key, group)
  return group
}
