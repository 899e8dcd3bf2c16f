import { rng } from '@buridan/groups'
import {
  circulant,
  connectedGraphs,
  decodeEdges,
  graphVector,
  maximumCut,
  maximumIndependentSet,
  multipartite,
  namedGraphs,
  randomGraph,
  randomGraphs,
} from '@buridan/tasks'
import fc from 'fast-check'
import {
  everyOrder,
  largestCut,
  largestIndependentSet,
  leastForm,
  type Named,
  otherwise,
  smallGraphs,
  withNames,
} from '../../given/small-graphs.js'
import { closeTo, sameEntries } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

const sorted = ({ n, edges }: Named) => ({
  n,
  edges: edges.map(([u, v]) => Math.min(u, v) * n + Math.max(u, v)).sort((a, b) => a - b),
})

/** Degree, triangles and edges of graphs with names, from books: [vertices, edges, triangles]. */
const FACTS: Readonly<Record<string, readonly [number, number, number]>> = {
  'cycle 5': [5, 5, 0],
  'cycle 6': [6, 6, 0],
  'cycle 7': [7, 7, 0],
  'cycle 8': [8, 8, 0],
  'cycle 9': [9, 9, 0],
  'cycle 10': [10, 10, 0],
  'complete 5': [5, 10, 10],
  'complete 6': [6, 15, 20],
  'complete bipartite 3,3': [6, 9, 0],
  'complete bipartite 4,4': [8, 16, 0],
  octahedron: [6, 12, 8],
  'sixteen-cell': [8, 24, 32],
  'prism 3': [6, 9, 2],
  cube: [8, 12, 0],
  'prism 5': [10, 15, 0],
  'Möbius ladder 8': [8, 12, 0],
  'Möbius ladder 10': [10, 15, 0],
  'circulant 9 (1,3)': [9, 18, 3],
  'circulant 10 (1,2)': [10, 20, 10],
  'wheel 5': [6, 10, 5],
  'wheel 7': [8, 14, 7],
  Petersen: [10, 15, 0],
}

function triangles({ n, edges }: Named): number {
  const joined = new Set(edges.map(([u, v]) => Math.min(u, v) * n + Math.max(u, v)))
  return edges.reduce((sum, [u, v]) => {
    const third = Array.from({ length: n }, (_, w) => w).filter(
      (w) => w > Math.max(u, v) && joined.has(u * n + w) && joined.has(v * n + w),
    )
    return sum + third.length
  }, 0)
}

