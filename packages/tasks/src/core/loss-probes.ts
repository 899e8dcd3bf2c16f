import { type Rng, rng } from '@buridan/core'
import * as tf from '@tensorflow/tfjs'
import type { Task } from '../task.js'
import { checkedTask } from './checked-task.js'

/** Training rows that the loss is asked of. */
const ROWS = 4
/** Parts of training that may have other losses, such as annealed ones: the beginning and the last quarter. */
const PROGRESS = [0, 0.75] as const
/** Inputs of the test of which scores are asked. */
const SCORED = 4

/**
 * What tells the loss of a task from others: a loss is a function, and of two functions only values can be compared. The training loss of
 * answers drawn for the first four training rows, at the beginning of training and in its last quarter, then scores of answers drawn for
 * the first four inputs of the test.
 *
 * @returns at most six numbers, the same in every process to the precision of float32; what is not finite as it is
 * @throws InvalidArgumentError | RepresentationMismatchError if the task is not one
 * @remarks O(rows · dim): the task is checked. Leaves no tensors.
 *
 * @example
 * ```ts
 * import { batio3Task, lossProbes } from '@buridan/tasks'
 * const task = batio3Task()
 * const twice = { ...task, loss: (...args: Parameters<typeof task.loss>) => task.loss(...args).mul(2).asScalar() }
 * console.log((lossProbes(twice)[0]! / lossProbes(task)[0]!).toFixed(3)) // → 2.000
 * ```
 */
export function lossProbes(task: Task): number[] {
  const { test, repOut } = checkedTask(task)
  const random = rng(1)
  const training = PROGRESS.map((progress) => trainingLoss(task, progress, random))
  const scores = test.slice(0, SCORED).map(({ score }) => score(drawn(repOut.dim, random)))
  return [...training, ...scores]
}

function trainingLoss({ x, y, loss, repIn, repOut }: Task, progress: number, random: Rng): number {
  const count = Math.min(ROWS, x.length)
  if (count === 0) return 0
  const rows = (from: readonly (readonly number[])[], dim: number) =>
    tf.tensor2d(from.slice(0, count).flat(), [count, dim])
  return tf.tidy(() => {
    const batch = {
      indices: Array.from({ length: count }, (_, i) => i),
      inputs: rows(x, repIn.dim),
      labels: y === null ? undefined : rows(y, repOut.dim),
      random: rng(2),
      progress,
    }
    const answers = tf.tensor2d(drawn(count * repOut.dim, random), [count, repOut.dim])
    return loss(answers, batch).dataSync()[0]!
  })
}

function drawn(count: number, random: Rng): Float32Array {
  return Float32Array.from({ length: count }, () => random.normal())
}
