import type { SymmetryBreaker } from '@buridan/relaxed'
import { autoencodingTask, decodeEdges, maxCutTask, type Task } from '@buridan/tasks'
import type { DrawnGraph } from '../arrangement/graph-text.js'
import type { Goal, GraphAnswer, GraphLook } from './methods.js'
import { vectorPicture } from './vector-places.js'

/** The task of a goal on one graph. */
export async function graphGoal(goal: Goal, { n, edges }: DrawnGraph): Promise<Task> {
  const graphs = [{ name: 'the graph', n, edges }]
  return goal === 'cut' ? await maxCutTask({ graphs }) : autoencodingTask({ graphs })
}

/** What the models say of the task's graph; `pick` is the seed of the answer that each chooses. */
export function graphLook(
  models: readonly SymmetryBreaker[],
  task: Task,
  { n, edges }: DrawnGraph,
  pick: number,
): GraphLook {
  const [x] = task.x
  const answers = models.map((model): GraphAnswer => {
    const [answer] = model.sample(x!, { count: 1, seed: pick })
    if (task.name === 'max-cut') {
      const sides = Array.from(task.readOut!(answer!, x!))
      const score = edges.reduce((sum, [u, v]) => sum + (1 - sides[u]! * sides[v]!) / 2, 0)
      return { sides, missing: [], extra: [], vectors: undefined, score }
    }
    const key = ([u, v]: readonly [number, number]) => Math.min(u, v) * n + Math.max(u, v)
    const read = decodeEdges(answer!, n)
    const [wanted, found] = [new Set(edges.map(key)), new Set(read.map(key))]
    const missing = edges.filter((e) => !found.has(key(e)))
    const extra = read.filter((e) => !wanted.has(key(e)))
    const vectors = vectorPicture(answer!, n)
    return { sides: [], missing, extra, vectors, score: missing.length + extra.length }
  })
  // edges that are cut are counted, and a task's losses are the less the better
  const sign = task.name === 'max-cut' ? -1 : 1
  return { answers, facts: { optimum: sign * task.optimum, floor: sign * task.floor } }
}