export const graphs = [
  relation('maximumCut', 'all subsets', {
    given: smallGraphs(8),
    one: (graph) => maximumCut(graph),
    other: (graph) => largestCut(graph),
    cost: 6,
  }),
  relation('maximumIndependentSet', 'all subsets', {
    given: smallGraphs(8),
    one: (graph) => maximumIndependentSet(graph),
    other: (graph) => largestIndependentSet(graph),
    cost: 6,
  }),
  relation('maximumCut maximumIndependentSet', 'vertices renamed, edges turned round', {
    given: withNames(10),
    one: async ({ graph }) => [await maximumCut(graph), await maximumIndependentSet(graph)],
    other: async ({ graph, by }) => [
      await maximumCut(otherwise(graph, by)),
      await maximumIndependentSet(otherwise(graph, by)),
    ],
    cost: 20,
  }),
  relation('graphVector', 'walks counted one by one', {
    given: smallGraphs(5).chain((graph) => fc.record({ graph: fc.constant(graph), more: fc.nat(2) })),
    one: ({ graph, more }) => graphVector(graph, graph.n + more),
    other: ({ graph: { n, edges }, more }) => {
      const size = n + more
      const next = (u: number) => edges.flatMap(([a, b]) => (a === u ? [b] : b === u ? [a] : []))
      const ends = (u: number, k: number): number[] =>
        k === 0 ? [u] : next(u).flatMap((v) => ends(v, k - 1))
      const walks = (u: number, v: number, k: number) =>
        ends(u, k).filter((w) => w === v).length / 4 ** (k - 1)
      const all = Array.from({ length: size }, (_, i) => i)
      return [
        ...[1, 2, 3].flatMap((k) => all.flatMap((u) => all.map((v) => walks(u, v, k)))),
        ...all.map((v) => Number(v < n)),
        ...[2, 3, 4].flatMap((k) => all.map((v) => walks(v, v, k))),
      ]
    },
    same: closeTo(1e-12),
    cost: 3,
  }),
  relation('graphVector', 'vertices renamed', {
    given: withNames(6),
    one: ({ graph, by }) => {
      const x = graphVector(graph, graph.n)
      const n = graph.n
      const out = [...x]
      for (let u = 0; u < n; u++) {
        for (let k = 0; k < 4; k++) out[3 * n * n + k * n + by[u]!] = x[3 * n * n + k * n + u]!
        for (let v = 0; v < n; v++)
          for (let k = 0; k < 3; k++) out[(k * n + by[u]!) * n + by[v]!] = x[(k * n + u) * n + v]!
      }
      return out
    },
    other: ({ graph, by }) => graphVector(otherwise(graph, by), graph.n),
    same: closeTo(1e-12),
  }),
  relation('connectedGraphs', 'all graphs and all orders of vertices', {
    given: fc.integer({ min: 1, max: 5 }),
    one: (n) => connectedGraphs(n).map((g) => leastForm(g)),
    other: (n) => {
      const pairs = (n * (n - 1)) / 2
      const orders = everyOrder(n)
      const forms = new Set<number>()
      const seen = new Set<number>()
      for (let code = 0; code < 2 ** pairs; code++) {
        if (seen.has(code)) continue
        const edges: [number, number][] = []
        for (let b = 1; b < n; b++)
          for (let a = 0; a < b; a++) if ((code >> ((b * (b - 1)) / 2 + a)) & 1) edges.push([a, b])
        // the first of its form: all others of it are seen
        for (const p of orders) seen.add(leastForm({ name: '', n, edges }, [p]))
        if (isConnected(n, edges)) forms.add(code)
      }
      return [...forms]
    },
    same: sameEntries,
    cost: 60,
  }),
  relation('circulant', 'pairs whose difference is a step, steps turned round', {
    given: fc.integer({ min: 2, max: 9 }).chain((n) =>
      fc.record({
        n: fc.constant(n),
        steps: fc.array(fc.integer({ min: 1, max: n - 1 }), { maxLength: 3 }),
      }),
    ),
    one: ({ n, steps }) => sorted(circulant(n, steps, 'one')),
    other: ({ n, steps }) => {
      const back = circulant(n, steps.map((s) => n - s).reverse(), 'other')
      const wanted = everyPair(n).filter(([u, v]) =>
        steps.some((s) => (u + s) % n === v || (v + s) % n === u),
      )
      const same = JSON.stringify(sorted(back)) === JSON.stringify(sorted({ name: '', n, edges: wanted }))
      return same ? sorted(back) : 'steps and steps turned round differ'
    },
  }),
  relation('multipartite', 'pairs of vertices of different parts', {
    given: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }),
    one: (parts) => sorted(multipartite(parts, 'parts')),
    other: (parts) => {
      const n = parts.reduce((sum, p) => sum + p, 0)
      const partOf = (v: number) =>
        parts.findIndex((_, k) => v < parts.slice(0, k + 1).reduce((s, p) => s + p, 0))
      return sorted({ name: '', n, edges: everyPair(n).filter(([u, v]) => partOf(u) !== partOf(v)) })
    },
  }),
  relation('randomGraph randomGraphs', 'how many edges, and the same seed again', {
    given: fc.record({
      n: fc.integer({ min: 1, max: 12 }),
      percent: fc.constantFrom(0, 30, 100),
      seed: fc.nat(1e6),
    }),
    one: ({ n, percent, seed }) => {
      const count = Array.from(
        { length: 20 },
        (_, k) => randomGraph(n, percent / 100, rng(seed + k), 'r').edges.length,
      )
      const [mean, expected] = [count.reduce((s, c) => s + c, 0) / 20, (percent / 100) * ((n * (n - 1)) / 2)]
      const six = 6 * Math.sqrt((expected * (1 - percent / 100)) / 20)
      return [Math.abs(mean - expected) <= six, randomGraphs(3, seed).map(sorted)]
    },
    other: ({ seed }) => [true, randomGraphs(5, seed).slice(0, 3).map(sorted)],
    cost: 2,
  }),
  relation('namedGraphs', 'vertices, edges and triangles from books; the list spoilt before', {
    given: fc.constantFrom(...Object.keys(FACTS)),
    one: (name) => {
      for (const g of namedGraphs()) (g.edges as unknown[]).length = 0
      const found = namedGraphs().find((g) => g.name === name)!
      return [found.n, found.edges.length, triangles(found), namedGraphs().length]
    },
    other: (name) => [...FACTS[name]!, Object.keys(FACTS).length],
    cost: 2,
  }),
  relation('decodeEdges', 'inner products written out, vertices renamed', {
    given: withNames(5).chain(({ graph, by }) =>
      fc.record({
        by: fc.constant(by),
        z: fc.array(fc.array(fc.constantFrom<number>(0, 1, -1, 0.5, 2), { minLength: 16, maxLength: 16 }), {
          minLength: graph.n,
          maxLength: graph.n,
        }),
      }),
    ),
    one: ({ z, by }) => {
      const moved = z.map((_, v) => z[by.indexOf(v)]!)
      const answer = Array.from({ length: 16 }, (_, k) => [...moved.map((row) => row[k]!), 9]).flat()
      return decodeEdges(answer, z.length, z.length + 1)
    },
    other: ({ z, by }) =>
      everyPair(z.length)
        .filter(([u, v]) => z[u]!.reduce((sum, c, k) => sum + (k < 8 ? c : -c) * z[v]![k]!, 0) > 0)
        .map(([u, v]) => [Math.min(by[u]!, by[v]!), Math.max(by[u]!, by[v]!)]),
    same: sameEntries,
  }),
]

function everyPair(n: number): [number, number][] {
  return Array.from({ length: n }, (_, u) =>
    Array.from({ length: u }, (__, v): [number, number] => [v, u]),
  ).flat()
}

function isConnected(n: number, edges: readonly (readonly [number, number])[]): boolean {
  const reached = new Set([0])
  for (let k = 0; k < n; k++) {
    for (const [u, v] of edges) if (reached.has(u) || reached.has(v)) reached.add(u).add(v)
  }
  return reached.size === n
}
