import { beforeAll, describe, it, vi } from 'vitest'
import { inTurn } from '../../conformance/in-turn.js'
import { askRelation } from '../harness/ask-room.js'
import { COPIED, otherCopy } from '../harness/of-targets.js'
import { askedAgain, type targets } from './fuzz-all.js'

let copies: typeof targets = []

beforeAll(async () => {
  // two versions of what depends on the packages bring two copies of them
  vi.resetModules()
  copies = (await import('./fuzz-all.js')).targets
}, 120_000)

describe('asked with arguments of another copy of the package', () => {
  it.each(inTurn(askedAgain.filter(([name]) => COPIED(name))))('%s', (_, target) => {
    const copy = copies.find(({ name }) => name === target.name)!
    return askRelation(otherCopy(target, copy), 1)
  })
})
