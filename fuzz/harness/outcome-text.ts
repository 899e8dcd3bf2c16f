import { outcomeOf } from './ask.js'
import { code } from './code.js'

/** What a way comes to as text, the same in any process: the answer as code, or what its error says first. */
export async function outcomeText(way: () => unknown): Promise<string> {
  try {
    const { answer, refused } = await outcomeOf(way)
    return refused ? `refused: ${refused.code}` : code(answer)
  } catch (error) {
    return String(error).split('\n', 2).join(' ')
  }
}
