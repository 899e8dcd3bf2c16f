import { integerIn } from '@buridan/core'
import { canonicalForm, graph } from '@buridan/groups'
import type { SmallGraph } from './named-graphs.js'

const MAX_VERTICES = 8

/**
 * All connected graphs on n vertices, one of each kind up to isomorphism: those on n − 1 vertices with one more vertex joined in every
 * way, told apart by canonical labelling. (A connected graph has a vertex whose removal leaves it connected.)
 *
 * @param n - 1 to 8: there are 1, 1, 2, 6, 21, 112, 853, 11117 of them
 * @throws InvalidArgumentError for another n
 * @remarks O(2ⁿ · graphs on n − 1 vertices) canonical labellings.
 *
 * @example
 * ```ts
 * import { connectedGraphs } from '@buridan/tasks'
 * console.log([1, 2, 3, 4, 5, 6].map((n) => connectedGraphs(n).length)) // → [ 1, 1, 2, 6, 21, 112 ]
 * ```
 */
export function connectedGraphs(n: number): SmallGraph[] {
  integerIn(n, 1, MAX_VERTICES, 'n')
  if (n === 1) return [{ name: 'connected 1.1', n, edges: [] }]
  const found = new Map<string, SmallGraph>()
  for (const { edges } of connectedGraphs(n - 1)) {
    for (let subset = 1; subset < 1 << (n - 1); subset++) {
      const more: [number, number][] = []
      for (let v = 0; v < n - 1; v++) if ((subset >> v) & 1) more.push([v, n - 1])
      const all = [...edges, ...more]
      const key = canonicalForm(graph({ n, edges: all.map(([u, v]) => [u, v]) }))
      if (!found.has(key)) found.set(key, { name: `connected ${n}.${found.size + 1}`, n, edges: all })
    }
  }
  return [...found.values()]
}
