import type { RunResult, Task } from '@buridan/tasks'
import { drawing } from './charts.js'

/** Colours of what a point can be: a point of a figure, H, C, N, O. */
const COLOURS = ['var(--m-relaxed)', 'var(--rest)', 'var(--ink)', 'var(--m-strict)', 'var(--price)'] as const
const SHOWN = ['cube', 'icosahedron', 'benzene', 'urea']
const METHODS = ['strict', 'breaking-input']
/** A point is there if the numbers of its kinds come to more than this. */
const THERE = 0.5

/** What is decoded for some sets, a drawing for each set and method. */
export function pointSetPatterns(task: Task, results: readonly RunResult[]): string {
  const drawings = METHODS.flatMap((method) => {
    const run = results.find((r) => r.method === method)
    return SHOWN.flatMap((name) => {
      const answer = run?.checks.find((c) => c.label === name)?.answer
      return answer?.length ? [setDrawing(`${name}, ${method}`, answer, task.repOut.dim)] : []
    })
  })
  return drawings.join('\n')
}

function setDrawing(title: string, answer: readonly number[], dim: number): string {
  const n = dim / (3 + COLOURS.length)
  const points = Array.from({ length: n }, (_, i) => {
    const [x, y, z] = [0, 1, 2].map((c) => answer[c * n + i]!) as [number, number, number]
    const kinds = COLOURS.map((_, k) => answer[(3 + k) * n + i]!)
    const kind = kinds.indexOf(Math.max(...kinds))
    return { x, y, z, there: kinds.reduce((sum, v) => sum + v, 0) > THERE, colour: COLOURS[kind]! }
  })
  const shown = points.filter((p) => p.there).sort((a, b) => a.x - b.x)
  return drawing(
    title,
    // oblique: y to the right, z up, x towards the reader; nearer points larger
    shown.map((p) => ({
      at: [p.y - 0.35 * p.x, p.z - 0.3 * p.x] as [number, number],
      label: '',
      size: 16 + 4 * p.x,
      colour: p.colour,
    })),
    [],
    [],
    { min: -2.4, max: 2.4 },
  )
}
