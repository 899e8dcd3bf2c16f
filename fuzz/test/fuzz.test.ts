import * as constraints from '@buridan/constraints'
import * as emlp from '@buridan/emlp'
import * as groups from '@buridan/groups'
import * as relaxed from '@buridan/relaxed'
import * as tasks from '@buridan/tasks'
import * as tf from '@tensorflow/tfjs'
import * as cli from 'buridan'
import * as browser from 'buridan/browser'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cliTargets } from './cli.targets.js'
import { constraintTargets } from './constraints.targets.js'
import { emlpTargets } from './emlp.targets.js'
import { groupTargets } from './groups.targets.js'
import { spoiling, spoilt } from './hostile-arguments.js'
import { expectOrderly, holdsNaN } from './outcome.js'
import { relaxedTargets } from './relaxed.targets.js'
import { publicNames } from './target.js'
import { taskTargets } from './tasks.targets.js'
import { UNCHECKED } from './unchecked.js'

const CALLS = Number(process.env.FUZZ_CALLS ?? 100_000)
const SEED = Number(process.env.FUZZ_SEED ?? 1)

const targets = [
  ...groupTargets,
  ...constraintTargets,
  ...emlpTargets,
  ...relaxedTargets,
  ...taskTargets,
  ...cliTargets,
]
const share = CALLS / targets.reduce((sum, t) => sum + 1 / t.cost, 0)

describe('hostile arguments get typed errors, and nothing else happens', () => {
  it.each(targets)(
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

describe('what is fuzzed', () => {
  it('is every public function and method that is not unchecked on purpose', () => {
    const fuzzed = new Set(targets.map(({ name }) => name.replace(/^[a-z]+: /, '').replace(/ .*$/, '')))
    const roots = [Object.prototype, tf.layers.Layer.prototype, Error.prototype]
    const missing = [groups, constraints, emlp, relaxed, tasks, cli, browser]
      .flatMap((module) => publicNames(module, roots))
      .filter((name) => !fuzzed.has(name) && !UNCHECKED.some((pattern) => pattern.test(name)))
    expect([...new Set(missing)]).toEqual([])
  })
})
