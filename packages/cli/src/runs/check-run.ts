import { shown } from '@buridan/core'
import { methodsOf, type Task } from '@buridan/tasks'
import type { KeptRun } from './parse-run.js'

/** Of figures that are sums in another order. */
const ROUNDING = 1e-9
/** Floors and optima are found by search, on another machine perhaps. */
const NEAR = 1e-5
/** How far below a floor a loss may be, relatively: floors are found by search too. */
const FLOOR_SLACK = 0.01
/** Methods that draw answers: their losses are means over many, of which one is kept. */
const DRAWING: readonly string[] = ['noise', 'breaking-set']
/** Curves are thinned to 400 points, and have the first and the last. */
const MOST_POINTS = 402

/**
 * What in a kept run is not as a run of the task writes it, in words; undefined if all is. A checksum tells changes, but not those of who makes it
 * anew: what follows from the task and from other numbers of the file is compared with them. O(numbers of the file), and one score of each answer
 * kept.
 */
export function wrongInRun({ epochs, result }: KeptRun, task: Task): string | undefined {
  const { seed, parameters, steps, seconds, solved, outcomes } = result
  const counts = { epochs, seed, parameters, steps, ...solved }
  for (const [name, value] of Object.entries(counts)) {
    if (!isCount(value)) return `${name} is ${value}, not a count`
  }
  if (seconds < 0) return `seconds is ${seconds}`
  const expected = epochs * Math.ceil(task.x.length / (task.batchSize ?? task.x.length))
  if (epochs < 1 || steps !== expected) return `${steps} steps are not those of ${epochs} epochs`
  if (solved && solved.right > solved.of) return `${solved.right} of ${solved.of} answers are right`
  if (outcomes.some((o) => ![o.found, o.expected, ...o.samples].every(isCount)))
    return 'numbers of outcomes are not counts'
  return (
    wrongMethod(result, task) ??
    wrongChecks(result, task) ??
    wrongLosses(result, task) ??
    wrongCurve(result) ??
    wrongVectors(result, task)
  )
}

function wrongMethod({ method, solved, outcomes }: KeptRun['result'], task: Task): string | undefined {
  if (!methodsOf(task).some((m) => m === method)) return `${shown(method)} is no method of the task`
  const expected = method === task.relaxation ? task.outcomes.length : 0
  if (outcomes.length !== expected)
    return `a run of ${method} has outcomes of ${expected} inputs, and it has ${outcomes.length}`
  if ((solved === undefined) !== (task.rightWithin === undefined))
    return `it ${solved ? 'counts right answers, and the task has none' : 'does not count right answers'}`
  return undefined
}

/** Losses are scores of the answers beside them, and no strict one is below the floor. */
function wrongLosses({ method, checks }: KeptRun['result'], { test, scale }: Task): string | undefined {
  for (const [i, { loss, answer, floor }] of checks.entries()) {
    const size = Math.max(Math.abs(floor), scale)
    if (method === 'strict' && loss < floor - FLOOR_SLACK * size)
      return `the loss of input ${i} is ${loss}, and no strict one is below ${floor}`
    if (answer.length === 0 || DRAWING.includes(method)) continue
    const score = test[i]!.score(answer)
    if (!(Math.abs(score - loss) <= NEAR * Math.max(Math.abs(score), scale)))
      return `the loss of input ${i} is ${loss}, and its answer scores ${score}`
  }
  return undefined
}

function wrongChecks({ checks, loss }: KeptRun['result'], { test, repOut, scale }: Task): string | undefined {
  if (checks.length !== test.length) return `it has ${checks.length} scores of ${test.length} inputs`
  const isNear = (a: number, b: number) => Math.abs(a - b) <= NEAR * Math.max(Math.abs(a), scale)
  const at = test.findIndex(
    (t, i) => !isNear(t.floor, checks[i]!.floor) || !isNear(t.optimum, checks[i]!.optimum),
  )
  if (at >= 0) return `the floor or the optimum of input ${at} is not that of the task`
  if (checks.some(({ answer }) => answer.length !== 0 && answer.length !== repOut.dim))
    return `an answer has other than ${repOut.dim} numbers`
  const mean = checks.reduce((sum, c) => sum + c.loss, 0) / checks.length
  const size = checks.reduce((most, c) => Math.max(most, Math.abs(c.loss)), 0)
  if (!(Math.abs(mean - loss) <= ROUNDING * size))
    return `the loss is ${loss}, and the mean of the losses of its inputs ${mean}`
  return undefined
}

function wrongCurve({ curve, steps }: KeptRun['result']): string | undefined {
  const inOrder = curve.every(
    ([step], i) => isCount(step) && step < steps && (i === 0 || step > curve[i - 1]![0]),
  )
  return inOrder && curve.length <= MOST_POINTS ? undefined : 'the steps of its curve are not in order'
}

/** Figures draw them by the sizes of the task. */
function wrongVectors({ answers, outcomes }: KeptRun['result'], task: Task): string | undefined {
  const { repIn, repOut } = task
  if (answers.x.length !== answers.answers.length) return 'answers are not of the inputs beside them'
  if (answers.x.some((row) => row.length !== repIn.dim)) return `an input has other than ${repIn.dim} numbers`
  const values = [...answers.answers.flat(), ...outcomes.flatMap((o) => o.values)]
  if (values.some((v) => v.length !== repOut.dim)) return `an answer has other than ${repOut.dim} numbers`
  if (outcomes.some((o) => o.values.length !== o.samples.length))
    return 'outcomes and their samples are not of one number'
  return undefined
}

/** Also beyond 2⁵³: outcomes may be of factorial number. */
const isCount = (value: number) => Number.isInteger(value) && value >= 0
