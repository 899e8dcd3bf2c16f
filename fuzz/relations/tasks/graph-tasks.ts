import { autoencodingTask, decodeEdges, independentSetTask, maxCutTask, type Task } from '@buridan/tasks'
import fc from 'fast-check'
import {
  largestCut,
  largestIndependentSet,
  type Named,
  otherwise,
  smallGraphs,
  subsets,
  vertexOrbits,
  withNames,
} from '../../given/small-graphs.js'
import { closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

/** The cost of means of sides drawn independently. */
const costs: Readonly<Record<string, (g: Named, m: readonly number[]) => number>> = {
  cut: ({ edges }, m) => edges.reduce((sum, [u, v]) => sum - (1 - m[u]! * m[v]!) / 2, 0),
  set: ({ edges }, m) =>
    edges.reduce((sum, [u, v]) => sum + (1.2 * (1 + m[u]!) * (1 + m[v]!)) / 4, 0) -
    m.reduce((sum, v) => sum + (1 + v) / 2, 0),
}

/** The least cost when vertices of one orbit have one mean: coordinate by coordinate from every corner and the middle, on a fine grid. */
function leastByOrbits(g: Named, cost: (g: Named, m: readonly number[]) => number): number {
  const classOf = vertexOrbits(g)
  const classes = [...new Set(classOf)]
  const means = (c: readonly number[]) => classOf.map((k) => c[classes.indexOf(k)]!)
  const grid = Array.from({ length: 41 }, (_, i) => i / 20 - 1)
  const starts = subsets(classes.length).map((s) => s.map((v) => (v ? 1 : -1)))
  let best = Number.POSITIVE_INFINITY
  for (const start of [...starts, classes.map(() => 0), classes.map((_, i) => 0.3 - 0.2 * i)]) {
    const c: number[] = [...start]
    for (let round = 0; round < 12; round++) {
      c.forEach((_, i) => {
        const at = (v: number) => cost(g, means(c.map((w, j) => (i === j ? v : w))))
        c[i] = grid.reduce((x, y) => (at(y) < at(x) ? y : x))
      })
    }
    best = Math.min(best, cost(g, means(c)))
  }
  return best
}

const optimizing = fc.record({
  graph: smallGraphs(5, 2),
  kind: fc.constantFrom('cut' as const, 'set' as const),
  seed: fc.nat(99),
})
const taskOf = (kind: 'cut' | 'set', graph: Named, seed = 0) =>
  (kind === 'cut' ? maxCutTask : independentSetTask)({ graphs: [graph], seed })

/** What a task says of its only graph: best answers first. */
function scoresOf(task: Task, n: number): number[] {
  const [check] = task.test
  return subsets(n)
    .map((s) => check!.score(s.map((v) => (v ? 30 : -30))))
    .sort((a, b) => a - b)
}

export const graphTasks = [
  relation('maxCutTask independentSetTask', 'optima by all subsets, floors by a grid of means', {
    given: optimizing,
    one: async ({ graph, kind, seed }) => {
      const task = await taskOf(kind, graph, seed)
      return [task.optimum, task.floor, scoresOf(task, graph.n)]
    },
    other: ({ graph, kind }) => {
      const cost = costs[kind]!
      const all = subsets(graph.n).map((s) =>
        cost(
          graph,
          s.map((v) => (v ? 1 : -1)),
        ),
      )
      const best = kind === 'cut' ? -largestCut(graph) : -largestIndependentSet(graph)
      return [best, leastByOrbits(graph, cost), all.sort((a, b) => a - b)]
    },
    // the grid is as fine as this
    same: closeTo(2e-3, 2e-3),
    cost: 60,
  }),
  relation('maxCutTask independentSetTask', 'vertices renamed', {
    given: withNames(7, 2).chain(({ graph, by }) =>
      fc.record({
        graph: fc.constant(graph),
        by: fc.constant(by),
        kind: fc.constantFrom('cut' as const, 'set' as const),
      }),
    ),
    one: async ({ graph, kind }) => {
      const { optimum, floor, scale } = await taskOf(kind, graph)
      return [optimum, floor, scale]
    },
    other: async ({ graph, by, kind }) => {
      const { optimum, floor, scale } = await taskOf(kind, otherwise(graph, by), 5)
      return [optimum, floor, scale]
    },
    same: closeTo(1e-7, 1e-7),
    cost: 80,
  }),
  relation(
    'autoencodingTask decodeEdges',
    'floors by all classes of pairs, scores of edges that are read off',
    {
      given: fc.record({
        graph: smallGraphs(5, 2),
        seed: fc.nat(99),
        z: fc.array(fc.constantFrom(1, -1, 0.5, 2, -3), { minLength: 80, maxLength: 80 }),
      }),
      one: ({ graph, seed, z }) => {
        const task = autoencodingTask({ graphs: [graph], seed })
        return [task.floor, task.test[0]!.score(z.slice(0, 16 * graph.n))]
      },
      other: ({ graph, seed, z }) => {
        const n = graph.n
        const { graph: moved } = autoencodingTask({ graphs: [graph], seed }).test[0]!
        const joined = new Set(moved!.edges.map(([u, v]) => Math.min(u, v) * n + Math.max(u, v)))
        const answer = z.slice(0, 16 * n)
        const read = new Set(decodeEdges(answer, n).map(([u, v]) => u * n + v))
        let wrong = 0
        for (let u = 0; u < n; u++) {
          for (let v = u + 1; v < n; v++) {
            const at = u * n + v
            const product = Array.from(
              { length: 16 },
              (_, k) => (k < 8 ? 1 : -1) * answer[k * n + u]! * answer[k * n + v]!,
            )
            const isZero = product.reduce((s, w) => s + w, 0) === 0
            wrong += isZero ? 0.5 : Number(read.has(at) !== joined.has(at))
          }
        }
        return [errorsByOrbits(graph), wrong]
      },
      same: closeTo(1e-12),
      cost: 25,
    },
  ),
]
/** Pairs of vertices of each pair of orbits are all joined or none. */
function errorsByOrbits(g: Named): number {
  const classOf = vertexOrbits(g)
  const count = new Map<string, { joined: number; all: number }>()
  const joined = new Set(g.edges.flatMap(([u, v]) => [u * g.n + v, v * g.n + u]))
  for (let u = 0; u < g.n; u++) {
    for (let v = u + 1; v < g.n; v++) {
      const key = [classOf[u]!, classOf[v]!].sort((a, b) => a - b).join()
      const of = count.get(key) ?? { joined: 0, all: 0 }
      count.set(key, { joined: of.joined + Number(joined.has(u * g.n + v)), all: of.all + 1 })
    }
  }
  return [...count.values()].reduce((sum, c) => sum + Math.min(c.joined, c.all - c.joined), 0)
}
