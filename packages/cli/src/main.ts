import { createRequire } from 'node:module'
import { arrayOf, stringOf } from '@buridan/core'
import { Command, CommanderError } from 'commander'
import { type Context, EXIT, type Streams, tellError } from './command-line.js'
import { addAudit } from './commands/audit-command.js'
import { addCompletion } from './commands/completion.js'
import { addHelp } from './commands/help-command.js'
import { addVerb } from './commands/row-command.js'
import { addReport, addRun } from './commands/run-commands.js'
import { Output } from './output.js'
import { VERBS } from './verbs.js'
import { type Work, workHere } from './work/work.js'

/** What a command line works with, in place of the process's own. */
export interface MainOptions extends Partial<Streams> {
  /** Ends the command with exit code 130 once it is aborted. */
  readonly signal?: AbortSignal
}

/**
 * Runs the command line; returns the exit code: 0 done, 1 some rows or frames failed, 2 wrong usage or an unreadable file, 3 answers or
 * files that could not be written, 130 stopped by the signal.
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
export function main(args: readonly string[], options: MainOptions = {}): Promise<number> {
  return mainWith(workHere, args, options)
}

/** As {@link main}, with the work of verbs done elsewhere. */
export async function mainWith(
  work: Work,
  args: readonly string[],
  { signal, ...streams }: MainOptions = {},
): Promise<number> {
  const { stdin, stdout, stderr } = process
  const io = { stdin, stdout, stderr, ...streams } as Streams
  const output = new Output(io)
  let code = 0
  const finish = (result: number) => {
    code = result
  }
  try {
    const failed = await parsed(args, { io, output, work, signal, finish })
    return await output.finish(failed ?? code)
  } finally {
    work.stop()
  }
}

/** Does what the arguments ask for; the exit code where they are wrong. */
async function parsed(args: readonly string[], context: Context): Promise<number | undefined> {
  const { output } = context
  const program = new Command('buridan')
    .description('Group theory, equivariant maps and symmetry breaking.')
    .version(version())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => output.help(text),
      writeErr: (text) => output.helpInstead(text),
      outputError: (text) => output.usage(text),
    })
  for (const verb of VERBS) addVerb(program, verb, context)
  addAudit(program, context)
  addRun(program, context)
  addReport(program, context)
  addHelp(program, context)
  addCompletion(program, context)
  try {
    arrayOf(args, 'the arguments').forEach((a) => {
      stringOf(a, 'an argument')
    })
    await program.parseAsync(args, { from: 'user' })
    return undefined
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT.usage
    return tellError(output, error, false)
  }
}

function version(): string {
  return (createRequire(import.meta.url)('../package.json') as { version: string }).version
}
