import { join } from 'node:path'
import { printableLines, shown } from '@buridan/core'
import { AbortedError, InvalidFileError } from '@buridan/groups'
import { breakerMethods } from '@buridan/relaxed'
import { auditTask, type RunResult, runMethod, type Task } from '@buridan/tasks'
import { prepareFolder, writeWhole } from '../atomic-write.js'
import { Progress } from '../progress.js'
import { reportHtml } from '../report/html.js'
import { methodsTable } from '../report/tables.js'
import type { TaskReport } from '../task-report.js'
import { checkPlan, type PlanOptions, planRuns, type RunUnit } from './plan.js'
import { type FoundRun, RunStore, refuseWrong } from './run-store.js'
import { makeTasks, taskNames } from './task-list.js'
import { taskSettings } from './task-settings.js'

/** Options of `buridan run`. */
export interface RunCommandOptions extends PlanOptions {
  /** The folder the runs and the report go to. */
  readonly out: string
  readonly signal?: AbortSignal
  /** Where progress is told; nowhere by default. */
  readonly progress?: NodeJS.WriteStream
}

/** A run of a plan, and whether it is over, was begun, or is to be done. */
export interface PlannedRun {
  readonly task: string
  readonly method: string
  readonly seed: number
  readonly epochs: number
  readonly state: 'done' | 'begun' | 'new'
}

/**
 * The runs that {@link runTasks} would do or has done, in order. Trains and writes nothing.
 *
 * @throws InvalidArgumentError as it
 */
export async function plannedRuns(
  names: readonly string[],
  options: RunCommandOptions,
): Promise<PlannedRun[]> {
  checkPlan(options)
  const store = new RunStore(options.out)
  const plan = planRuns(await makeTasks(names), options)
  return Promise.all(
    plan.map(async (unit) => ({
      task: unit.task.name,
      method: unit.method,
      seed: unit.seed,
      epochs: unit.epochs,
      state: await store.stateOf(unit),
    })),
  )
}

/**
 * Trains the methods on the tasks and keeps every run in the folder; runs that are there already are not done again, and one that was
 * stopped goes on from its checkpoint. Writes `index.html` and `results.json` of all runs of the plan, and returns what they say.
 */
export async function runTasks(names: readonly string[], options: RunCommandOptions): Promise<TaskReport[]> {
  const { out, signal, progress } = options
  checkPlan(options)
  const tasks = await makeTasks(names)
  const plan = planRuns(tasks, options)
  const store = new RunStore(out)
  // all that is there is checked before anything is written or trained
  const results = new Map<RunUnit, RunResult>()
  for (const unit of plan) {
    const found = await store.read(unit)
    if (found) results.set(unit, found)
  }
  await prepareFolder(out)
  const bar = new Progress(progress)
  const epochs = plan.reduce((sum, u) => sum + u.epochs, 0)
  let done = 0
  try {
    for (const unit of plan) {
      const before = done
      const tell = (share: number, text: string) => bar.update((before + share * unit.epochs) / epochs, text)
      // another process may have done it meanwhile
      const found = results.get(unit) ?? (await store.read(unit)) ?? (await train(unit, store, signal, tell))
      results.set(unit, found)
      done += unit.epochs
    }
  } catch (error) {
    if (error instanceof AbortedError)
      throw new AbortedError(`stopped: what is done is kept in ${out}; run the same again to go on`)
    throw error
  } finally {
    bar.clear()
  }
  const reports = reportsOf(tasks, [...results.values()])
  await writeReport(out, reports)
  return reports
}

async function train(
  unit: RunUnit,
  store: RunStore,
  signal: AbortSignal | undefined,
  tell: (share: number, text: string) => void,
): Promise<RunResult> {
  const { task, method, seed, epochs } = unit
  const result = await runMethod(task, method, {
    seed,
    epochs,
    checkpoint: { store: store.checkpoint(unit), every: CHECKPOINT_STEPS },
    ...(signal ? { signal } : {}),
    onProgress: ({ step, steps, loss }) => {
      tell(step / steps, `${task.name} ${method} seed ${seed} loss ${loss.toPrecision(4)}`)
    },
  })
  await store.write(unit, result)
  return result
}

