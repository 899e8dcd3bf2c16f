import { createHash } from 'node:crypto'
import type { AnyRepresentation } from '@buridan/groups'
import { lossProbes, type Task } from '@buridan/tasks'

/** Digits of losses that are compared. */
export const LOSS_DIGITS = 3

const known = new WeakMap<Task, string>()

/**
 * A short hash of what a run of a task depends on beside method, seed and epochs: representations, sizes and steps of the network, training inputs
 * and inputs scored, and labels, to six digits, and the losses that it trains on and is scored by, which are functions and known by values of theirs, to
 * three: backends differ in the seventh. O(numbers of the task).
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
  hash.update(`losses ${lossProbes(task).map((v) => v.toPrecision(LOSS_DIGITS))}`)
  const digest = hash.digest('hex').slice(0, 12)
  known.set(task, digest)
  return digest
}

function text(part: AnyRepresentation | number | undefined): string | null {
  if (part === undefined) return null
  return typeof part === 'number' ? String(part) : `${part.group.name} ${part.text}`
}
