import { describe, it } from 'vitest'
import { inTurn } from '../../conformance/in-turn.js'
import { askRelation } from '../harness/ask-room.js'
import { argumentsKept, HANDED_ON, spoilt, spoiltOnTheSame } from '../harness/of-targets.js'
import { askedAgain } from './fuzz-all.js'

describe('asked again', () => {
  it.each(inTurn(askedAgain))('%s: arguments stay as they were', (_, target) =>
    askRelation(argumentsKept(target), 1),
  )
  it.each(inTurn(askedAgain))('%s: the result spoilt by the caller', (_, target) =>
    askRelation(spoilt(target), 1),
  )
  const keeping = askedAgain.filter(([name]) => !HANDED_ON.test(name))
  it.each(inTurn(keeping))('%s: asked of the same objects, the first result spoilt', (_, target) =>
    askRelation(spoiltOnTheSame(target), 1),
  )
})
