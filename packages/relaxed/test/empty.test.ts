import { symmetric, tensor, trivial } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { breakerMethods, stabilizerLoss, symmetryBreaker } from '../src/index.js'

// the permutations of no points, whose V has no coordinates
const G = symmetric(0)
const [none, one] = [tensor(G, 1), trivial(G)]
/** Methods whose networks hold layers that need a coordinate say so. */
const METHODS = breakerMethods.filter(
  (m) => !['canonical', 'augmented', 'positional', 'breaking-input'].includes(m),
)

describe.each(METHODS)('a model of %s', (method) => {
  const options = { hidden: 4, layers: 1, seed: 1, onWarning: () => {} }

  it.each([
    ['outputs', one, none, [[1], [2]], [[], []]],
    ['inputs', none, one, [[], []], [[1], [1]]],
    ['inputs and outputs', none, none, [[], []], [[], []]],
  ])('of %s without coordinates', async (_, repIn, repOut, x, y) => {
    const tensors = tf.memory().numTensors
    const model = symmetryBreaker(method, { ...options, repIn, repOut })
    const loss = stabilizerLoss({ repIn, repOut, x, y })
    for (const more of [{}, { loss }, { batchSize: 1 }]) {
      const losses = await model.fit(x, y, { epochs: 3, ...more })
      expect(losses.every((v) => (repOut.dim === 0 ? v === 0 : Number.isFinite(v)))).toBe(true)
    }
    expect(model.predict(x).map((row) => row.length)).toEqual([repOut.dim, repOut.dim])
    // one input, and rows of them
    expect(model.sample(x[0]!, { count: 2 }).map((row) => row.length)).toEqual([repOut.dim, repOut.dim])
    expect(model.sample(x, { count: 2 }).map((rows) => rows.length)).toEqual([2, 2])
    if (model.answers === 'orbit') expect(model.outcomes(x[0]!).count).toBe(1n)
    model.dispose()
    expect(tf.memory().numTensors).toBe(tensors)
  })
})

it('no row at all is refused where inputs have coordinates', () => {
  const model = symmetryBreaker('strict', { repIn: one, repOut: one, hidden: 4, layers: 0, seed: 1 })
  expect(() => model.sample([])).toThrow(/x is empty/)
  expect(() => model.predict([])).toThrow(/x is empty/)
  model.dispose()
})
