import { runCli } from '../../packages/cli/test/run-cli.js'

/** An answer of the command line. */
export type Answer = Readonly<Record<string, unknown>>

/** An error in place of an answer. */
export interface ErrorAnswer {
  readonly code: string
  readonly message: string
}

/**
 * What a verb of the command line answers to one row, errors of rows included.
 *
 * @throws Error where there is no such verb, or no answer
 */
export async function answerOf(verb: string, row: object): Promise<Answer> {
  const { code, out, err } = await runCli([verb, '--jsonl'], { input: `${JSON.stringify(row)}\n` })
  if (code > 1 || out === '') throw new Error(`buridan ${verb} ends with ${code}: ${err}`)
  return JSON.parse(out) as Answer
}
