import { createRequire } from 'node:module'
import { BuridanError, InvalidArgumentError } from '@buridan/groups'
import { InvalidArgumentError as BadOption, Command, CommanderError, Option } from 'commander'
import { type AuditCommandOptions, auditFile } from './audit-command.js'
import { answerLines, parseRow } from './jsonl.js'
import { errorRow, type Row } from './rows/row.js'
import { auditLines, listTasks, runTasks, summaryTable } from './run-command.js'
import { formatFields, formatTable } from './table.js'
import { VERBS, type Verb } from './verbs.js'

/** Standard streams, to be replaced in tests. */
export interface Streams {
  readonly stdin: NodeJS.ReadableStream & NodeJS.ReadStream
  readonly stdout: NodeJS.WritableStream & NodeJS.WriteStream
  readonly stderr: NodeJS.WritableStream & NodeJS.WriteStream
}

/**
 * Runs the command line; returns the exit code: 0 done, 1 some rows failed, 2 wrong usage.
 *
 * @param args - without the program's name
 */
export async function main(args: readonly string[], streams: Partial<Streams> = {}): Promise<number> {
  const io = { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr, ...streams } as Streams
  // a reader that goes away early, such as head, ends the program quietly
  io.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0)
  })
  let code = 0
  const program = new Command('buridan')
    .description('Group theory, equivariant maps and symmetry breaking.')
    .version(version())
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.stdout.write(text), writeErr: (text) => io.stderr.write(text) })
  const finish = (result: number) => {
    code = result
  }
  for (const verb of VERBS) addVerb(program, verb, io, finish)
  addAudit(program, io, finish)
  addRun(program, io, finish)
  try {
    await program.parseAsync(args, { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    io.stderr.write(`${errorText(error)}\n`)
    return 1
  }
}

function version(): string {
  return (createRequire(import.meta.url)('../package.json') as { version: string }).version
}

function errorText(error: unknown): string {
  if (error instanceof BuridanError) return `${error.name}: ${error.message}`
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

function addVerb(program: Command, verb: Verb, io: Streams, finish: (code: number) => void): void {
  const command = program
    .command(verb.name)
    .description(verb.about)
    .argument('[row]', 'the row as a JSON object; options fill its fields')
    .option('--json', 'print one JSON object')
    .option('--jsonl', 'answer JSON objects read from standard input, one a line')
    .addOption(seedOption())
  for (const { flag, about } of verb.fields) command.option(flag, about)
  if (verb.lineField) command.option(`--${verb.lineField.name}`, verb.lineField.about)
  command.action(
    async (text: string | undefined, options: Record<string, string | number | boolean | undefined>) => {
      const lines =
        verb.lineField !== undefined && options[verb.lineField.name] === true && text === undefined
      if (options.jsonl || lines) {
        finish(
          (await answerLines(
            (row) => verb.answer({ seed: options.seed, ...row }),
            (line) => readRow(verb, line, options),
            io.stdin,
            io.stdout,
          ))
            ? 0
            : 1,
        )
        return
      }
      finish(answerOnce(verb, text, options, io, command))
    },
  )
}

function answerOnce(
  verb: Verb,
  text: string | undefined,
  options: Record<string, string | number | boolean | undefined>,
  io: Streams,
  command: Command,
): number {
  const given = verb.fields.filter((f) => options[optionName(f.flag)] !== undefined)
  if (text === undefined && given.length === 0) {
    command.error(
      `error: nothing to answer; give a row, options, or --jsonl (see buridan ${verb.name} --help)`,
    )
  }
  try {
    const row: Record<string, unknown> = text === undefined ? {} : { ...readRow(verb, text, options) }
    for (const { flag, field, json } of given) {
      const value = options[optionName(flag)] as string
      row[field] = json ? parseJson(value, flag) : value
    }
    const answer = verb.answer({ seed: options.seed, ...row })
    io.stdout.write(`${options.json ? JSON.stringify(answer) : formatFields(answer)}\n`)
    return 0
  } catch (error) {
    if (options.json) io.stdout.write(`${JSON.stringify(errorRow(error))}\n`)
    else io.stderr.write(`${errorText(error)}\n`)
    return 1
  }
}

/** A row as JSON, or as a line that fills one field. */
function readRow(verb: Verb, line: string, options: Readonly<Record<string, unknown>>): Row {
  const field = verb.lineField?.name
  return field !== undefined && options[field] === true ? { [field]: line } : parseRow(line)
}

function optionName(flag: string): string {
  return /^--([a-z]+)/.exec(flag)![1]!
}

function parseJson(text: string, flag: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new InvalidArgumentError(`${flag.split(' ')[0]} is “${text}”, which is no JSON`, { cause })
  }
}

function integer(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0) throw new BadOption('it must be an integer ≥ 0.')
  return value
}

