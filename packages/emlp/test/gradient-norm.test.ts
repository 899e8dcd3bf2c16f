import { orthogonal, tensor } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { emlp, minimize } from '../src/index.js'
import { jointNorm, scaledTo } from '../src/training/gradient-norm.js'

const V = tensor(orthogonal(3), 1)

describe.each(['wasm', 'cpu'])('the norm of gradients on %s', (name) => {
  it('is that of all of them, at every size that float32 holds', async () => {
    await tf.setBackend(name)
    try {
      for (const size of [1, 1e-5, 1e10, 1e-20, 1e-30, 1e-37, 1e19, 1e20, 1e30, 3e37]) {
        tf.tidy(() => {
          const gradients = { a: tf.tensor1d([size, -2 * size]), b: tf.scalar(2 * size), c: tf.zeros([0, 3]) }
          const norm = jointNorm(gradients)
          expect(norm / size).toBeCloseTo(3, 4)
          for (const limit of [1e30, 1, 1e-10, 1e-30].filter((l) => l < norm)) {
            const { a } = scaledTo(limit, norm, gradients)
            expect(a!.dataSync()[0]! / limit).toBeCloseTo(1 / 3, 4)
          }
        })
      }
      tf.tidy(() => {
        expect(jointNorm({ a: tf.zeros([2]) })).toBe(0)
        expect(jointNorm({ a: tf.zeros([0]) })).toBe(0)
        // larger than float32, which its numbers are not
        expect(jointNorm({ a: tf.fill([4], 3e38) }) / 6e38).toBeCloseTo(1, 5)
        for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
          expect(jointNorm({ a: tf.tensor1d([1, bad, 1e30]) })).not.toBeLessThan(Number.POSITIVE_INFINITY)
      })
    } finally {
      await tf.setBackend('wasm')
    }
  })
})

describe('a gradient whose square float32 does not hold', () => {
  const [x, y] = [[[1e10, 0, 0]], [[3e10, 0, 0]]]
  const made = () => emlp({ repIn: V, repOut: V, hidden: 8, layers: 0, seed: 0 })

  it('is clipped, and trained with', async () => {
    const model = made()
    const losses = await model.fit(x, y, { epochs: 40, learningRate: 0.1, clipNorm: 1 })
    expect(losses.at(-1)).toBeLessThan(0.5 * losses[0]!)
    model.dispose()
  })

  it('is refused where it is not, or too little, with what to do', async () => {
    const model = made()
    const before = model.predict(x)
    const refused = async (clipNorm: number | undefined, words: RegExp) => {
      const run = model.fit(x, y, { epochs: 3, ...(clipNorm === undefined ? {} : { clipNorm }) })
      await expect(run).rejects.toMatchObject({ code: 'NOT_CONVERGED' })
      await expect(run).rejects.toThrow(words)
      expect(model.predict(x)).toEqual(before)
    }
    await refused(undefined, /gradient has norm \d.*e\+20 at step 0, .*no weight was changed: set clipNorm/)
    await refused(Number.POSITIVE_INFINITY, /: set clipNorm/)
    await refused(1e30, /: lower clipNorm, which is 1e\+30/)
    model.dispose()
  })

  it('and one that is not finite is not said to be clipped by what is set', async () => {
    const w = tf.variable(tf.scalar(0))
    const loss = () => tf.sqrt(w) as tf.Scalar
    const run = minimize({ steps: 2, variables: [w], loss, clipNorm: 1 })
    await expect(run).rejects.toThrow(
      /the gradient is Infinity at step 0.*: lower the .* check the loss and the data$/,
    )
    w.dispose()
  })
})
