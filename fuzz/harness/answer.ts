import { runCli } from '../given/run-cli.js'

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
  const { code, out, err } = await runCli([verb, '--jsonl'], `${JSON.stringify(row)}\n`)
  if (code > 1 || out === '') throw new Error(`buridan ${verb} ends with ${code}: ${err}`)
  return JSON.parse(out) as Answer
}

/**
 * The same, once for all questions about one row.
 *
 * @param key - an object that the questions about a row share
 */
export function answersTo<Row>(
  verb: string,
  key: (row: Row) => object,
  ask: (row: Row) => object,
): (row: Row) => Promise<Answer> {
  const answers = new WeakMap<object, Promise<Answer>>()
  return (row) => {
    const answer = answers.get(key(row)) ?? answerOf(verb, ask(row))
    answers.set(key(row), answer)
    return answer
  }
}
