import fc from 'fast-check'
import { images } from './permutations.js'

/** A graph as tasks take it. */
export interface Named {
  readonly name: string
  readonly n: number
  readonly edges: readonly (readonly [number, number])[]
}

const pairs = (n: number) =>
  Array.from({ length: n }, (_, u) => Array.from({ length: u }, (__, v) => [v, u] as const)).flat()

/** Graphs on so many vertices, each pair joined or not: sparse, dense, none, all. */
export const smallGraphs = (most: number, least = 1): fc.Arbitrary<Named> =>
  fc.integer({ min: least, max: most }).chain((n) =>
    fc
      .oneof(
        fc.array(fc.boolean(), { minLength: pairs(n).length, maxLength: pairs(n).length }),
        fc.constantFrom(true, false).map((all) => pairs(n).map(() => all)),
        fc.constant(pairs(n).map(([u, v]) => v - u === 1 || v - u === n - 1)),
      )
      .map((joined) => ({ name: 'given', n, edges: pairs(n).filter((_, i) => joined[i]) })),
  )

/** A graph and other names for its vertices. */
export const withNames = (most: number, least = 1) =>
  smallGraphs(most, least).chain((graph) => fc.record({ graph: fc.constant(graph), by: images(graph.n) }))

/** The same graph, vertex v called by[v], edges the other way round and in another order, with another name. */
export function otherwise({ n, edges }: Named, by: readonly number[]): Named {
  return { name: 'otherwise', n, edges: edges.map(([u, v]) => [by[v]!, by[u]!] as const).reverse() }
}

/** All subsets of so many vertices. */
export const subsets = (n: number): boolean[][] =>
  Array.from({ length: 2 ** n }, (_, s) =>
    Array.from({ length: n }, (__, v) => Math.floor(s / 2 ** v) % 2 === 1),
  )

/** The largest cut and the largest independent set, over all subsets. */
export const cutOf = ({ edges }: Named, side: readonly boolean[]) =>
  edges.filter(([u, v]) => side[u] !== side[v]).length
export const largestCut = (g: Named) => Math.max(...subsets(g.n).map((s) => cutOf(g, s)))
export const largestIndependentSet = ({ n, edges }: Named) =>
  Math.max(...subsets(n).map((s) => (edges.some(([u, v]) => s[u] && s[v]) ? 0 : s.filter(Boolean).length)))

/** The graph as the least number of its joined pairs over all names of vertices. */
export function leastForm({ n, edges }: Named, all = everyOrder(n)): number {
  return Math.min(
    ...all.map((p) =>
      edges.reduce((sum, [u, v]) => {
        const [a, b] = [Math.min(p[u]!, p[v]!), Math.max(p[u]!, p[v]!)]
        return sum + 2 ** ((b * (b - 1)) / 2 + a)
      }, 0),
    ),
  )
}

export function everyOrder(n: number): number[][] {
  if (n === 0) return [[]]
  return everyOrder(n - 1).flatMap((p) =>
    Array.from({ length: n }, (_, k) => [...p.slice(0, k), n - 1, ...p.slice(k)]),
  )
}

/** Classes of vertices that automorphisms exchange, by all permutations. */
export function vertexOrbits({ n, edges }: Named): number[] {
  const joined = new Set(edges.flatMap(([u, v]) => [u * n + v, v * n + u]))
  const classOf = Array.from({ length: n }, (_, i) => i)
  for (const p of everyOrder(n)) {
    if (!edges.every(([u, v]) => joined.has(p[u]! * n + p[v]!))) continue
    p.forEach((image, v) => {
      const [a, b] = [Math.min(classOf[v]!, classOf[image]!), Math.max(classOf[v]!, classOf[image]!)]
      for (let i = 0; i < n; i++) if (classOf[i] === b) classOf[i] = a
    })
  }
  return classOf
}