const CHECKPOINT_STEPS = 250

/**
 * Puts the runs of one or several folders together: of runs of one method and seed that of the most epochs. Writes `index.html`,
 * `results.json` and `table.md`, and returns what they say. Runs of a task whose data or settings were others are left out, with a warning.
 *
 * @throws InvalidFileError if the folders hold no runs that count or a damaged one, or a run of a task that is not known
 */
export async function reportFolders(
  folders: readonly string[],
  out: string,
  onWarning: (text: string) => void,
): Promise<TaskReport[]> {
  const runs = (await Promise.all(folders.map((folder) => new RunStore(folder).all()))).flat()
  for (const { result, path } of runs) {
    if (!taskNames.includes(result.task))
      throw new InvalidFileError(`${path} is a run of ${shown(result.task)}, which is not a task`)
  }
  const tasks = await makeTasks(taskNames.filter((name) => runs.some((r) => r.result.task === name)))
  const results = tasks.flatMap((task) => {
    const own = runs.filter((r) => r.result.task === task.name)
    const current = own.filter((r) => r.settings === taskSettings(task))
    const others = own.length - current.length
    if (others > 0)
      onWarning(
        `${others} of ${own.length} runs of ${task.name} were made with other data or settings: left out`,
      )
    for (const run of current) refuseWrong(run, task, run.path)
    return longest(current, onWarning)
  })
  if (results.length === 0) throw new InvalidFileError(`there is no run that counts in ${folders.join(', ')}`)
  const reports = reportsOf(
    tasks.filter((task) => results.some((r) => r.task === task.name)),
    results,
  )
  await prepareFolder(out)
  await writeReport(out, reports)
  return reports
}

/** Of runs of one method and seed that of the most epochs; of several of as many the first, with a warning if they differ by more than machines do. */
function longest(runs: readonly FoundRun[], onWarning: (text: string) => void): RunResult[] {
  const best = new Map<string, FoundRun>()
  for (const run of runs) {
    const { method, seed, loss } = run.result
    const key = JSON.stringify([method, seed])
    const known = best.get(key)
    if (known?.epochs === run.epochs && Math.abs(known.result.loss - loss) > SAME_LOSS * Math.abs(loss))
      onWarning(
        `two runs of ${run.result.task} by ${method} with seed ${seed} differ: the loss is ${known.result.loss} in ${known.path} and ${loss} in ${run.path}; the first is reported`,
      )
    if (!known || known.epochs < run.epochs) best.set(key, run)
  }
  return [...best.values()].map((run) => run.result)
}

function reportsOf(tasks: readonly Task[], results: readonly RunResult[]): TaskReport[] {
  return tasks.map((task) => ({
    task,
    audit: auditTask(task),
    results: results.filter((r) => r.task === task.name).sort(inOrder),
  }))
}

/** Of one run on two machines losses differ by less, relatively. */
const SAME_LOSS = 0.01

/** By seed, then in the order of methods: the same report whatever the order of folders and of runs in them. */
function inOrder(a: RunResult, b: RunResult): number {
  return a.seed - b.seed || placeOf(a) - placeOf(b) || (a.method < b.method ? -1 : 1)
}

function placeOf({ method }: RunResult): number {
  return (breakerMethods as readonly string[]).indexOf(method)
}

async function writeReport(folder: string, reports: readonly TaskReport[]): Promise<void> {
  const results = reports.map(({ task, audit, results: runs }) => ({
    task: task.name,
    title: task.title,
    unit: task.unit,
    scoredOn: task.scoredOn ?? null,
    floor: task.floor,
    floorSource: task.floorSource,
    optimum: task.optimum,
    optimumSource: task.optimumSource,
    audit: audit ?? null,
    results: runs,
  }))
  await writeWhole(
    join(folder, 'results.json'),
    `${printableLines(JSON.stringify({ format: 1, tasks: results }, null, 1))}\n`,
  )
  await writeWhole(join(folder, 'index.html'), reportHtml(reports))
  await writeWhole(join(folder, 'table.md'), `${methodsTable(reports)}\n`)
}
