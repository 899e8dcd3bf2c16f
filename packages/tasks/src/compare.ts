import type { TrainingProgress } from '@buridan/emlp'
import { AbortedError, integerIn } from '@buridan/groups'
import { type AuditReport, audit, NoisyEmlp, RelaxedEmlp } from '@buridan/relaxed'
import { type ChiSquareTest, chiSquareUniform } from './chi-square.js'
import { type ComparedModel, type MethodName, makeModel } from './methods.js'
import type { Task } from './task.js'

/** The answers found to one input, and whether samples fall on them evenly. */
export interface FoundOutcomes {
  readonly label: string
  readonly expected: number
  readonly found: number
  readonly values: readonly (readonly number[])[]
  readonly samples: readonly number[]
  readonly evenly: ChiSquareTest
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
  readonly method: MethodName
  readonly seed: number
  readonly parameters: number
  readonly steps: number
  readonly seconds: number
  /** Mean score over the held-back inputs. */
  readonly loss: number
  readonly checks: readonly {
    readonly label: string
    readonly loss: number
    readonly optimum: number
    readonly floor: number
    readonly answer: readonly number[]
  }[]
  /** Training loss, thinned to at most 400 points: [step, loss]. */
  readonly curve: readonly (readonly [number, number])[]
  readonly outcomes: readonly FoundOutcomes[]
  readonly answers: AnswerCurve
}

/** Options of {@link runMethod}. */
export interface RunOptions {
  readonly seed?: number
  readonly epochs?: number
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: TrainingProgress) => void
}

const SAMPLES_PER_OUTCOME = 500
const NOISE_DRAWS = 64

/**
 * Trains one method on a task and scores it on the held-back inputs, in float64.
 *
 * @throws AbortedError if the signal aborts
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
export async function runMethod(
  task: Task,
  method: MethodName,
  options: RunOptions = {},
): Promise<RunResult> {
  const { seed = 0, epochs = task.epochs.full, signal, onProgress } = options
  integerIn(epochs, 1, 1e9, 'epochs')
  if (signal?.aborted) throw new AbortedError()
  const model = makeModel(task, method, seed)
  try {
    const started = performance.now()
    const losses = await model.fit(task.x, task.y, {
      epochs,
      learningRate: task.learningRate,
      clipNorm: task.clipNorm,
      loss: task.loss,
      seed,
      ...(signal ? { signal } : {}),
      ...(onProgress ? { onProgress } : {}),
    })
    const seconds = (performance.now() - started) / 1000
    const checks = task.test.map(({ label, x, score, optimum, floor }) => {
      const answers = answersTo(model, x, seed)
      const loss = answers.reduce((sum, a) => sum + score(a), 0) / answers.length
      return { label, loss, optimum, floor, answer: Array.from(answers[0]!) }
    })
    return {
      task: task.name,
      method,
      seed,
      parameters: model.parameterCount,
      steps: losses.length,
      seconds,
      loss: checks.reduce((sum, c) => sum + c.loss, 0) / checks.length,
      checks,
      curve: thin(losses, 400),
      outcomes:
        model instanceof RelaxedEmlp ? task.outcomes.map((o) => findOutcomes(model, task, o, seed)) : [],
      answers: answerCurve(model, task),
    }
  } finally {
    model.dispose()
  }
}

/** The model's answer, or many where it answers at random: its score is then their mean. */
function answersTo(model: ComparedModel, x: readonly number[], seed: number): ArrayLike<number>[] {
  return model instanceof NoisyEmlp ? model.sample(x, { count: NOISE_DRAWS, seed }) : model.predict([x])
}

function findOutcomes(
  model: RelaxedEmlp,
  task: Task,
  expected: Task['outcomes'][number],
  seed: number,
): FoundOutcomes {
  const outcomes = model.outcomes(expected.x, task.outcomeOptions)
  const samples = new Array<number>(outcomes.length).fill(0)
  for (const s of model.sample(expected.x, { count: SAMPLES_PER_OUTCOME * outcomes.length, seed })) {
    const distances = outcomes.map((o) => Math.hypot(...o.value.map((v, i) => v - s[i]!)))
    samples[distances.indexOf(Math.min(...distances))]!++
  }
  return {
    label: expected.label,
    expected: expected.count,
    found: outcomes.length,
    values: outcomes.map((o) => Array.from(o.value)),
    samples,
    evenly: chiSquareUniform(samples),
  }
}

function answerCurve(model: ComparedModel, task: Task): AnswerCurve {
  const distinct = [...new Map(task.x.map((row) => [row.join(), row])).values()]
  if (model instanceof RelaxedEmlp) {
    const answers = distinct.map((row) =>
      model.outcomes(row, task.outcomeOptions).map((o) => Array.from(o.value)),
    )
    return { x: distinct, answers }
  }
  return { x: distinct, answers: model.predict(distinct).map((row) => [Array.from(row)]) }
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
 * @example
 * ```ts
 * import { auditTask, pztTask } from '@buridan/tasks'
 * import { readTaskData } from '@buridan/tasks/node'
 * const task = pztTask(await readTaskData('PbZr0.1Ti0.9O3.cif'))
 * console.log(auditTask(task)!.strictFloor.toFixed(4)) // → 0.7584
 * ```
 */
export function auditTask(task: Task): AuditReport | undefined {
  if (task.y === null) return undefined
  const { x, y, repIn, repOut } = task
  return audit({ x, y, repIn, repOut })
}
