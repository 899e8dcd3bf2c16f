import { createRequire } from 'node:module'
import { basename } from 'node:path'
import { arrayOf, stringOf } from '@buridan/core'
import { parseJsonObject } from '@buridan/data'
import { InvalidArgumentError } from '@buridan/groups'
import { convexLosses } from '@buridan/relaxed'
import { InvalidArgumentError as BadOption, Command, CommanderError, Option } from 'commander'
import { writeWhole } from './atomic-write.js'
import { auditFile } from './audit-command.js'
import type { AuditDataOptions } from './audit-data.js'
import { auditFields } from './audited.js'
import { integer, type Streams, tellError } from './command-line.js'
import { answerLines, openLines } from './jsonl.js'
import { Output } from './output.js'
import { shortMessage } from './printable.js'
import { readText } from './read-text.js'
import { type Row, withId } from './rows/row.js'
import { addReport, addRun } from './run-verbs.js'
import { formatFields } from './table.js'
import { VERBS, type Verb } from './verbs.js'

/**
 * Runs the command line; returns the exit code: 0 done, 1 some rows failed, 2 wrong usage or an unreadable file, 3 answers or files that
 * could not be written.
 *
 * @param args - without the program's name
 * @remarks O(1) before the verb; each row of the input as the function of its verb.
 *
 * @example
 * ```ts
 * import { Writable } from 'node:stream'
 * import { main } from 'buridan'
 * let printed = ''
 * const stdout = new Writable({
 *   write(text, _, done) {
 *     printed += text
 *     done()
 *   },
 * })
 * const code = await main(['--version'], { stdout })
 * console.log(code, /^\d+\.\d+/.test(printed)) // → 0 true
 * ```
 */
export async function main(args: readonly string[], streams: Partial<Streams> = {}): Promise<number> {
  const io = { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr, ...streams } as Streams
  const output = new Output(io)
  return output.finish(await parsed(args, io, output))
}

