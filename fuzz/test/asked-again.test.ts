import { describe, it } from 'vitest'
import { inTurn } from '../../conformance/in-turn.js'
import { askRelation } from '../harness/ask-room.js'
import { argumentsKept, spoilt } from '../harness/of-targets.js'
import { askedAgain } from './fuzz-all.js'

describe('asked again', () => {
  it.each(inTurn(askedAgain))('%s: arguments stay as they were', (_, target) =>
    askRelation(argumentsKept(target), 1),
  )
  it.each(inTurn(askedAgain))('%s: the result spoilt by the caller', (_, target) =>
    askRelation(spoilt(target), 1),
  )
})
