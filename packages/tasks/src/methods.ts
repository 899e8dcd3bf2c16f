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

/** Makes the network of a method for a task, with as many parameters as the relaxed one or as near as channels allow. */
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
    return emlp({ repIn, repOut, layers, hidden, seed })
  }
  const hidden = matchHidden({ repIn: directSum(repIn, repOut), repOut, layers }, task.hidden, target)
  return noisyEmlp({ repIn, repOut, layers, hidden, seed })
}

/**
 * A hidden representation like the given one whose E-MLP has as near as can be `target` parameters, the copies of its
 * first two summands varied.
 */
export function matchHidden(
  options: Omit<EmlpOptions, 'hidden' | 'seed'>,
  like: Representation,
  target: number,
): Representation {
  const [first, second, ...rest] = like.summands
  if (!first) return like
  const build = (a: number, b: number) =>
    directSum(
      multiple(a, first.rep),
      ...(second ? [multiple(b, second.rep)] : []),
      ...rest.map((s) => multiple(s.count, s.rep)),
    )
  const count = (hidden: Representation) => emlpParameterCount({ ...options, hidden })
  let best = like
  let distance = Math.abs(count(like) - target)
  const around = (n: number, reach: number) =>
    Array.from({ length: 2 * reach + 1 }, (_, i) => n - reach + i).filter((k) => k >= 1)
  for (const b of second ? around(second.count, 3) : [0]) {
    for (const a of around(first.count, 16)) {
      if (distance === 0) return best
      const hidden = build(a, b)
      const away = Math.abs(count(hidden) - target)
      if (away < distance) [best, distance] = [hidden, away]
    }
  }
  return best
}