/** What the arguments ask for, done; the exit code but for answers that are lost. */
async function parsed(args: readonly string[], io: Streams, output: Output): Promise<number> {
  let code = 0
  const program = new Command('buridan')
    .description('Group theory, equivariant maps and symmetry breaking.')
    .version(version())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => output.help(text),
      writeErr: (text) => output.helpInstead(text),
      outputError: (text) => output.usage(text),
    })
  const finish = (result: number) => {
    code = result
  }
  for (const verb of VERBS) addVerb(program, verb, io, output, finish)
  addAudit(program, output, finish)
  addRun(program, output, finish)
  addReport(program, output, finish)
  try {
    arrayOf(args, 'the arguments').forEach((a) => {
      stringOf(a, 'an argument')
    })
    await program.parseAsync(args, { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    return tellError(output, error, false)
  }
}

function version(): string {
  return (createRequire(import.meta.url)('../package.json') as { version: string }).version
}

type RowOptions = Readonly<Record<string, string | number | boolean | undefined>>

function addVerb(
  program: Command,
  verb: Verb,
  io: Streams,
  output: Output,
  finish: (code: number) => void,
): void {
  const command = program
    .command(verb.name)
    .description(verb.about)
    .argument(
      '[row]',
      verb.ofFile
        ? 'a file, - for standard input; or the row as a JSON object'
        : 'the row as a JSON object; options fill its fields',
    )
    .option('--json', 'print one JSON object')
    .option('--jsonl [file]', 'answer JSON objects, one a line, of a file or of standard input')
    .addOption(seedOption())
  for (const { flag, about } of verb.fields) command.option(flag, about)
  if (verb.lineField) command.option(`--${verb.lineField.name}`, verb.lineField.about)
  command.action(async (text: string | undefined, options: RowOptions) => {
    const from = linesFrom(verb, text, options, command)
    finish(
      from === undefined
        ? await answerOnce(verb, text, options, io, output, command)
        : await answerAll(verb, from, options, io, output),
    )
  })
}

/** The file that rows are read from, `-` for standard input; undefined where there is one row. */
function linesFrom(
  verb: Verb,
  text: string | undefined,
  { jsonl, ...options }: RowOptions,
  command: Command,
): string | undefined {
  const field = verb.lineField?.name
  if (jsonl === undefined)
    return field !== undefined && options[field] === true && text === undefined ? '-' : undefined
  if (typeof jsonl !== 'string') return text ?? '-'
  if (text !== undefined) command.error(`error: --jsonl reads ${jsonl}; ${text} is one argument too many`)
  return jsonl
}

async function answerAll(
  verb: Verb,
  from: string,
  options: RowOptions,
  io: Streams,
  output: Output,
): Promise<number> {
  try {
    const given = givenFields(verb, options)
    const good = await answerLines(
      (row) => verb.answer({ seed: options.seed, ...row, ...given }),
      (line) => readRow(verb, line, options),
      await openLines(from, io.stdin),
      output,
    )
    return good ? 0 : 1
  } catch (error) {
    return tellError(output, error, false)
  }
}

async function answerOnce(
  verb: Verb,
  text: string | undefined,
  options: RowOptions,
  io: Streams,
  output: Output,
  command: Command,
): Promise<number> {
  if (text === undefined && !verb.fields.some((f) => options[optionName(f.flag)] !== undefined)) {
    command.error(
      `error: nothing to answer; give a row, options, or --jsonl (see buridan ${verb.name} --help)`,
    )
  }
  try {
    const row = text === undefined ? {} : await rowOf(verb, text, options, io)
    const answer = withId(row, verb.answer({ seed: options.seed, ...row, ...givenFields(verb, options) }))
    if (options.json) await output.json(answer)
    else await output.tell(formatFields(answer))
    return 0
  } catch (error) {
    return tellError(output, error, options.json === true)
  }
}

/** The row of an argument: JSON, or the name of a file where the verb reads files. */
async function rowOf(verb: Verb, text: string, options: RowOptions, io: Streams): Promise<Row> {
  if (!verb.ofFile || text.trimStart().startsWith('{')) return readRow(verb, text, options)
  return verb.ofFile(text, await readText(text, io.stdin))
}

/** The fields that options fill, of every row. */
function givenFields(verb: Verb, options: RowOptions): Row {
  const given: Record<string, unknown> = {}
  for (const { flag, field, json } of verb.fields) {
    const value = options[optionName(flag)]
    if (value !== undefined) given[field] = json ? parseJson(value as string, flag) : value
  }
  return given
}

/** A row as JSON, or as a line that fills one field. */
function readRow(verb: Verb, line: string, options: Readonly<Record<string, unknown>>): Row {
  const field = verb.lineField?.name
  return field !== undefined && options[field] === true ? { [field]: line } : parseJsonObject(line)
}

function optionName(flag: string): string {
  return /^--([a-z]+)/.exec(flag)![1]!
}

function parseJson(text: string, flag: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new InvalidArgumentError(`${flag.split(' ')[0]} is “${text}”, which is not JSON`, { cause })
  }
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

function addAudit(program: Command, output: Output, finish: (code: number) => void): void {
  program
    .command('audit')
    .description('what symmetry costs on a data set: the floor of equivariant models and its parts')
    .argument(
      '<file...>',
      'JSON { group, repIn, repOut, x, y }, extended XYZ, molecules.jsonl, or x.npy y.npy',
    )
    .option('--json', 'print one JSON object')
    .option('--group <group>', "the group, in place of the file's")
    .option('--in <rep>', "the input representation, in place of the file's")
    .option('--out <rep>', "the output representation, in place of the file's")
    .option(
      '--label <name>',
      'the property of an XYZ file that is the label, of the whole or of atoms; bonds of molecules',
    )
    .option('--loss <name>', `the floor of another loss too: ${convexLosses.join(', ')}`)
    .option('--html <file>', 'write plots to a page')
    .addOption(
      new Option(
        '--tolerance <number>',
        'relative tolerance, 1e-6 by default; for files of atoms in Å an atom, by default what the digits of the file tell',
      ).argParser(positive),
    )
    .option('--as-molecule', 'take periodic frames for molecules, without their cell')
    .addOption(seedOption())
    .action(async (files: string[], options: AuditDataOptions & { json?: boolean; html?: string }) => {
      try {
        const audited = await auditFile(files, options)
        if (options.html !== undefined) {
          // the plots' library is only loaded where it is needed
          const { auditHtml } = await import('./report/audit-html.js')
          await writeWhole(options.html, auditHtml(basename(files[0]!), audited))
        }
        const fields = auditFields(audited)
        if (options.json) await output.json(fields)
        else await output.tell(formatFields(fields))
        const { skipped, samples } = audited.report
        if (skipped.length > 0) {
          output.say(
            `${skipped.length} of ${samples + skipped.length} samples are skipped, the first because ${shortMessage(skipped[0]!.message)}`,
          )
          finish(1)
        }
      } catch (error) {
        finish(await tellError(output, error, options.json))
      }
    })
}
