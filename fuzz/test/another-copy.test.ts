import { beforeAll, describe, it, vi } from 'vitest'
import { inTurn } from '../../conformance/in-turn.js'
import { askRelation } from '../harness/ask-room.js'
import { COPIED, otherCopy } from '../harness/of-targets.js'
import { askedAgain, type targets } from './fuzz-all.js'

/** Two versions of what depends on the packages bring two copies of them; what other tests have trained is neither. */
let copies: (typeof targets)[] = []

beforeAll(async () => {
  copies = [await copy(), await copy()]
}, 120_000)

async function copy(): Promise<typeof targets> {
  vi.resetModules()
  return (await import('./fuzz-all.js')).targets
}

describe('asked with arguments of another copy of the package', () => {
  it.each(inTurn(askedAgain.filter(([name]) => COPIED(name))))('%s', (name) => {
    const [target, other] = copies.map((targets) => targets.find((t) => t.name === name)!)
    return askRelation(otherCopy(target!, other!), 1)
  })
})
