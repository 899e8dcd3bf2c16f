import { integerIn, knownOptions, throwIfAborted } from '@buridan/core'
import type { CheckpointOptions, OnProgress } from '@buridan/emlp'
import { type AuditReport, audit, type BreakerMethod, Outcomes, type SymmetryBreaker } from '@buridan/relaxed'
import { checkedTask } from './core/checked-task.js'
import { type ChiSquareTest, chiSquareUniform } from './core/chi-square.js'
import { makeModel } from './methods.js'
import type { Task } from './task.js'

/** The answers found to one input, and whether samples fall on them evenly. */
export interface FoundOutcomes {
  readonly label: string
  readonly expected: number
  readonly found: number
  readonly values: readonly (readonly number[])[]
  readonly samples: readonly number[]
  /** Absent where there are too many to draw from. */
  readonly evenly?: ChiSquareTest
}

/** A curve of answers over the training inputs, for plots. */
export interface AnswerCurve {
  readonly x: readonly (readonly number[])[]
  /** For each input its distinct answers. */
  readonly answers: readonly (readonly (readonly number[])[])[]
}

/** One method on one task with one seed. */
export interface RunResult {
  readonly task: string
  readonly method: BreakerMethod
  readonly seed: number
  readonly parameters: number
  readonly steps: number
  readonly seconds: number
  /** Mean score over the task's `test`. */
  readonly loss: number
  /** Where answers are right or wrong: how many were drawn and how many of them are right. */
  readonly solved?: { readonly right: number; readonly of: number }
  readonly checks: readonly {
    readonly label: string
    readonly loss: number
    readonly optimum: number
    readonly floor: number
    /** Empty where there are many. */
    readonly answer: readonly number[]
  }[]
  /** Training loss, thinned to at most 400 points: [step, loss]. */
  readonly curve: readonly (readonly [number, number])[]
  readonly outcomes: readonly FoundOutcomes[]
  readonly answers: AnswerCurve
}

/** Options of {@link runMethod}. */
export interface RunOptions {
  /** Seed of weights, batches and draws, 0 by default: the same call is the same run. */
  readonly seed?: number
  readonly epochs?: number
  /** Where training is kept, to go on from if it is stopped. */
  readonly checkpoint?: CheckpointOptions
  readonly signal?: AbortSignal
  readonly onProgress?: OnProgress
}

const OPTIONS = {
  seed: true,
  epochs: true,
  checkpoint: true,
  signal: true,
  onProgress: true,
} as const satisfies { readonly [K in keyof Required<RunOptions>]: true }

const SAMPLES_PER_OUTCOME = 500
/** Answers of random methods that are scored: so many over the test, and for each input from 8 to 64. */
const DRAWS = 2048
const [FEWEST_DRAWS, MOST_DRAWS] = [8, 64]
/** Answers are kept for plots if they are no more numbers than this. */
const MOST_KEPT = 4096
/** Outcomes of at most this number are listed and drawn from. */
const MOST_LISTED = 256n
/** Outcomes of at most this number are kept for plots. */
const MAX_PLOTTED = 64n

/**
 * Trains one method on a task and scores it on the inputs of the task's `test`, in float64; {@link Task.scoredOn} says whether they were
 * trained on.
 *
 * @throws AbortedError if the signal aborts
 * @throws InvalidArgumentError | RepresentationMismatchError if the task is not one, or an option is not valid
 * @remarks O(epochs · samples · cost of the network and its gradient), and the answers to the inputs of `test`.
 *
 * @example
 * ```ts
 * import { pztTask, runMethod } from '@buridan/tasks'
 * import { readTaskData } from '@buridan/tasks/node'
 * const task = pztTask(await readTaskData('PbZr0.1Ti0.9O3.cif'))
 * const { loss } = await runMethod(task, 'strict', { epochs: 2, seed: 0 })
 * console.log(loss.toFixed(4)) // → 0.7584
 * ```
 */
export async function runMethod(task: Task, method: string, options: RunOptions = {}): Promise<RunResult> {
  checkedTask(task)
  const {
    seed = 0,
    epochs = task.epochs.full,
    signal,
    onProgress,
    checkpoint,
  } = knownOptions(options, OPTIONS, 'runMethod')
  integerIn(epochs, 1, 1e9, 'epochs')
  throwIfAborted(signal)
  const model = makeModel(task, method, seed, signal === undefined ? {} : { signal })
  try {
    const started = performance.now()
    const losses = await model.fit(task.x, task.y, {
      epochs,
      learningRate: task.learningRate,
      clipNorm: task.clipNorm,
      loss: task.loss,
      seed,
      ...(task.batchSize === undefined ? {} : { batchSize: task.batchSize }),
      ...(checkpoint === undefined ? {} : { checkpoint }),
      ...(signal === undefined ? {} : { signal }),
      ...(onProgress === undefined ? {} : { onProgress }),
    })
    const seconds = (performance.now() - started) / 1000
    const checks = task.test.map((check) => checkOn(model, check, seed, task))
    const few = task.test.length * task.repOut.dim <= MOST_KEPT
    const sum = (f: (c: (typeof checks)[number]) => number) => checks.reduce((s, c) => s + f(c), 0)
    return {
      task: task.name,
      method: model.method,
      seed,
      parameters: model.parameterCount,
      steps: losses.length,
      seconds,
      loss: sum((c) => c.loss) / checks.length,
      ...(task.rightWithin !== undefined
        ? { solved: { right: sum((c) => c.right), of: sum((c) => c.draws) } }
        : {}),
      checks: checks.map(({ right: _, draws: __, ...check }) => (few ? check : { ...check, answer: [] })),
      curve: thin(losses, 400),
      outcomes:
        model.method === task.relaxation ? task.outcomes.map((o) => findOutcomes(model, task, o, seed)) : [],
      answers: few ? answerCurve(model, task) : { x: [], answers: [] },
    }
  } finally {
    model.dispose()
  }
}

