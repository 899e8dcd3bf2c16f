import { type BreakerMethod, breakerMethods } from '@buridan/relaxed'
import {
  atFloor,
  atOptimum,
  type MethodSummary,
  type RunResult,
  summarizeRuns,
  type Task,
} from '@buridan/tasks'
import { formatLoss } from '../format-loss.js'
import { formatTable } from '../table.js'
import type { TaskReport } from '../task-report.js'

const NOT_SAID = '–'

/** What the audit says of each task: its strict floor and what it is made of. */
export function auditLines(reports: readonly TaskReport[]): string {
  return reports
    .map(({ task, audit }) => {
      const floor = `${scoredOn(task)}; strict floor ${formatLoss(task.floor, task.scale)} ${task.unit}`
      if (!audit) return `${task.name}: ${floor}: ${task.floorSource}`
      const { symmetric, samples, price, disagreement } = audit
      return (
        `${task.name}: ${symmetric} of ${samples} samples symmetric; ${floor}, ` +
        `of which ${formatLoss(price, task.scale)} is the price of Curie's principle and ${formatLoss(disagreement, task.scale)} disagreement`
      )
    })
    .join('\n')
}

/** What the figures of a task were found on. */
export function scoredOn(task: Task): string {
  return `scored on ${task.scoredOn ?? 'samples of which the task does not say whether they were trained on'}`
}

/** A row for each task, method and seed. */
export function runsTable(reports: readonly TaskReport[]): string {
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
    'scored on',
    'right',
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
      formatLoss(r.loss, task.scale),
      formatLoss(task.floor, task.scale),
      formatLoss(task.optimum, task.scale),
      task.unit,
      task.scoredOn?.split(' ')[0] ?? NOT_SAID,
      r.solved ? `${r.solved.right} of ${r.solved.of}` : '',
      outcomesCell(r),
      r.outcomes.length === 0 ? '' : r.outcomes.every((o) => o.evenly?.uniform) ? 'yes' : 'no',
      r.seconds.toFixed(1),
    ]),
  )
  return formatTable(header, rows)
}

function outcomesCell({ outcomes }: RunResult): string {
  return outcomes
    .map((o) => (o.found === o.expected ? `${o.found}` : `${o.found} (of ${o.expected})`))
    .join(', ')
}

/**
 * All methods on all tasks, in Markdown: mean ± spread over seeds and, where answers are right or wrong, the share of right ones with its
 * 95 % interval; what is the floor or the optimum to a hundredth is marked, as is what samples figures are of and, where there are fewer seeds than elsewhere, how many.
 */
export function methodsTable(reports: readonly TaskReport[]): string {
  const summaries = reports.map(({ results }) => summarizeRuns(results))
  const methods = breakerMethods.filter((m) => summaries.some((s) => s.some((x) => x.method === m)))
  const most = Math.max(...summaries.flat().map((s) => s.runs))
  const head = ['task', 'unit', 'strict floor', 'optimum', 'scored on', ...methods]
  const rows = reports.map((report, i) => [
    report.task.name,
    report.task.unit,
    formatLoss(report.task.floor, report.task.scale),
    formatLoss(report.task.optimum, report.task.scale),
    report.task.scoredOn ?? NOT_SAID,
    ...methods.map((m) => methodCell(report, m, summaries[i]!, most)),
  ])
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

function methodCell(
  { task }: TaskReport,
  method: BreakerMethod,
  all: readonly MethodSummary[],
  most: number,
): string {
  const found = all.find((s) => s.method === method)
  if (!found) return '–'
  const { mean, spread, runs, rate } = found
  const mark = atOptimum(task, mean) ? ' (optimum)' : atFloor(task, mean) ? ' (floor)' : ''
  const seeds = runs < most ? ` (${runs === 1 ? '1 seed' : `${runs} seeds`})` : ''
  const loss = `${formatLoss(mean, task.scale)}${runs > 1 ? ` ± ${formatLoss(spread, task.scale)}` : ''}${mark}${seeds}`
  if (!rate) return loss
  const percent = (v: number) => (100 * v).toFixed(v === 0 || v === 1 ? 0 : 1)
  return `${loss}; ${percent(rate.share)} % right (${percent(rate.low)}–${percent(rate.high)})`
}
