import { arrayOf, integerIn, numberIn, objectOf, rngOf, stringOf } from '@buridan/core'
import { InvalidArgumentError, type Rng, rng } from '@buridan/groups'

/** A graph on vertices 0..n−1, each edge once. */
export interface SmallGraph {
  readonly name: string
  readonly n: number
  readonly edges: readonly (readonly [number, number])[]
}

/** The most vertices of a graph that a task takes: their pairs are inputs. */
const MOST_VERTICES = 64

/** Graphs as they were given. @throws InvalidArgumentError if there are none, or one has edges that are none */
export function checkedGraphs(graphs: readonly SmallGraph[]): readonly SmallGraph[] {
  arrayOf(graphs, 'graphs')
  if (graphs.length === 0) throw new InvalidArgumentError('graphs is empty; give at least one')
  for (const graph of graphs) {
    const { name, n, edges } = objectOf(graph, 'a graph')
    stringOf(name, 'the name of a graph')
    integerIn(n, 1, MOST_VERTICES, `the number of vertices of ${name}`)
    const seen = new Set<number>()
    for (const edge of arrayOf(edges, `the edges of ${name}`)) {
      const [u, v] = arrayOf(edge, `an edge of ${name}`) as [number, number]
      integerIn(u, 0, n - 1, `a vertex of an edge of ${name}`)
      integerIn(v, 0, n - 1, `a vertex of an edge of ${name}`)
      const key = Math.min(u, v) * n + Math.max(u, v)
      if (u === v || seen.has(key))
        throw new InvalidArgumentError(
          `${name} has the edge ${u}–${v} ${u === v ? 'at one vertex' : 'twice'}`,
        )
      seen.add(key)
    }
  }
  return graphs
}

/**
 * The circulant graph of n vertices: v is joined to v + s modulo n for each step s.
 *
 * @param n - 1 to 10 000
 * @param steps - numbers of 1..n−1
 * @throws InvalidArgumentError if an argument is not valid
 * @remarks O(n · steps).
 *
 * @example
 * ```ts
 * import { circulant } from '@buridan/tasks'
 * console.log(circulant(8, [1, 4], 'Möbius ladder').edges.length) // → 12
 * ```
 */
export function circulant(n: number, steps: readonly number[], name: string): SmallGraph {
  integerIn(n, 1, 10_000, 'n')
  for (const s of arrayOf(steps, 'steps')) integerIn(s, 1, n - 1, 'a step')
  stringOf(name, 'name')
  const seen = new Set<string>()
  const edges: [number, number][] = []
  for (let i = 0; i < n; i++) {
    for (const s of steps) {
      const [u, v] = [Math.min(i, (i + s) % n), Math.max(i, (i + s) % n)]
      if (seen.has(`${u},${v}`)) continue
      seen.add(`${u},${v}`)
      edges.push([u, v])
    }
  }
  return { name, n, edges }
}

/**
 * The complete multipartite graph with parts of the given sizes.
 *
 * @param parts - one number for each part, in all at most 5000
 * @throws InvalidArgumentError if an argument is not valid
 * @remarks O(n²) for n vertices.
 *
 * @example
 * ```ts
 * import { multipartite } from '@buridan/tasks'
 * console.log(multipartite([2, 2, 2], 'octahedron').edges.length) // → 12
 * ```
 */
export function multipartite(parts: readonly number[], name: string): SmallGraph {
  for (const size of arrayOf(parts, 'parts')) integerIn(size, 1, 1000, 'the size of a part')
  integerIn(
    parts.reduce((sum, size) => sum + size, 0),
    1,
    5000,
    'the number of vertices',
  )
  stringOf(name, 'name')
  const partOf = parts.flatMap((size, k) => new Array<number>(size).fill(k))
  const edges: [number, number][] = []
  partOf.forEach((p, u) => {
    partOf.forEach((q, v) => {
      if (u < v && p !== q) edges.push([u, v])
    })
  })
  return { name, n: partOf.length, edges }
}

