import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, it, onTestFinished } from 'vitest'
import { QUESTIONS, SEED } from '../harness/ask.js'
import { code } from '../harness/code.js'
import { known } from '../harness/known.js'
import { outcomeText } from '../harness/outcome-text.js'
import { ALL } from '../relations/index.js'

const failing = new Set(known.relations.map(({ name }) => name))
const relations = Object.values(ALL)
  .flat()
  .filter(({ name, repeatable, cost }) => repeatable && cost <= 50 && !failing.has(name))
const program = fileURLToPath(new URL('../harness/other-process.mjs', import.meta.url))

// a number that hangs on the order of a hash, an address, a clock or what was asked before differs in another process
it.runIf(process.env.CI || process.env.NIGHTLY)(
  `another process answers alike, from FC_SEED=${SEED}`,
  async () => {
    const most = Math.ceil(QUESTIONS / 8)
    const each = Math.max(1, Math.floor(most / relations.length))
    // fewer questions than relations are asked of some of them, others with each seed
    const step = Math.max(1, Math.floor(relations.length / most))
    const asked = relations.filter((_, i) => (i + SEED) % step === 0)
    const questions = asked.flatMap((relation) =>
      fc.sample(relation.given, { seed: SEED, numRuns: each }).map((given) => ({ relation, given })),
    )
    const other = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] })
    onTestFinished(() => void other.kill())
    const lines = createInterface({ input: other.stdout })[Symbol.asyncIterator]()
    // the last questions first: what was asked before is another there
    const backwards = [...questions].reverse()
    for (const { relation, given } of backwards) {
      other.stdin.write(`${JSON.stringify({ name: relation.name, given: code(given) })}\n`)
    }
    other.stdin.end()
    const here: string[] = []
    for (const { relation, given } of questions)
      here.push(await outcomeText(() => relation.one(given as never)))
    const there: string[] = []
    for (const _ of backwards) there.push(JSON.parse((await lines.next()).value ?? '"no answer"') as string)
    there.reverse()
    const told = (answers: readonly string[]) =>
      questions.map(({ relation, given }, i) => `${relation.name} of ${code(given)}: ${answers[i]}`)
    const differ = questions.flatMap((_, i) => (here[i] === there[i] ? [] : [i]))
    expect(differ.map((i) => told(there)[i])).toEqual(differ.map((i) => told(here)[i]))
    if (other.exitCode === null) await once(other, 'exit')
  },
  // at night an eighth of a million questions, twice
  process.env.NIGHTLY ? 7_200_000 : 1_800_000,
)
