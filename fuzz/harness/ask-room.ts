import { describe, expect, it } from 'vitest'
import { ask, askOnce, QUESTIONS, SEED, shares } from './ask.js'
import { known } from './known.js'
import type { Relation } from './relation.js'
import { ROOMS, type Room } from './rooms.js'

/** Tests that ask a room's relations their share of the questions; known ones have to fail as they are known to. */
export function askRoom(room: Room, relations: readonly Relation[]): void {
  const questions = shares(relations, Math.ceil(QUESTIONS * ROOMS[room]))
  const failing = new Map(known.relations.map((k) => [k.name, k]))
  describe(`the same question asked otherwise, from FC_SEED=${SEED}`, () => {
    it.each(relations.map((r) => [r.name, r] as const))(
      '%s',
      async (name, relation) => {
        const entry = failing.get(name)
        if (!entry) return ask(relation, questions.get(relation)!)
        // once it holds, its entry is taken out and all questions are asked
        await expect(
          askOnce(relation, entry.given),
          `${name} holds now: take it out of known.json`,
        ).rejects.toThrow()
      },
      3_600_000,
    )
  })
}

/** Asks one question again, as a counterexample prints it. */
export async function askAgain(relations: readonly Relation[], name: string, given: unknown): Promise<void> {
  const relation = relations.find((r) => r.name === name)
  if (!relation) throw new Error(`no relation is called ${name}`)
  await askOnce(relation, given)
}