/**
 * A graph with an edge between any two vertices with a probability.
 *
 * @param random - made by `rng(seed)`
 * @throws InvalidArgumentError if an argument is not valid
 * @remarks O(n²).
 *
 * @example
 * ```ts
 * import { rng } from '@buridan/groups'
 * import { randomGraph } from '@buridan/tasks'
 * console.log(randomGraph(5, 1, rng(0), 'complete').edges.length) // → 10
 * ```
 */
export function randomGraph(n: number, probability: number, random: Rng, name: string): SmallGraph {
  integerIn(n, 1, 10_000, 'n')
  numberIn(probability, 0, 1, 'probability')
  rngOf(random, 'random')
  stringOf(name, 'name')
  const edges: [number, number][] = []
  for (let u = 0; u < n; u++) {
    for (let v = u + 1; v < n; v++) if (random.float() < probability) edges.push([u, v])
  }
  return { name, n, edges }
}

/**
 * Symmetric graphs of 5 to 10 vertices that have names: cycles, complete and multipartite graphs, prisms, the cube, Petersen's.
 *
 * @remarks Constant time.
 *
 * @example
 * ```ts
 * import { namedGraphs } from '@buridan/tasks'
 * console.log(namedGraphs().find((g) => g.name === 'Petersen')!.edges.length) // → 15
 * ```
 */
export function namedGraphs(): SmallGraph[] {
  const join = (n: number, more: readonly (readonly [number, number])[], name: string): SmallGraph => ({
    name,
    n,
    edges: more,
  })
  const prism = (k: number, name: string) =>
    join(
      2 * k,
      Array.from({ length: k }, (_, i): (readonly [number, number])[] => [
        [i, (i + 1) % k],
        [k + i, k + ((i + 1) % k)],
        [i, k + i],
      ]).flat(),
      name,
    )
  const wheel = (k: number, name: string) =>
    join(
      k + 1,
      Array.from({ length: k }, (_, i): (readonly [number, number])[] => [
        [i, (i + 1) % k],
        [i, k],
      ]).flat(),
      name,
    )
  const petersen = Array.from({ length: 5 }, (_, i): (readonly [number, number])[] => [
    [i, (i + 1) % 5],
    [i, i + 5],
    [5 + i, 5 + ((i + 2) % 5)],
  ]).flat()
  return [
    ...[5, 6, 7, 8, 9, 10].map((n) => circulant(n, [1], `cycle ${n}`)),
    ...[5, 6].map((n) => multipartite(new Array<number>(n).fill(1), `complete ${n}`)),
    multipartite([3, 3], 'complete bipartite 3,3'),
    multipartite([4, 4], 'complete bipartite 4,4'),
    multipartite([2, 2, 2], 'octahedron'),
    multipartite([2, 2, 2, 2], 'sixteen-cell'),
    prism(3, 'prism 3'),
    prism(4, 'cube'),
    prism(5, 'prism 5'),
    circulant(8, [1, 4], 'Möbius ladder 8'),
    circulant(10, [1, 5], 'Möbius ladder 10'),
    circulant(9, [1, 3], 'circulant 9 (1,3)'),
    circulant(10, [1, 2], 'circulant 10 (1,2)'),
    wheel(5, 'wheel 5'),
    wheel(7, 'wheel 7'),
    join(10, petersen, 'Petersen'),
  ]
}

/**
 * Seeded random graphs of 8 to 10 vertices, most of them without symmetry.
 *
 * @throws InvalidArgumentError unless count is an integer from 0 to 10⁶, and the seed an integer
 * @remarks O(count).
 *
 * @example
 * ```ts
 * import { randomGraphs } from '@buridan/tasks'
 * console.log(randomGraphs(4, 0).map((g) => g.n)) // → [ 8, 9, 10, 8 ]
 * ```
 */
export function randomGraphs(count: number, seed: number): SmallGraph[] {
  integerIn(count, 0, 1e6, 'count')
  const random = rng(seed)
  return Array.from({ length: count }, (_, i) => randomGraph(8 + (i % 3), 0.4, random, `random ${i + 1}`))
}

/** The graph with vertices renamed, v to `images[v]`. */
export function renamed({ name, n, edges }: SmallGraph, images: readonly number[]): SmallGraph {
  return { name, n, edges: edges.map(([u, v]): [number, number] => [images[u]!, images[v]!]) }
}
