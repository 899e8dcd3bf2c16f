import { InvalidArgumentError } from '@buridan/groups'
import { type BreakerMethod, breakerMethods } from '@buridan/relaxed'
import { defaultMethods, methodFor, methodsOf, type Task } from '@buridan/tasks'

/** One method on one task with one seed. */
export interface RunUnit {
  readonly task: Task
  readonly method: BreakerMethod
  readonly seed: number
  readonly epochs: number
}

/** What is to be run. */
export interface PlanOptions {
  readonly methods?: string
  readonly seeds?: string
  /** A single seed, in place of `seeds`. */
  readonly seed?: number
  readonly epochs?: number
  readonly quick?: boolean
  /** `i/n`: the i-th of n parts, from 1. */
  readonly shard?: string
}

const MAX_SEEDS = 10_000

/** Refuses what the options of a plan cannot mean, before any task is made. @throws InvalidArgumentError for methods, seeds or a shard that are none */
export function checkPlan(options: PlanOptions): void {
  methodNames(options.methods)
  seedsOf(options)
  shardOf(options.shard)
}

/**
 * All runs, those of one seed of a task beside each other; of a shard every n-th.
 *
 * @throws InvalidArgumentError for methods, seeds or a shard that are none
 */
export function planRuns(tasks: readonly Task[], options: PlanOptions): RunUnit[] {
  const asked = methodNames(options.methods)
  const seeds = seedsOf(options)
  const [part, parts] = shardOf(options.shard)
  const all = tasks.flatMap((task) => {
    const epochs = options.epochs ?? (options.quick ? task.epochs.quick : task.epochs.full)
    const methods = methodsFor(task, asked)
    return seeds.flatMap((seed) => methods.map((method): RunUnit => ({ task, method, seed, epochs })))
  })
  return all.filter((_, k) => k % parts === part - 1)
}

/** The methods asked for; `relaxed` and the two baselines by default. */
function methodNames(text: string | undefined): readonly string[] {
  if (text === 'all') return breakerMethods
  const names = text?.split(',').map((m) => m.trim()) ?? [...defaultMethods]
  for (const name of names) {
    if (!breakerMethods.some((m) => m === name)) {
      throw new InvalidArgumentError(
        `method ${name} is not known; there are all, ${breakerMethods.join(', ')}`,
      )
    }
  }
  return names
}

/** Those of the methods that reach the group of a task, each once. */
function methodsFor(task: Task, names: readonly string[]): BreakerMethod[] {
  const reaching = names.filter((name) => name === 'relaxed' || methodsOf(task).some((m) => m === name))
  return [...new Set(reaching.map((name) => methodFor(task, name)))]
}

/** `3` is the seeds 0, 1, 2; `4,7` those two. */
function seedsOf({ seeds: text, seed, quick }: PlanOptions): number[] {
  if (text !== undefined && seed !== undefined)
    throw new InvalidArgumentError('seed and seeds are both given: give one of them')
  if (seed !== undefined) return [seed]
  if (text === undefined) return quick ? [0] : [0, 1, 2, 3, 4]
  const numbers = text.split(',').map(Number)
  if (numbers.some((n) => !Number.isInteger(n) || n < 0)) {
    throw new InvalidArgumentError(
      `seeds is “${text}”; it must be a number of seeds or seeds separated by commas`,
    )
  }
  const [first] = numbers
  if (text.includes(',')) return [...new Set(numbers)]
  if (first === 0 || first! > MAX_SEEDS) {
    throw new InvalidArgumentError(`seeds is ${first}; it must be from 1 to ${MAX_SEEDS}`)
  }
  return Array.from({ length: first! }, (_, i) => i)
}

function shardOf(text: string | undefined): [number, number] {
  if (text === undefined) return [1, 1]
  const [, part, parts] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []
  const [i, n] = [Number(part), Number(parts)]
  if (part === undefined || i < 1 || n < 1 || i > n) {
    throw new InvalidArgumentError(`shard is “${text}”; it must be i/n with i from 1 to n, such as 2/8`)
  }
  return [i, n]
}
