import { InvalidArgumentError } from '@buridan/groups'
import { taskTitles } from '@buridan/tasks'
import { type Command, Option } from 'commander'
import { integer, tellError } from './command-line.js'
import type { Output } from './output.js'
import { auditLines, methodsTable, runsTable } from './report/tables.js'
import { type RunCommandOptions, reportFolders, runTasks } from './run-command.js'
import { formatTable } from './table.js'
import type { TaskReport } from './task-report.js'

interface RunOptions extends RunCommandOptions {
  readonly list?: boolean
  readonly json?: boolean
}

/** Adds `buridan run`. */
export function addRun(program: Command, output: Output, finish: (code: number) => void): void {
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
    .option('--out <folder>', 'where runs and report go; runs that are there are not done again', 'report')
  command.action(async (tasks: string[], options: RunOptions) => {
    if (options.list) {
      const rows = taskTitles.map((t) => [t.name, t.domain, t.title])
      if (options.json) await output.json({ tasks: taskTitles })
      else await output.tell(formatTable(['task', 'domain', 'title'], rows))
      return
    }
    finish(await run(tasks, options, output, command))
  })
}

async function run(tasks: string[], options: RunOptions, output: Output, command: Command): Promise<number> {
  const controller = new AbortController()
  const stop = () => controller.abort()
  process.once('SIGINT', stop)
  const { list: _, json: __, ...rest } = options
  try {
    return await tellReports(options, output, command, () =>
      runTasks(tasks, { ...rest, signal: controller.signal }),
    )
  } finally {
    process.off('SIGINT', stop)
  }
}

async function tellReports(
  { json, out }: { json?: boolean; out: string },
  output: Output,
  command: Command,
  make: () => Promise<TaskReport[]>,
): Promise<number> {
  try {
    const reports = await make()
    if (json) {
      const tasks = reports.map((r) => ({ task: r.task.name, results: r.results }))
      await output.json({ tasks })
    } else {
      const parts = [
        auditLines(reports),
        runsTable(reports),
        methodsTable(reports),
        `report: ${out}/index.html`,
      ]
      await output.tell(parts.join('\n\n'))
    }
    return 0
  } catch (error) {
    if (error instanceof InvalidArgumentError) command.error(`error: ${error.message}`)
    return tellError(output, error, json)
  }
}

/** Adds `buridan report`. */
export function addReport(program: Command, output: Output, finish: (code: number) => void): void {
  const command = program
    .command('report')
    .description('put the runs of one or several folders together in one report')
    .argument('<folder...>', 'folders that buridan run wrote to')
    .option('--json', 'print the results as one JSON object')
    .option('--out <folder>', 'where the report goes', 'report')
  command.action(async (folders: string[], options: { json?: boolean; out: string }) => {
    finish(
      await tellReports(options, output, command, () =>
        reportFolders(folders, options.out, (text) => output.say(`warning: ${text}`)),
      ),
    )
  })
}
