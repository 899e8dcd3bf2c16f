import { fingerprint, shown } from '@buridan/core'
import { InvalidFileError } from '@buridan/groups'
import type { RunResult } from '@buridan/tasks'

/** 1 had no checksum. */
const FORMAT = 2

/** A run that is over, as it was kept. */
export interface KeptRun {
  readonly epochs: number
  /** The hash of the data and settings of the task as it was. */
  readonly settings: string
  readonly result: RunResult
}

/** What says which run a kept one is. */
export type RunName = Pick<RunResult, 'task' | 'method' | 'seed'> & Pick<KeptRun, 'epochs' | 'settings'>

/** What a kept run says that it is. */
export function nameOfRun({ epochs, settings, result: { task, method, seed } }: KeptRun): RunName {
  return { task, method, seed, epochs, settings }
}

/** The text of a run's file. */
export function writtenRun({ epochs, settings, result }: KeptRun): string {
  const run = { format: FORMAT, epochs, settings, result }
  return `${JSON.stringify({ ...run, sum: sumOf(run) })}\n`
}

/** The checksum of all of a run but itself. */
function sumOf(run: object): string {
  return fingerprint([JSON.stringify(run)])
}

/**
 * Reads the file of a run. All that reports read of it is what it should be, for it may be anybody's.
 *
 * @throws InvalidFileError if it is of another version, or was cut, changed or damaged
 */
export function parseRun(text: string, path: string): KeptRun {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new InvalidFileError(`${path} is not JSON: it was cut or damaged; delete it to run it again`, {
      cause,
    })
  }
  const { sum, ...run } = fieldsOf(value)
  const { format, epochs, settings, result } = run
  if (format !== FORMAT) {
    throw new InvalidFileError(
      `${path} has format ${shown(format)}, this version reads ${FORMAT}: ${Number(format) > FORMAT ? 'update the program, or ' : ''}delete it to run it again`,
    )
  }
  if (sum !== sumOf(run)) {
    throw new InvalidFileError(
      `${path} was changed since it was written: its checksum is another; delete it to run it again`,
    )
  }
  if (!isNumber(epochs) || !isString(settings) || !isResult(result)) {
    throw new InvalidFileError(`${path} holds no run; delete it to run it again`)
  }
  return { epochs, settings, result }
}

type Is = (value: unknown) => boolean

const isString = (value: unknown): value is string => typeof value === 'string'
const isNumber = (value: unknown): value is number => Number.isFinite(value)

function isArrayOf(value: unknown, is: Is): value is unknown[] {
  return Array.isArray(value) && value.every(is)
}

const isNumbers: Is = (value) => isArrayOf(value, isNumber)
const isRows: Is = (value) => isArrayOf(value, isNumbers)

function isResult(value: unknown): value is RunResult {
  const r = fieldsOf(value)
  const solved = fieldsOf(r.solved)
  const { x, answers } = fieldsOf(r.answers)
  return (
    [r.task, r.method].every(isString) &&
    [r.seed, r.parameters, r.steps, r.seconds, r.loss].every(isNumber) &&
    (r.solved === undefined || [solved.right, solved.of].every(isNumber)) &&
    isArrayOf(r.checks, isCheck) &&
    isArrayOf(r.curve, (point) => isNumbers(point) && (point as number[]).length === 2) &&
    isArrayOf(r.outcomes, areOutcomes) &&
    isRows(x) &&
    isArrayOf(answers, isRows)
  )
}

const isCheck: Is = (value) => {
  const c = fieldsOf(value)
  return isString(c.label) && [c.loss, c.optimum, c.floor].every(isNumber) && isNumbers(c.answer)
}

const areOutcomes: Is = (value) => {
  const o = fieldsOf(value)
  const evenly = fieldsOf(o.evenly)
  return (
    isString(o.label) &&
    [o.expected, o.found].every(isNumber) &&
    isRows(o.values) &&
    isNumbers(o.samples) &&
    (o.evenly === undefined || [evenly.statistic, evenly.critical].every(isNumber))
  )
}

/** The fields of an object; none of what is not one. */
function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
