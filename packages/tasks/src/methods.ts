import { knownOptions, type Signal, shown } from '@buridan/core'
import { InvalidArgumentError } from '@buridan/groups'
import { type BreakerMethod, type SymmetryBreaker, symmetryBreaker } from '@buridan/relaxed'
import { checkedTask } from './core/checked-task.js'
import { methodsOf, type Task } from './task.js'

/** The methods that are compared where nothing else is asked for; `relaxed` is the task's own relaxation. */
export const defaultMethods = ['strict', 'noise', 'relaxed'] as const

/**
 * The method that a name stands for on a task: `relaxed` is the symmetry-breaking input where the group is too large for the
 * linear layer.
 *
 * @throws InvalidArgumentError if there is no such method, or it does not reach the task's group
 * @throws RepresentationMismatchError if the task has rows of the wrong length
 * @remarks O(rows · dim): the task is checked.
 *
 * @example
 * ```ts
 * import { batio3Task, methodFor } from '@buridan/tasks'
 * console.log(methodFor(batio3Task(), 'relaxed')) // → relaxed
 * ```
 */
export function methodFor(task: Task, name: string): BreakerMethod {
  checkedTask(task)
  if (name === 'relaxed') return task.relaxation
  const found = methodsOf(task).find((m) => m === name)
  if (found) return found
  throw new InvalidArgumentError(
    `method ${shown(name)} is none of ${methodsOf(task).join(', ')}, which reach ${task.repIn.group.name}`,
  )
}

/**
 * Makes the model of a method for a task, with as many parameters as the relaxed one or as near as copies of the hidden summands
 * allow.
 *
 * @param options - `signal`: ends the making, as that of `symmetryBreaker`
 * @throws InvalidArgumentError if there is no such method, or it does not reach the task's group
 * @throws RepresentationMismatchError if the task has rows of the wrong length
 * @throws AbortedError if the signal is aborted
 * @remarks As `symmetryBreaker`; the first time for a task as two.
 *
 * @example
 * ```ts
 * import { batio3Task, makeModel } from '@buridan/tasks'
 * const model = makeModel(batio3Task(), 'strict', 0)
 * console.log(model.predict([[1]])[0]) // → Float32Array(3) [ 0, 0, 0 ]
 * model.dispose()
 * ```
 */
export function makeModel(
  task: Task,
  name: string,
  seed: number,
  options: { readonly signal?: Signal } = {},
): SymmetryBreaker {
  const { signal } = knownOptions(options, { signal: true }, 'makeModel')
  const method = methodFor(task, name)
  const { repIn, repOut, hidden, layers, breakAt, extra, x } = task
  const settings = {
    repIn,
    repOut,
    hidden,
    layers,
    samples: x,
    seed,
    // the tasks' hidden representations are small on purpose
    onWarning: () => {},
    ...(breakAt === undefined ? {} : { breakAt }),
    ...(extra === undefined ? {} : { extra }),
    ...(signal === undefined ? {} : { signal }),
  }
  if (method === task.relaxation) return symmetryBreaker(method, settings)
  return symmetryBreaker(method, { ...settings, parameters: parametersOf(task, settings) })
}

const known = new WeakMap<Task, number>()

/** The number of parameters of the task's relaxed model. */
function parametersOf(task: Task, options: Parameters<typeof symmetryBreaker>[1]): number {
  const found = known.get(task)
  if (found !== undefined) return found
  const reference = symmetryBreaker(task.relaxation, options)
  const { parameterCount } = reference
  reference.dispose()
  known.set(task, parameterCount)
  return parameterCount
}
