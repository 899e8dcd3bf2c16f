import { createInterface } from 'node:readline'
import { ALL } from '../relations/index.js'
import { outcomeText } from './outcome-text.js'

/** Answers questions of relations, one a line, with the first of their ways. */
export async function answerLines(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): Promise<void> {
  const relations = new Map(Object.values(ALL).flatMap((room) => room.map((r) => [r.name, r] as const)))
  for await (const line of createInterface({ input })) {
    const { name, given: text } = JSON.parse(line) as { name: string; given: string }
    const { one } = relations.get(name)!
    // as code, since JSON has no whole numbers of any size, no NaN and no −0
    const given: unknown = new Function(`return (${text})`)()
    output.write(`${JSON.stringify(await outcomeText(() => one(given as never)))}\n`)
  }
  // who asks may read late: what is not yet through the pipe would be lost when the process exits
  await new Promise<void>((resolve) => output.write('', () => resolve()))
}
