import { dihedral, tensor } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { breakerMethods, symmetryBreaker } from '../src/index.js'

const V = tensor(dihedral(4), 1)
const [x, y] = [[[1, 0, 1, 0]], [[1, 0, 0, 0]]]

describe('steps that are too large', () => {
  it.each(breakerMethods)(
    'of %s are refused, or found after the last one, and the weights come back',
    async (method) => {
      const model = symmetryBreaker(method, {
        repIn: V,
        repOut: V,
        hidden: 8,
        layers: 1,
        seed: 1,
        onWarning: () => {},
      })
      const before = model.predict(x)
      const tensors = tf.memory().numTensors
      for (const learningRate of [Number.POSITIVE_INFINITY, 1e39]) {
        await expect(model.fit(x, y, { epochs: 1, learningRate })).rejects.toThrow(
          /learningRate is .*float32/,
        )
      }
      for (const epochs of [1, 3]) {
        const run = model.fit(x, y, { epochs, learningRate: 1e38 })
        await expect(run).rejects.toMatchObject({ code: 'NOT_CONVERGED' })
      }
      expect(model.predict(x)).toEqual(before)
      expect(tf.memory().numTensors).toBe(tensors)
      model.dispose()
    },
  )
})
