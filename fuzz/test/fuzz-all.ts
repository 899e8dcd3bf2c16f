import fc from 'fast-check'
import { describe, it } from 'vitest'
import { STATEFUL } from '../harness/of-targets.js'
import { CALLS } from './calls.js'
import { cliTargets } from './cli.targets.js'
import { constraintTargets } from './constraints.targets.js'
import { dataTargets } from './data.targets.js'
import { emlpTargets } from './emlp.targets.js'
import { geometryTargets } from './geometry.targets.js'
import { groupTargets } from './groups.targets.js'
import { spoiling, spoilt } from './hostile-arguments.js'
import { expectOrderly, holdsNaN } from './outcome.js'
import { permutationTargets } from './permutations.targets.js'
import { relaxedTargets } from './relaxed.targets.js'
import { taskTargets } from './tasks.targets.js'

const SEED = Number(process.env.FUZZ_SEED ?? 1)

export const targets = [
  ...geometryTargets,
  ...permutationTargets,
  ...groupTargets,
  ...constraintTargets,
  ...dataTargets,
  ...emlpTargets,
  ...relaxedTargets,
  ...taskTargets,
  ...cliTargets,
]
/** Those that are asked twice, by name: they keep no state, and take no long time. */
export const askedAgain = targets
  .filter(({ name, cost }) => !STATEFUL.test(name) && (cost < 100 || process.env.NIGHTLY))
  .map((target) => [target.name, target] as const)
/** Calls that a target of cost 1 gets; over all targets they make {@link CALLS}. */
const share = CALLS / targets.reduce((sum, t) => sum + 1 / t.cost, 0)

/** Fuzzes the targets whose names begin so; in files of their own, so that they run at once. */
export function fuzz(...prefixes: readonly string[]): void {
  describe('hostile arguments get typed errors, and nothing else happens', () => {
    it.each(targets.filter(({ name }) => prefixes.some((p) => name.startsWith(`${p}:`))))(
      '$name',
      async ({ call, args, cost, spoilt: range }) => {
        await fc.assert(
          fc.asyncProperty(spoiling, async (s) => {
            const wrong = spoilt(args(), s, range)
            await expectOrderly(() => call(...(wrong as never[])), holdsNaN(wrong))
          }),
          { seed: SEED, numRuns: Math.ceil(share / cost), endOnFailure: true, includeErrorInReport: true },
        )
      },
      600_000,
    )
  })
}
