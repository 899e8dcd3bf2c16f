import { BuridanError } from '@buridan/groups'
import fc from 'fast-check'
import { code, shortCode } from './code.js'
import { limited } from './limited.js'
import type { Relation } from './relation.js'

/** How many questions are asked of all relations, in one run. */
export const QUESTIONS = Number(process.env.FUZZ_QUESTIONS ?? 1000)

/** Where questions begin: FC_SEED or FUZZ_SEED, which the nightly takes from the clock, else 1. */
export const SEED = Number(process.env.FC_SEED ?? process.env.FUZZ_SEED ?? 1) | 0

/** What one way came to: an answer, or a refusal by a typed error. */
export interface Outcome {
  readonly answer?: unknown
  readonly refused?: { readonly code: string; readonly why: string }
}

/**
 * What a way comes to.
 *
 * @throws Error if it throws what is no error of these packages, or takes too long
 */
export async function outcomeOf(way: () => unknown): Promise<Outcome> {
  try {
    return { answer: await limited(way) }
  } catch (error) {
    if (isTyped(error)) return { refused: { code: error.code, why: error.message } }
    throw new Error(`an untyped error: ${error instanceof Error ? error.stack : String(error)}`)
  }
}

/** By its code: errors of another copy of the packages are as good. */
function isTyped(error: unknown): error is BuridanError {
  if (error instanceof BuridanError) return true
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return /^[A-Z]+(_[A-Z]+)*$/.test(code) && !/^ERR_|^E[A-Z]+$/.test(code)
}

/**
 * Asks one question in both ways. Returns whether it was refused.
 *
 * @throws Error with both answers where they differ
 */
export async function askOnce(relation: Relation, given: unknown): Promise<boolean> {
  const one = await outcomeOf(() => relation.one(given as never))
  const other = await outcomeOf(() => relation.other(given as never))
  const said = ({ answer, refused }: Outcome) =>
    refused ? `refused: ${refused.why} (${refused.code})` : shortCode(answer)
  if (one.refused || other.refused) {
    const reasons = [one, other].flatMap(({ refused }) => (refused ? [refused.code] : []))
    if (reasons.every((code) => relation.mayRefuse.some((c) => c === code))) return true
    if (reasons[0] === reasons[1]) return true
    throw new Error(`${said(one)}\n  and ${said(other)}`)
  }
  const differs = relation.same(one.answer, other.answer, given as never)
  if (differs !== undefined) throw new Error(differs)
  return false
}

/**
 * Asks so many questions of a relation, shrinks what differs, and throws an error that prints it as code.
 *
 * @throws Error on a difference, and where every one of more than ten questions was refused: such a relation asks nothing
 */
export async function ask(relation: Relation, questions: number, seed = SEED): Promise<void> {
  let refused = 0
  let asked = 0
  const property = fc.asyncProperty(relation.given, async (given) => {
    asked++
    if (await askOnce(relation, given)) refused++
  })
  // another stream of questions for each relation
  const own = (seed ^ hash(relation.name)) | 0
  const found = await fc.check(property, {
    seed: own,
    numRuns: questions,
    interruptAfterTimeLimit: shrinkingTime(relation, questions),
    markInterruptAsFailure: false,
  })
  if (found.failed && found.counterexample) {
    throw new Error(report(relation, found.counterexample[0], found, seed))
  }
  if (found.interrupted) throw new Error(`only ${asked} of ${questions} questions were asked in time`)
  if (asked > 10 && refused === asked)
    throw new Error(`all of ${asked} questions were refused: nothing was asked`)
}

/** Milliseconds, long enough for all questions and their shrinking: who stops early says how far it came. */
function shrinkingTime({ cost }: Relation, questions: number): number {
  return 60_000 + questions * Math.max(cost, 1) * 20
}

/** The counterexample with all that asks it again. */
function report(
  relation: Relation,
  given: unknown,
  found: { readonly numRuns: number; readonly numShrinks: number; readonly errorInstance: unknown },
  seed: number,
): string {
  const reason =
    found.errorInstance instanceof Error ? found.errorInstance.message : String(found.errorInstance)
  return [
    `${relation.name}`,
    `  ${reason}`,
    `question ${found.numRuns} from FC_SEED=${seed}, shrunk ${found.numShrinks} times; to ask it again, in a test with askAgain of harness/ask-again.ts:`,
    `  await askAgain(${JSON.stringify(relation.name)}, ${code(given)})`,
  ].join('\n')
}

/** A number of 32 bits for a text (FNV-1a). */
function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h | 0
}

/** Fewer questions than these have hardly a chance to reach what is hard. */
const FEWEST = 3
/** Milliseconds from which on a relation is asked once where questions are few. */
const DEAR = 80

/** How many of the questions of a room each of its relations gets: dear ones fewer, none less than {@link FEWEST} but the dearest. */
export function shares(relations: readonly Relation[], questions: number): Map<Relation, number> {
  const weight = relations.reduce((sum, { cost }) => sum + 1 / cost, 0)
  return new Map(
    relations.map((r) => [r, Math.max(r.cost < DEAR ? FEWEST : 1, Math.round(questions / r.cost / weight))]),
  )
}
