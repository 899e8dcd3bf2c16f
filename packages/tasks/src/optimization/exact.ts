import { BuridanError } from '@buridan/groups'
import { checkedGraphs, type SmallGraph } from '../graphs/named-graphs.js'
import { highs } from './highs.js'

/** How many optima are kept: a task has tens of graphs, and is made anew for each method, seed and page that asks for it. */
const MAX_KEPT = 2000
/** Longer problems are not kept: those of the tasks are of thousands of characters. */
const MAX_KEPT_LENGTH = 20_000
const kept = new Map<string, number>()

/** The optimum of a problem in whole numbers. */
async function maximum(problem: string): Promise<number> {
  const known = kept.get(problem)
  if (known !== undefined) return known
  const optimum = await solved(problem)
  if (problem.length > MAX_KEPT_LENGTH) return optimum
  if (kept.size === MAX_KEPT) kept.delete(kept.keys().next().value!)
  kept.set(problem, optimum)
  return optimum
}

async function solved(problem: string): Promise<number> {
  const { Status, ObjectiveValue } = (await highs())(problem)
  if (Status !== 'Optimal') {
    throw new BuridanError('INVALID_ARGUMENT', `HiGHS found no proved optimum: ${Status}`)
  }
  return Math.round(ObjectiveValue)
}

/**
 * The largest number of edges between two sides of the vertices, proved by HiGHS.
 *
 * @throws InvalidArgumentError if it is not a graph of 1 to 64 vertices
 * @throws BuridanError if HiGHS proves no optimum
 * @remarks NP-hard: a branch and bound of O(2ⁿ) linear programs in the worst case.
 *
 * @example
 * ```ts
 * import { maximumCut } from '@buridan/tasks'
 * console.log(await maximumCut({ name: 'triangle', n: 3, edges: [[0, 1], [1, 2], [0, 2]] })) // → 2
 * ```
 */
export async function maximumCut(graph: SmallGraph): Promise<number> {
  const { n, edges } = checkedGraphs([graph])[0]!
  if (edges.length === 0) return 0
  const cut = edges.map((_, e) => `z${e}`)
  const rows = edges.flatMap(([u, v], e) => [
    `a${e}: z${e} - x${u} - x${v} <= 0`,
    `b${e}: z${e} + x${u} + x${v} <= 2`,
  ])
  const sides = Array.from({ length: n }, (_, v) => `x${v}`)
  // the first vertex's side may be chosen
  return maximum(
    `Maximize\n obj: ${cut.join(' + ')}\nSubject To\n${rows.join('\n')}\n first: x0 = 0\nBinary\n ${[...sides, ...cut].join(' ')}\nEnd`,
  )
}

/**
 * The largest number of vertices of which no two are joined, proved by HiGHS.
 *
 * @throws InvalidArgumentError if it is not a graph of 1 to 64 vertices
 * @throws BuridanError if HiGHS proves no optimum
 * @remarks NP-hard: a branch and bound of O(2ⁿ) linear programs in the worst case.
 *
 * @example
 * ```ts
 * import { maximumIndependentSet } from '@buridan/tasks'
 * console.log(await maximumIndependentSet({ name: 'path', n: 3, edges: [[0, 1], [1, 2]] })) // → 2
 * ```
 */
export async function maximumIndependentSet(graph: SmallGraph): Promise<number> {
  const { n, edges } = checkedGraphs([graph])[0]!
  const vertices = Array.from({ length: n }, (_, v) => `x${v}`)
  const rows = edges.map(([u, v], e) => `e${e}: x${u} + x${v} <= 1`)
  return maximum(
    `Maximize\n obj: ${vertices.join(' + ')}\nSubject To\n${rows.length ? rows.join('\n') : ' none: x0 <= 1'}\nBinary\n ${vertices.join(' ')}\nEnd`,
  )
}
