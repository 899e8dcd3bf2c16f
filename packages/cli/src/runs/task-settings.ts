import { createHash } from 'node:crypto'
import type { AnyRepresentation } from '@buridan/groups'
import type { Task } from '@buridan/tasks'

const known = new WeakMap<Task, string>()

/**
 * A short hash of what a run of a task depends on beside method, seed and epochs: representations, sizes and steps of the network, training inputs
 * and inputs scored, and labels, to six digits. Losses are code and not seen: one that changes needs a new folder. O(numbers of the task).
 */
export function taskSettings(task: Task): string {
  const found = known.get(task)
  if (found !== undefined) return found
  const { repIn, repOut, hidden, extra, layers, breakAt, relaxation, batchSize, learningRate, clipNorm } =
    task
  const hash = createHash('sha256')
  hash.update(
    JSON.stringify({
      reps: [repIn, repOut, extra, ...[hidden].flat()].map(text),
      numbers: [layers, breakAt, batchSize, learningRate, clipNorm, task.rightWithin].map((n) => n ?? null),
      relaxation,
    }),
  )
  for (const rows of [task.x, task.y ?? [], task.test.map((t) => t.x)]) {
    hash.update(`rows ${rows.length}`)
    for (const row of rows) hash.update(row.map((v) => v.toPrecision(6)).join())
  }
  const digest = hash.digest('hex').slice(0, 12)
  known.set(task, digest)
  return digest
}

function text(part: AnyRepresentation | number | undefined): string | null {
  if (part === undefined) return null
  return typeof part === 'number' ? String(part) : `${part.group.name} ${part.text}`
}
