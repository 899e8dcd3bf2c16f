import { join } from 'node:path'
import { InvalidArgumentError } from '@buridan/groups'
import { type BreakerMethod, breakerMethods } from '@buridan/relaxed'
import {
  auditTask,
  batio3Task,
  defaultMethods,
  methodFor,
  methodsOf,
  pztTask,
  type RunResult,
  runMethod,
  type Task,
} from '@buridan/tasks'
import { readTaskData } from '@buridan/tasks/node'
import { prepareFolder, writeWhole } from './atomic-write.js'
import { formatLoss } from './format-loss.js'
import { ProgressBar } from './progress.js'
import { reportHtml } from './report/html.js'
import { formatTable } from './table.js'
import type { TaskReport } from './task-report.js'

/** Options of `buridan run`. */
export interface RunCommandOptions {
  readonly methods?: string
  readonly seeds?: string
  /** A single seed; `seeds` goes before it. */
  readonly seed?: number
  readonly epochs?: number
  readonly quick?: boolean
  /** The folder the report goes to. */
  readonly out: string
  readonly signal?: AbortSignal
}

const MAX_SEEDS = 10_000

const TASKS: Readonly<Record<string, () => Promise<Task>>> = {
  pzt: async () => pztTask(await readTaskData('PbZr0.1Ti0.9O3.cif')),
  batio3: async () => batio3Task(),
}

/** Names and titles of the tasks there are. */
export async function listTasks(): Promise<{ name: string; title: string; domain: string }[]> {
  const tasks = await Promise.all(Object.values(TASKS).map((make) => make()))
  return tasks.map(({ name, title, domain }) => ({ name, title, domain }))
}

/** Trains the methods on the tasks, writes `index.html` and `results.json`, and returns what they say. */
export async function runTasks(names: readonly string[], options: RunCommandOptions): Promise<TaskReport[]> {
  const chosen = names.length > 0 ? names : Object.keys(TASKS)
  for (const name of chosen) {
    if (!Object.hasOwn(TASKS, name)) {
      throw new InvalidArgumentError(`task ${name} is not known; there are ${Object.keys(TASKS).join(', ')}`)
    }
  }
  const tasks = await Promise.all(chosen.map((name) => TASKS[name]!()))
  const asked = methodNames(options.methods)
  const seeds = seedsOf(options)
  const epochsOf = (task: Task) => options.epochs ?? (options.quick ? task.epochs.quick : task.epochs.full)
  await prepareFolder(options.out)
  const total = tasks.reduce(
    (sum, task) => sum + epochsOf(task) * methodsFor(task, asked).length * seeds.length,
    0,
  )
  const bar = new ProgressBar(total)
  let done = 0
  const reports: { task: Task; audit: TaskReport['audit']; results: RunResult[] }[] = []
  try {
    for (const task of tasks) {
      const results: RunResult[] = []
      reports.push({ task, audit: auditTask(task), results })
      for (const seed of seeds) {
        for (const method of methodsFor(task, asked)) {
          const before = done
          const result = await runMethod(task, method, {
            seed,
            epochs: epochsOf(task),
            ...(options.signal ? { signal: options.signal } : {}),
            onProgress: ({ step, loss }) => {
              bar.update(before + step, `${task.name} ${method} seed ${seed} loss ${loss.toPrecision(4)}`)
            },
          })
          done += epochsOf(task)
          results.push(result)
        }
        // after every seed, so that a run cut short leaves what it has found
        await writeReport(options.out, reports)
      }
    }
  } finally {
    bar.clear()
  }
  return reports
}

/** The methods asked for, `relaxed` and the two baselines by default. */
function methodNames(text: string | undefined): string[] {
  const names = text?.split(',').map((m) => m.trim()) ?? [...defaultMethods]
  for (const name of names) {
    if (!breakerMethods.some((m) => m === name)) {
      throw new InvalidArgumentError(`method ${name} is not known; there are ${breakerMethods.join(', ')}`)
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
function seedsOf({ seeds: text, seed, quick }: RunCommandOptions): number[] {
  if (text === undefined && seed !== undefined) return [seed]
  if (text === undefined) return quick ? [0] : [0, 1, 2, 3, 4]
  const numbers = text.split(',').map(Number)
  if (numbers.some((n) => !Number.isInteger(n) || n < 0)) {
    throw new InvalidArgumentError(
      `seeds is “${text}”; it must be a number of seeds or seeds separated by commas`,
    )
  }
  const [first] = numbers
  if (text.includes(',')) return numbers
  if (first === 0 || first! > MAX_SEEDS) {
    throw new InvalidArgumentError(`seeds is ${first}; it must be from 1 to ${MAX_SEEDS}`)
  }
  return Array.from({ length: first! }, (_, i) => i)
}

async function writeReport(folder: string, reports: readonly TaskReport[]): Promise<void> {
  const results = reports.map(({ task, audit, results: runs }) => ({
    task: task.name,
    title: task.title,
    unit: task.unit,
    floor: task.floor,
    floorSource: task.floorSource,
    optimum: task.optimum,
    optimumSource: task.optimumSource,
    audit: audit ?? null,
    results: runs,
  }))
  await writeWhole(
    join(folder, 'results.json'),
    `${JSON.stringify({ format: 1, tasks: results }, null, 1)}\n`,
  )
  await writeWhole(join(folder, 'index.html'), reportHtml(reports))
}

/** What the audit says of each task: its strict floor and what it is made of. */
export function auditLines(reports: readonly TaskReport[]): string {
  return reports
    .map(({ task, audit }) => {
      const floor = `strict floor ${formatLoss(task.floor)} ${task.unit}`
      if (!audit) return `${task.name}: no labels; ${floor}: ${task.floorSource}`
      const { symmetric, samples, price, disagreement } = audit
      return (
        `${task.name}: ${symmetric} of ${samples} samples symmetric; ${floor}, ` +
        `of which ${formatLoss(price)} is the price of Curie's principle and ${formatLoss(disagreement)} disagreement`
      )
    })
    .join('\n')
}

/** The summary table: a row for each task, method and seed. */
export function summaryTable(reports: readonly TaskReport[]): string {
  const header = [
    'task',
    'method',
    'seed',
    'parameters',
    'steps',
    'loss',
    'floor',
    'optimum',
    'unit',
    'outcomes found',
    'even',
    's',
  ]
  const rows = reports.flatMap(({ task, results }) =>
    results.map((r) => [
      task.name,
      r.method,
      String(r.seed),
      String(r.parameters),
      String(r.steps),
      formatLoss(r.loss),
      formatLoss(task.floor),
      formatLoss(task.optimum),
      task.unit,
      outcomesCell(r),
      r.outcomes.length === 0 ? '' : r.outcomes.every((o) => o.evenly.uniform) ? 'yes' : 'no',
      r.seconds.toFixed(1),
    ]),
  )
  return formatTable(header, rows)
}

function outcomesCell({ outcomes }: RunResult): string {
  if (outcomes.length === 0) return '1 each'
  return outcomes
    .map((o) => (o.found === o.expected ? `${o.found}` : `${o.found} (of ${o.expected})`))
    .join(', ')
}
