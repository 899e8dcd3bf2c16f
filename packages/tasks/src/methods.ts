import { type EmlpOptions, emlp, emlpParameterCount, type FitOptions } from '@buridan/emlp'
import { directSum, InvalidArgumentError, multiple, type Representation } from '@buridan/groups'
import { noisyEmlp, type RelaxedEmlp, relaxedEmlp } from '@buridan/relaxed'
import type { Task } from './task.js'

/** The methods that can be compared on a task. */
export const methodNames = ['strict', 'noise', 'relaxed'] as const
export type MethodName = (typeof methodNames)[number]

/** What all models compared have in common. */
export interface ComparedModel {
  readonly parameterCount: number
  fit(x: Task['x'], y: Task['y'], options: FitOptions): Promise<Float64Array>
  predict(x: readonly ArrayLike<number>[]): Float32Array[]
  dispose(): void
}

/** The relaxed network of a task: the reference for the number of parameters. */
function relaxedModel(task: Task, seed: number): RelaxedEmlp {
  const { repIn, repOut, hidden, layers, breakAt, x } = task
  return relaxedEmlp({ repIn, repOut, hidden, layers, breakAt, samples: x, seed })
}

/**
 * Makes the network of a method for a task, with as many parameters as the relaxed one or as near as channels allow.
 *
 * @example
 * ```ts
 * import { batio3Task, makeModel } from '@buridan/tasks'
 * const model = makeModel(batio3Task(), 'strict', 0)
 * console.log(model.predict([[1]])[0]) // → Float32Array(3) [ 0, 0, 0 ]
 * model.dispose()
 * ```
 */
export function makeModel(task: Task, method: MethodName, seed: number): ComparedModel {
  if (!methodNames.includes(method)) {
    throw new InvalidArgumentError(`method ${String(method)} is none of ${methodNames.join(', ')}`)
  }
  const reference = relaxedModel(task, seed)
  if (method === 'relaxed') return reference
  const target = reference.parameterCount
  reference.dispose()
  const { repIn, repOut, layers } = task
  if (method === 'strict') {
    const hidden = matchHidden({ repIn, repOut, layers }, task.hidden, target)
    // the tasks' hidden representations are small on purpose
    return emlp({ repIn, repOut, layers, hidden, seed, onWarning: () => {} })
  }
  const hidden = matchHidden({ repIn: directSum(repIn, repOut), repOut, layers }, task.hidden, target)
  return noisyEmlp({ repIn, repOut, layers, hidden, seed, onWarning: () => {} })
}

/**
 * A hidden representation like the given one whose E-MLP has as near as can be `target` parameters, the copies of its
 * summands varied; of equally near ones the most alike.
 *
 * @example
 * ```ts
 * import { batio3Task, matchHidden } from '@buridan/tasks'
 * const { repIn, repOut, hidden } = batio3Task()
 * console.log(matchHidden({ repIn, repOut, layers: 3 }, hidden, 3393).text) // → 32*T(0)+7*V
 * ```
 */
export function matchHidden(
  options: Omit<EmlpOptions, 'hidden' | 'seed'>,
  like: Representation,
  target: number,
): Representation {
  let best = { hidden: like, error: Number.POSITIVE_INFINITY, change: 0 }
  for (const counts of variations(like.summands.map((s) => s.count))) {
    const hidden = directSum(...like.summands.map((s, i) => multiple(counts[i]!, s.rep)))
    const error = Math.abs(emlpParameterCount({ ...options, hidden }) - target)
    const change = counts.reduce((sum, c, i) => sum + Math.abs(c / like.summands[i]!.count - 1), 0)
    if (error < best.error || (error === best.error && change < best.change)) best = { hidden, error, change }
  }
  return best.hidden
}

/** Numbers of copies up to half as many more or less of the first summand, and up to eight of the others. */
function variations(counts: readonly number[]): number[][] {
  return counts.reduce<number[][]>(
    (all, count, i) => {
      const reach = i === 0 ? Math.ceil(count / 2) : 8
      const choices = Array.from({ length: 2 * reach + 1 }, (_, k) => count - reach + k).filter((c) => c >= 1)
      return all.flatMap((head) => choices.map((c) => [...head, c]))
    },
    [[]],
  )
}
