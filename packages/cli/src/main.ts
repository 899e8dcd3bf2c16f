import { createRequire } from 'node:module'
import { basename } from 'node:path'
import { arrayOf, InvalidArgumentError, stringOf } from '@buridan/groups'
import { convexLosses } from '@buridan/relaxed'
import { InvalidArgumentError as BadOption, Command, CommanderError, Option } from 'commander'
import { writeWhole } from './atomic-write.js'
import { auditFile } from './audit-command.js'
import type { AuditDataOptions } from './audit-data.js'
import { auditFields } from './audited.js'
import { errorText, integer, type Streams } from './command-line.js'
import { answerLines, parseRow } from './jsonl.js'
import { errorRow, type Row } from './rows/row.js'
import { addReport, addRun } from './run-verbs.js'
import { formatFields } from './table.js'
import { VERBS, type Verb } from './verbs.js'

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
  addReport(program, io, finish)
  try {
    arrayOf(args, 'the arguments').forEach((a) => {
      stringOf(a, 'an argument')
    })
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
        io.stdout.write(`${options.json ? JSON.stringify(fields) : formatFields(fields)}\n`)
        const { skipped, samples } = audited.report
        if (skipped.length > 0) {
          io.stderr.write(
            `${skipped.length} of ${samples + skipped.length} samples are skipped, the first because ${skipped[0]!.message}\n`,
          )
          finish(1)
        }
      } catch (error) {
        if (options.json) io.stdout.write(`${JSON.stringify(errorRow(error))}\n`)
        else io.stderr.write(`${errorText(error)}\n`)
        finish(1)
      }
    })
}
