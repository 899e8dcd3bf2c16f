import { InvalidArgumentError } from '@buridan/groups'
import { type Command, Option } from 'commander'
import { errorText, integer, type Streams } from './command-line.js'
import { auditLines, methodsTable, runsTable } from './report/tables.js'
import { errorRow } from './rows/row.js'
import { listTasks, type RunCommandOptions, reportFolders, runTasks } from './run-command.js'
import { formatTable } from './table.js'
import type { TaskReport } from './task-report.js'

interface RunOptions extends RunCommandOptions {
  readonly list?: boolean
  readonly json?: boolean
}

/** Adds `buridan run`. */
export function addRun(program: Command, io: Streams, finish: (code: number) => void): void {
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
      const all = await listTasks()
      const table = () =>
        formatTable(
          ['task', 'domain', 'title'],
          all.map((t) => [t.name, t.domain, t.title]),
        )
      io.stdout.write(`${options.json ? JSON.stringify({ tasks: all }) : table()}\n`)
      return
    }
    finish(await run(tasks, options, io, command))
  })
}

async function run(tasks: string[], options: RunOptions, io: Streams, command: Command): Promise<number> {
  const controller = new AbortController()
  const stop = () => controller.abort()
  process.once('SIGINT', stop)
  const { list: _, json: __, ...rest } = options
  try {
    return await tellReports(options, io, command, () =>
      runTasks(tasks, { ...rest, signal: controller.signal }),
    )
  } finally {
    process.off('SIGINT', stop)
  }
}

async function tellReports(
  { json, out }: { json?: boolean; out: string },
  io: Streams,
  command: Command,
  make: () => Promise<TaskReport[]>,
): Promise<number> {
  try {
    const reports = await make()
    if (json) {
      const tasks = reports.map((r) => ({ task: r.task.name, results: r.results }))
      io.stdout.write(`${JSON.stringify({ tasks })}\n`)
    } else {
      const parts = [
        auditLines(reports),
        runsTable(reports),
        methodsTable(reports),
        `report: ${out}/index.html`,
      ]
      io.stdout.write(`${parts.join('\n\n')}\n`)
    }
    return 0
  } catch (error) {
    if (error instanceof InvalidArgumentError) command.error(`error: ${error.message}`)
    if (json) io.stdout.write(`${JSON.stringify(errorRow(error))}\n`)
    else io.stderr.write(`${errorText(error)}\n`)
    return 1
  }
}

/** Adds `buridan report`. */
export function addReport(program: Command, io: Streams, finish: (code: number) => void): void {
  const command = program
    .command('report')
    .description('put the runs of one or several folders together in one report')
    .argument('<folder...>', 'folders that buridan run wrote to')
    .option('--json', 'print the results as one JSON object')
    .option('--out <folder>', 'where the report goes', 'report')
  command.action(async (folders: string[], options: { json?: boolean; out: string }) => {
    finish(
      await tellReports(options, io, command, () =>
        reportFolders(folders, options.out, (text) => io.stderr.write(`warning: ${text}\n`)),
      ),
    )
  })
}
