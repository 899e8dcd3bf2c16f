import { arrayOf, numberIn, objectOf } from '@buridan/core'
import type { Hidden, Loss } from '@buridan/emlp'
import { type AnyRepresentation, InvalidArgumentError } from '@buridan/groups'
import { type BreakerMethod, breakerMethods, type OutcomeOptions } from '@buridan/relaxed'
import type { SmallGraph } from './graphs/named-graphs.js'

/** An input whose degenerate answers are known. */
export interface ExpectedOutcomes {
  readonly label: string
  readonly x: readonly number[]
  /** The number of distinct answers. */
  readonly count: number
}

/** A test of single inputs: what a network's answer scores, and the best and the strict best there can be. */
export interface CheckPoint {
  readonly label: string
  readonly x: readonly number[]
  readonly optimum: number
  readonly floor: number
  readonly score: (answer: ArrayLike<number>) => number
  /** The graph that x stands for, where it is one: vertex v is the v-th of the points. */
  readonly graph?: SmallGraph
}

/** The domains that tasks are from. */
export type TaskDomain = 'physics' | 'graphs' | 'optimization' | 'decoding'

/** A task on which symmetry must break. Losses are in `unit`, smaller is better. */
export interface Task {
  readonly name: string
  readonly title: string
  readonly domain: TaskDomain
  /** What it is about and where the data are from. */
  readonly science: string
  readonly repIn: AnyRepresentation
  readonly repOut: AnyRepresentation
  readonly hidden: Hidden
  readonly layers: number
  /**
   * The method that stands for relaxed equivariance: the linear layer where the group's subgroups are listed, the
   * symmetry-breaking input where they are not. Its number of parameters is that of all.
   */
  readonly relaxation: 'relaxed' | 'breaking-input'
  /** Which linear layer of the relaxed network breaks symmetry; the last by default. */
  readonly breakAt?: number
  /** What noise and learned vectors are in; by default the least in which generic vectors have no symmetry. */
  readonly extra?: AnyRepresentation
  readonly epochs: { readonly quick: number; readonly full: number }
  /** Samples a step; all by default. */
  readonly batchSize?: number
  readonly learningRate: number
  readonly clipNorm: number
  readonly x: readonly (readonly number[])[]
  /** Labels, or null where the loss needs none. */
  readonly y: readonly (readonly number[])[] | null
  readonly loss: Loss
  readonly unit: string
  /** Inputs with their scores; the loss of a network is their mean. */
  readonly test: readonly CheckPoint[]
  /** Whether the inputs of `test` were trained on, and what they are: tables say it, for a loss on training samples says nothing of others. */
  readonly scoredOn?: `${'training' | 'unseen'} samples${string}`
  /** Where answers are right or wrong: how much above the optimum the score of a right one may be. */
  readonly rightWithin?: number
  /** Mean over the test of the best an equivariant function can do, and how it is known. */
  readonly floor: number
  readonly floorSource: string
  /** Mean over the test of the best there is, and how it is known. */
  readonly optimum: number
  readonly optimumSource: string
  /** What a difference of losses is compared with. */
  readonly scale: number
  readonly outcomes: readonly ExpectedOutcomes[]
  readonly outcomeOptions: OutcomeOptions
  /** What an answer to an input says, of which outcomes are told apart: equivariant in both; the answer itself by default. */
  readonly readOut?: (answer: ArrayLike<number>, x: readonly number[]) => Float64Array
}

/**
 * Means of the check points' floors and optima.
 *
 * @throws InvalidArgumentError if there are none, or a figure is not finite
 * @remarks O(length).
 *
 * @example
 * ```ts
 * import { meansOf } from '@buridan/tasks'
 * const point = { label: 'a', x: [0], score: () => 0 }
 * console.log(meansOf([{ ...point, floor: 1, optimum: 0 }, { ...point, floor: 2, optimum: -1 }])) // → { floor: 1.5, optimum: -0.5 }
 * ```
 */
export function meansOf(test: readonly CheckPoint[]): { floor: number; optimum: number } {
  if (arrayOf(test, 'test').length === 0) throw new InvalidArgumentError('there are no check points')
  for (const c of test) {
    numberIn(objectOf(c, 'a check point').floor, -Number.MAX_VALUE, Number.MAX_VALUE, 'a floor')
    numberIn(c.optimum, -Number.MAX_VALUE, Number.MAX_VALUE, 'an optimum')
  }
  const mean = (f: (c: CheckPoint) => number) => test.reduce((sum, c) => sum + f(c), 0) / test.length
  return { floor: mean((c) => c.floor), optimum: mean((c) => c.optimum) }
}

/**
 * The methods that reach a task's group: those with subgroups only where they are listed.
 *
 * @throws InvalidArgumentError if the task is not an object
 * @remarks O(1).
 *
 * @example
 * ```ts
 * import { methodsOf } from '@buridan/tasks'
 * console.log(methodsOf({ relaxation: 'breaking-input' }).includes('relaxed')) // → false
 * ```
 */
export function methodsOf(task: Pick<Task, 'relaxation'>): readonly BreakerMethod[] {
  if (objectOf(task, 'a task').relaxation === 'relaxed') return [...breakerMethods]
  return breakerMethods.filter((m) => m !== 'relaxed' && m !== 'breaking-set')
}
