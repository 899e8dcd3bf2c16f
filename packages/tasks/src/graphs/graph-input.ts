import { integerIn } from '@buridan/core'
import { InvalidArgumentError } from '@buridan/groups'
import { checkedGraphs, type SmallGraph } from './named-graphs.js'

/** What a graph is as an input: walks of one to three steps between vertices; which vertices are there, closed walks of two to four. */
export const graphInput = '3*T(2)+4*V'

/** Walks of k steps are divided by this to the power k − 1, so that the inputs are about 1. */
const SCALE = 4

/**
 * The graph as a vector of {@link graphInput} of S(size): the adjacency matrix A, A² and A³ by entries, which of the `size` vertices are
 * there, and the diagonals of A², A³ and A⁴; matrices row-major, Aᵏ divided by 4ᵏ⁻¹. Vertices that a symmetry exchanges have the same
 * closed walks; most others have not. O(size³).
 *
 * @throws InvalidArgumentError if the graph has more than `size` vertices
 *
 * @example
 * ```ts
 * import { graphVector } from '@buridan/tasks'
 * const x = graphVector({ name: 'path', n: 3, edges: [[0, 1], [1, 2]] }, 3)
 * console.log(x.slice(0, 9), x.slice(-9, -6)) // → [ 0, 1, 0, 1, 0, 1, 0, 1, 0 ] [ 0.25, 0.5, 0.25 ]
 * ```
 */
export function graphVector(graph: SmallGraph, size: number): number[] {
  const { name, n, edges } = checkedGraphs([graph])[0]!
  integerIn(size, 1, 1000, 'size')
  if (n > size)
    throw new InvalidArgumentError(`${name} has ${n} vertices, more than the ${size} there is room for`)
  const walks: Float64Array[] = [new Float64Array(size * size)]
  for (const [u, v] of edges) walks[0]![u * size + v] = walks[0]![v * size + u] = 1
  for (let k = 1; k < 4; k++) walks.push(stepped(walks[k - 1]!, walks[0]!, size))
  const there = Array.from({ length: size }, (_, v) => Number(v < n))
  const closed = walks.slice(1).map((w) => there.map((_, v) => w[v * size + v]!))
  return [...walks.slice(0, 3), there, ...closed].flatMap((part) => [...part])
}

/** The walks with one step more, scaled. */
function stepped(walks: Float64Array, adjacency: Float64Array, size: number): Float64Array {
  const out = new Float64Array(size * size)
  for (let u = 0; u < size; u++) {
    for (let w = 0; w < size; w++) {
      const count = walks[u * size + w]!
      if (count === 0) continue
      for (let v = 0; v < size; v++) out[u * size + v]! += (count * adjacency[w * size + v]!) / SCALE
    }
  }
  return out
}
