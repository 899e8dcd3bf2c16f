import type { RunResult, Task } from '@buridan/tasks'
import { INK, svg } from './charts.js'
import { shade } from './spin-patterns.js'

/** Under white symbols. */
const VERTEX = '#556075'
const SHOWN = ['cycle 5', 'Petersen', 'cube', 'wheel 5']

interface Vertex {
  readonly colour: string
  readonly label: string
}

/** Sides of the vertices of some graphs, a drawing for each graph and of the strict and the relaxed method. */
export function sidePatterns(task: Task, results: readonly RunResult[]): string {
  const drawings = ['strict', task.relaxation].flatMap((method) => {
    const run = results.find((r) => r.method === method)
    return SHOWN.flatMap((name) => {
      const answer = run?.checks.find((c) => c.label === name)?.answer
      const graph = task.test.find((t) => t.label === name)?.graph
      if (!answer?.length || !graph) return []
      const edges = graph.edges.map(([from, to]) => ({ from, to, width: 1 }))
      const vertices = verticesOf(edges).map((v) => ({ colour: shade(Math.tanh(answer[v]!)), label: '' }))
      return [graphDrawing(`${name}, ${method}`, vertices, renumbered(edges))]
    })
  })
  return drawings.join('\n')
}

/** The structures of the skeletons whose outcomes are listed: the first n² numbers of an answer are orders, followed by one an atom. */
export function bondPatterns(task: Task, run: RunResult): string {
  const n = Math.round((Math.sqrt(1 + 4 * task.repOut.dim) - 1) / 2)
  const drawings = run.outcomes.flatMap(({ label, values }) => {
    const skeleton = task.outcomes.find((o) => o.label === label)
    if (!skeleton) return []
    return values.map((orders, k) => {
      // bonds are where the skeleton has them, whatever the answer
      const edges = edgesOf(skeleton.x, n).map((e) => ({ ...e, width: orders[e.from * n + e.to]! }))
      const vertices = verticesOf(edges).map((v) => ({ colour: VERTEX, label: elementOf(skeleton.x, n, v) }))
      return graphDrawing(`${label} ${k + 1}`, vertices, renumbered(edges))
    })
  })
  return drawings.join('\n')
}

interface DrawnEdge {
  readonly from: number
  readonly to: number
  readonly width: number
}

/** The pairs whose entry of the n × n matrix that x begins with is not 0. */
function edgesOf(x: readonly number[], n: number): DrawnEdge[] {
  const out: DrawnEdge[] = []
  for (let from = 0; from < n; from++) {
    for (let to = from + 1; to < n; to++) if (x[from * n + to]) out.push({ from, to, width: 1 })
  }
  return out
}

function verticesOf(edges: readonly DrawnEdge[]): number[] {
  return [...new Set(edges.flatMap((e) => [e.from, e.to]))].sort((a, b) => a - b)
}

function renumbered(edges: readonly DrawnEdge[]): DrawnEdge[] {
  const place = new Map(verticesOf(edges).map((v, i) => [v, i]))
  return edges.map((e) => ({ ...e, from: place.get(e.from)!, to: place.get(e.to)! }))
}

/** One-hot elements follow the matrix of bonds. */
function elementOf(x: readonly number[], n: number, v: number): string {
  return ['C', 'N', 'O', 'S'].find((_, k) => x[n * n + k * n + v]) ?? ''
}

/** A graph laid out by forces from a circle, so that drawings of one graph are alike. */
function graphDrawing(title: string, vertices: readonly Vertex[], edges: readonly DrawnEdge[]): string {
  return svg(210, 230, {
    title: { text: title, left: 'center', textStyle: { fontSize: 14, fontWeight: 'normal' } },
    series: [
      {
        type: 'graph',
        layout: 'force',
        force: {
          initLayout: 'circular',
          layoutAnimation: false,
          repulsion: 90,
          edgeLength: 34,
          gravity: 0.12,
        },
        top: 45,
        bottom: 25,
        left: 25,
        right: 25,
        symbolSize: 16,
        lineStyle: { color: INK, opacity: 1 },
        label: { show: true, formatter: '{b}', color: '#fff', fontSize: 10 },
        data: vertices.map((v, i) => ({
          id: String(i),
          name: v.label,
          itemStyle: { color: v.colour, borderColor: INK, borderWidth: 1 },
        })),
        edges: edges.map((e) => ({
          source: e.from,
          target: e.to,
          lineStyle: { width: Math.max(0.5, 3.2 * e.width - 1.6) },
        })),
      },
    ],
  })
}