/** The score of a model on an input: the mean over many answers where it draws them at random. */
function checkOn(model: SymmetryBreaker, check: Task['test'][number], seed: number, task: Task) {
  const { label, x, score, optimum, floor } = check
  const count = Math.max(FEWEST_DRAWS, Math.min(MOST_DRAWS, Math.round(DRAWS / task.test.length)))
  const answers = model.answers === 'random' ? model.sample(x, { count, seed }) : model.predict([x])
  const scores = answers.map(score)
  return {
    label,
    optimum,
    floor,
    loss: scores.reduce((sum, s) => sum + s, 0) / scores.length,
    answer: Array.from(answers[0]!),
    right: scores.filter((s) => s <= optimum + (task.rightWithin ?? 0)).length,
    draws: scores.length,
  }
}

function findOutcomes(
  model: SymmetryBreaker,
  task: Task,
  expected: Task['outcomes'][number],
  seed: number,
): FoundOutcomes {
  const outcomes = outcomesOf(model, task, expected.x)
  const { label, count: wanted } = expected
  if (outcomes.count === undefined || outcomes.count > MOST_LISTED) {
    const found = outcomes.count === undefined ? Number.MAX_SAFE_INTEGER : Number(outcomes.count)
    return { label, expected: wanted, found, values: [], samples: [] }
  }
  const values = [...outcomes]
  const samples = new Array<number>(values.length).fill(0)
  for (const s of outcomes.sample(SAMPLES_PER_OUTCOME * values.length, seed)) {
    samples[nearest(values, s)]!++
  }
  return {
    label,
    expected: wanted,
    found: values.length,
    values: values.map((v) => Array.from(v)),
    samples,
    evenly: chiSquareUniform(samples),
  }
}

/** The place of the value nearest to a point, the first of several; O(values · dim). */
function nearest(values: readonly ArrayLike<number>[], point: ArrayLike<number>): number {
  let [at, least] = [0, Number.POSITIVE_INFINITY]
  for (let k = 0; k < values.length; k++) {
    const value = values[k]!
    let square = 0
    for (let i = 0; i < point.length && square < least; i++) square += (value[i]! - point[i]!) ** 2
    if (square < least) [at, least] = [k, square]
  }
  return at
}

/** The outcomes of an input, told apart by what answers say. */
function outcomesOf(model: SymmetryBreaker, task: Task, x: readonly number[]): Outcomes {
  const { repIn, repOut, readOut, outcomeOptions } = task
  if (!readOut) return model.outcomes(x, outcomeOptions)
  return new Outcomes({ repIn, repOut, x, y: readOut(model.predict([x])[0]!, x), ...outcomeOptions })
}

function answerCurve(model: SymmetryBreaker, task: Task): AnswerCurve {
  const distinct = [...new Map(task.x.map((row) => [row.join(), row])).values()]
  const relaxed = model.method === task.relaxation
  const answers = distinct.map((row) => {
    const outcomes = relaxed ? outcomesOf(model, task, row) : undefined
    const few = outcomes?.count !== undefined && outcomes.count <= MAX_PLOTTED
    return few ? Array.from(outcomes, (v) => Array.from(v)) : [Array.from(model.predict([row])[0]!)]
  })
  return { x: distinct, answers }
}

function thin(losses: Float64Array, most: number): [number, number][] {
  const stride = Math.max(1, Math.ceil(losses.length / most))
  const out: [number, number][] = []
  for (let i = 0; i < losses.length; i += stride) out.push([i, losses[i]!])
  if ((losses.length - 1) % stride !== 0) out.push([losses.length - 1, losses.at(-1)!])
  return out
}

/**
 * The audit of a task's training data; undefined where there are no labels.
 *
 * @throws InvalidArgumentError | RepresentationMismatchError if the task is not one
 * @remarks As `audit`.
 *
 * @example
 * ```ts
 * import { auditTask, pztTask } from '@buridan/tasks'
 * import { readTaskData } from '@buridan/tasks/node'
 * const task = pztTask(await readTaskData('PbZr0.1Ti0.9O3.cif'))
 * console.log(auditTask(task)!.strictFloor.toFixed(4)) // → 0.7584
 * ```
 */
export function auditTask(task: Task): AuditReport | undefined {
  const { x, y, repIn, repOut } = checkedTask(task)
  if (y === null) return undefined
  return audit({ x, y, repIn, repOut })
}