function positive(text: string): number {
  const value = Number(text)
  if (!(value > 0)) throw new BadOption('it must be a positive number.')
  return value
}

function seedOption(): Option {
  return new Option('--seed <n>', 'seed of what is random; exact results do not depend on it')
    .argParser(integer)
    .default(0)
}

function addAudit(program: Command, io: Streams, finish: (code: number) => void): void {
  program
    .command('audit')
    .description('what symmetry costs on a data set: the floor of equivariant models and its parts')
    .argument('<file>', 'JSON { group, repIn, repOut, x, y }')
    .option('--json', 'print one JSON object')
    .option('--group <group>', "the group, in place of the file's")
    .option('--in <rep>', "the input representation, in place of the file's")
    .option('--out <rep>', "the output representation, in place of the file's")
    .addOption(new Option('--tolerance <number>', 'relative tolerance, 1e-6 by default').argParser(positive))
    .addOption(seedOption())
    .action(async (file: string, options: AuditCommandOptions & { json?: boolean }) => {
      try {
        const report = await auditFile(file, options)
        io.stdout.write(`${options.json ? JSON.stringify(report) : formatFields({ ...report })}\n`)
      } catch (error) {
        if (options.json) io.stdout.write(`${JSON.stringify(errorRow(error))}\n`)
        else io.stderr.write(`${errorText(error)}\n`)
        finish(1)
      }
    })
}

interface RunOptions {
  readonly list?: boolean
  readonly json?: boolean
  readonly methods?: string
  readonly seeds?: string
  readonly seed?: number
  readonly epochs?: number
  readonly quick?: boolean
  readonly out: string
}

function addRun(program: Command, io: Streams, finish: (code: number) => void): void {
  const command = program
    .command('run')
    .description('train and compare methods on the tasks; writes a report')
    .argument('[task...]', 'names of tasks, all by default')
    .option('--list', 'list the tasks')
    .option('--json', 'print the results as one JSON object')
    .option('--methods <names>', 'names of methods separated by commas; strict, noise, relaxed by default')
    .option('--seeds <seeds>', 'a number of seeds, or seeds separated by commas')
    .addOption(new Option('--seed <n>', 'a single seed').argParser(integer))
    .addOption(new Option('--epochs <n>', 'epochs in place of the tasks’ own').argParser(integer))
    .option('--quick', 'minutes instead of hours: one seed, fewer epochs')
    .option('--out <folder>', 'where the report goes', 'report')
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
  try {
    const { methods, epochs, quick, out, seeds, seed } = options
    const reports = await runTasks(tasks, {
      out,
      signal: controller.signal,
      ...(methods === undefined ? {} : { methods }),
      ...(seeds === undefined ? {} : { seeds }),
      ...(seed === undefined ? {} : { seed }),
      ...(epochs === undefined ? {} : { epochs }),
      ...(quick === undefined ? {} : { quick }),
    })
    if (options.json) {
      io.stdout.write(
        `${JSON.stringify({ tasks: reports.map((r) => ({ task: r.task.name, results: r.results })) })}\n`,
      )
    } else {
      io.stdout.write(`${auditLines(reports)}\n\n${summaryTable(reports)}\n\nreport: ${out}/index.html\n`)
    }
    return 0
  } catch (error) {
    if (error instanceof InvalidArgumentError) command.error(`error: ${error.message}`)
    if (options.json) io.stdout.write(`${JSON.stringify(errorRow(error))}\n`)
    else io.stderr.write(`${errorText(error)}\n`)
    return 1
  } finally {
    process.off('SIGINT', stop)
  }
}
