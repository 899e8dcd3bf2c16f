import { arrayOf, numberIn, objectOf } from '@buridan/core'
import { type BreakerMethod, breakerMethods } from '@buridan/relaxed'
import type { RunResult } from './compare.js'
import { checkedTask } from './core/checked-task.js'
import { meanAndSpread, type Rate, rate } from './core/statistics.js'
import type { Task } from './task.js'

/** What the runs of a method on a task come to. */
export interface MethodSummary {
  readonly method: BreakerMethod
  readonly runs: number
  /** Over the seeds, of the mean score over the task's `test`. */
  readonly mean: number
  readonly spread: number
  /** Where answers are right or wrong: the share of right ones. */
  readonly rate?: Rate
  readonly parameters: number
  /** Seconds a run. */
  readonly seconds: number
}

/** A hundredth of this counts as nothing: of the floor or, where that is 0, of the task's scale. */
const CLOSE = 0.01

/**
 * The runs of each method on a task taken together, in the order of the methods.
 *
 * @throws InvalidArgumentError if it is not a list of results
 * @remarks O(results).
 *
 * @example
 * ```ts
 * import { batio3Task, runMethod, summarizeRuns } from '@buridan/tasks'
 * const task = batio3Task()
 * const [strict] = summarizeRuns([await runMethod(task, 'strict', { epochs: 2, seed: 0 })])
 * console.log(strict!.method, strict!.runs, strict!.mean) // → strict 1 0
 * ```
 */
export function summarizeRuns(results: readonly RunResult[]): MethodSummary[] {
  for (const r of arrayOf(results, 'results')) {
    for (const field of ['loss', 'parameters', 'seconds'] as const) {
      numberIn(objectOf(r, 'a result')[field], -1e150, 1e150, `${field} of a result`)
    }
  }
  return breakerMethods.flatMap((method) => {
    const own = results.filter((r) => r.method === method)
    if (own.length === 0) return []
    const solved = own.flatMap((r) => r.solved ?? [])
    const total = (f: (s: { right: number; of: number }) => number) =>
      solved.reduce((sum, s) => sum + f(s), 0)
    return [
      {
        method,
        runs: own.length,
        ...meanAndSpread(own.map((r) => r.loss)),
        ...(solved.length > 0
          ? {
              rate: rate(
                total((s) => s.right),
                total((s) => s.of),
              ),
            }
          : {}),
        parameters: own[0]!.parameters,
        seconds: own.reduce((sum, r) => sum + r.seconds, 0) / own.length,
      },
    ]
  })
}

/**
 * Whether a mean is at the strict floor of a task, within a hundredth.
 *
 * @throws InvalidArgumentError | RepresentationMismatchError if the task is not one, or the mean is not finite
 * @remarks O(rows · dim): the task is checked.
 *
 * @example
 * ```ts
 * import { atFloor, batio3Task } from '@buridan/tasks'
 * const task = batio3Task()
 * console.log(atFloor(task, task.floor), atFloor(task, task.optimum)) // → true false
 * ```
 */
export function atFloor(task: Task, mean: number): boolean {
  checkedTask(task)
  numberIn(mean, -Number.MAX_VALUE, Number.MAX_VALUE, 'mean')
  return Math.abs(mean - task.floor) <= CLOSE * (Math.abs(task.floor) || task.scale)
}

/**
 * Whether a mean is at the optimum of a task, within a hundredth of its scale.
 *
 * @throws InvalidArgumentError | RepresentationMismatchError if the task is not one, or the mean is not finite
 * @remarks O(rows · dim): the task is checked.
 *
 * @example
 * ```ts
 * import { atOptimum, batio3Task } from '@buridan/tasks'
 * const task = batio3Task()
 * console.log(atOptimum(task, task.optimum), atOptimum(task, task.floor)) // → true false
 * ```
 */
export function atOptimum(task: Task, mean: number): boolean {
  checkedTask(task)
  numberIn(mean, -Number.MAX_VALUE, Number.MAX_VALUE, 'mean')
  return Math.abs(mean - task.optimum) <= CLOSE * task.scale
}
