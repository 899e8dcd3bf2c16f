import { ALL } from '../relations/index.js'
import { askOnce } from './ask.js'

/**
 * Asks one question of a relation again, as a counterexample prints it.
 *
 * @throws Error with both answers where they differ, or if there is no such relation
 */
export async function askAgain(name: string, given: unknown): Promise<void> {
  const relation = Object.values(ALL)
    .flat()
    .find((r) => r.name === name)
  if (!relation) throw new Error(`no relation is called ${name}`)
  await askOnce(relation, given)
}
