import { beforeAll, describe, it, vi } from 'vitest'
import { askRelation } from '../harness/ask-room.js'
import { argumentsKept, COPIED, otherCopy, STATEFUL, spoilt } from '../harness/of-targets.js'
import { targets } from './fuzz-all.js'

const named = targets
  .filter(({ name, cost }) => !STATEFUL.test(name) && (cost < 100 || process.env.NIGHTLY))
  .map((target) => [target.name, target] as const)
let copies: typeof targets = []

beforeAll(async () => {
  // two versions of what depends on the packages bring two copies of them
  vi.resetModules()
  copies = (await import('./fuzz-all.js')).targets
}, 120_000)

describe('asked again', () => {
  it.each(named)('%s: arguments stay as they were', (_, target) => askRelation(argumentsKept(target), 1))
  it.each(named)('%s: the result spoilt by the caller', (_, target) => askRelation(spoilt(target), 1))
  it.each(named.filter(([name]) => COPIED(name)))(
    '%s: arguments of another copy of the package',
    (_, target) => {
      const copy = copies.find(({ name }) => name === target.name)!
      return askRelation(otherCopy(target, copy), 1)
    },
  )
})
