import { outcomeOf } from './ask.js'
import { code } from './code.js'

/** What a way comes to as text, the same in any process: the answer as code, or the code of its error. */
export async function outcomeText(way: () => unknown): Promise<string> {
  const { answer, refused } = await outcomeOf(way)
  return refused ? `refused: ${refused.code}` : code(answer)
}
