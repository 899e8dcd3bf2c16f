import { type Command, Option } from 'commander'
import { type Context, integer, tellError } from '../command-line.js'
import { failureOf } from '../failures/failure.js'
import type { RunCommandOptions } from '../runs/run-tasks.js'
import { formatTable } from '../table.js'
import type { TaskReport } from '../task-report.js'
import { withExamples } from './examples.js'

interface RunOptions extends Omit<RunCommandOptions, 'onProgress' | 'signal'> {
  readonly list?: boolean
  readonly json?: boolean
  readonly dryRun?: boolean
  readonly quiet?: boolean
}

const RUN_EXAMPLES = [
  'buridan run --list',
  'buridan run --quick',
  'buridan run max-cut spins --methods all --seeds 5 --shard 2/8 --out part-2',
  'buridan run pzt --epochs 100 --dry-run',
]

/** Adds `buridan run`. */
export function addRun(program: Command, context: Context): void {
  const command = program
    .command('run')
    .description('train and compare methods on the tasks; writes a report')
    .argument('[task...]', 'names of tasks, all by default')
    .option('--list', 'list the tasks')
    .option('--json', 'print the results as one JSON object')
    .option(
      '--methods <names>',
      'names of methods separated by commas, or all; strict, noise, relaxed by default',
    )
    .option('--seeds <seeds>', 'a number of seeds, or seeds separated by commas')
    .addOption(new Option('--seed <n>', 'a single seed').argParser(integer))
    .addOption(new Option('--epochs <n>', 'epochs in place of the tasks’ own').argParser(integer))
    .option('--quick', 'minutes instead of hours: one seed, fewer epochs')
    .option('--shard <i/n>', 'only the i-th of n parts of the runs')
    .option('--dry-run', 'say which runs there would be, and train none')
    .option('--quiet', 'no progress on standard error')
    .option('--out <folder>', 'where runs and report go; runs that are there are not done again', 'report')
  withExamples(command, RUN_EXAMPLES).action(async (tasks: string[], options: RunOptions) => {
    context.finish(
      await (options.list ? list(tasks, options, context, command) : run(tasks, options, context, command)),
    )
  })
}

async function list(
  names: readonly string[],
  { json }: RunOptions,
  { output }: Context,
  command: Command,
): Promise<number> {
  const { taskTitles } = await import('@buridan/tasks')
  if (names.length > 0) command.error(`error: --list lists all tasks; ${names[0]} is one argument too many`)
  if (json) await output.json({ tasks: taskTitles })
  else {
    const rows = taskTitles.map((t) => [t.name, t.domain, t.title])
    await output.tell(formatTable(['task', 'domain', 'title'], rows))
  }
  return 0
}

async function run(
  tasks: string[],
  { list: _, json, dryRun, quiet, ...options }: RunOptions,
  context: Context,
  command: Command,
): Promise<number> {
  const { io, output, signal } = context
  if (dryRun) return answered(json, context, command, () => plan(tasks, options, json, context))
  return answered(json, context, command, async () => {
    const { runTasks } = await import('../runs/run-tasks.js')
    const reports = await runTasks(tasks, {
      ...options,
      ...(signal ? { signal } : {}),
      ...(quiet ? {} : { progress: io.stderr }),
    })
    await tellReports(reports, options.out, json, output)
  })
}

/** Tells which runs there would be, and which of them are there. */
async function plan(
  tasks: string[],
  options: RunCommandOptions,
  json: boolean | undefined,
  { output }: Context,
): Promise<void> {
  const { plannedRuns } = await import('../runs/run-tasks.js')
  const runs = await plannedRuns(tasks, options)
  if (json) await output.json({ out: options.out, runs })
  else {
    const rows = runs.map((r) => [r.task, r.method, String(r.seed), String(r.epochs), r.state])
    const left = runs.filter((r) => r.state !== 'done').length
    await output.tell(
      `${formatTable(['task', 'method', 'seed', 'epochs', 'state'], rows)}\n\n${left} of ${runs.length} runs would be done, to ${options.out}`,
    )
  }
}

async function tellReports(
  reports: readonly TaskReport[],
  out: string,
  json: boolean | undefined,
  output: Context['output'],
): Promise<void> {
  if (json) {
    await output.json({ tasks: reports.map((r) => ({ task: r.task.name, results: r.results })) })
    return
  }
  const { auditLines, methodsTable, runsTable } = await import('../report/tables.js')
  const parts = [auditLines(reports), runsTable(reports), methodsTable(reports), `report: ${out}/index.html`]
  await output.tell(parts.join('\n\n'))
}

/** The exit code of what is done: an argument that is wrong is told as commander does. */
async function answered(
  json: boolean | undefined,
  { output }: Context,
  command: Command,
  work: () => Promise<void>,
): Promise<number> {
  try {
    await work()
    return 0
  } catch (error) {
    const { code, message } = failureOf(error)
    if (code === 'INVALID_ARGUMENT') command.error(`error: ${message}`)
    return tellError(output, error, json)
  }
}

/** Adds `buridan report`. */
export function addReport(program: Command, context: Context): void {
  const { output } = context
  const command = program
    .command('report')
    .description('put the runs of one or several folders together in one report')
    .argument('<folder...>', 'folders that buridan run wrote to')
    .option('--json', 'print the results as one JSON object')
    .option('--out <folder>', 'where the report goes', 'report')
  withExamples(command, ['buridan report part-1 part-2 --out report']).action(
    async (folders: string[], { json, out }: { json?: boolean; out: string }) => {
      const code = await answered(json, context, command, async () => {
        const { reportFolders } = await import('../runs/run-tasks.js')
        const warn = (text: string) => output.say(`warning: ${text}`)
        await tellReports(await reportFolders(folders, out, warn), out, json, output)
      })
      context.finish(code)
    },
  )
}
