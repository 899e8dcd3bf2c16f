import type { CheckpointStore, FitOptions, Loss } from '@buridan/emlp'
import { dihedral, tensor } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { memoryStore } from '../../emlp/test/memory-store.js'
import { type BreakerMethod, breakerMethods, stabilizerLoss, symmetryBreaker } from '../src/index.js'

const V = tensor(dihedral(4), 1)
const x = [
  [1, 1, 1, 1],
  [1, 0, 1, 0],
  [1, 2, 3, 4],
]
const y = [
  [1, 0, 0, 0],
  [1, 0, 0, 0],
  [4, 3, 2, 1],
]
const make = (method: BreakerMethod, more: object = {}) =>
  symmetryBreaker(method, {
    repIn: V,
    repOut: V,
    hidden: 12,
    layers: 1,
    seed: 2,
    onWarning: () => {},
    ...more,
  })

/** Trains a fresh model to the end, or from where its run was stopped. */
async function run(
  method: BreakerMethod,
  store: CheckpointStore,
  more: { fit?: FitOptions; make?: object } = {},
) {
  const model = make(method, more.make)
  const options: FitOptions = { epochs: 8, batchSize: 2, learningRate: 0.02, seed: 3, ...more.fit }
  try {
    return await model.fit(x, y, { ...options, checkpoint: { store, every: 3 } })
  } finally {
    model.dispose()
  }
}

describe('a checkpoint', () => {
  it.each(breakerMethods)('of %s goes on to the same, and no other method takes it', async (method) => {
    const tensors = tf.memory().numTensors
    const whole = await run(method, memoryStore())
    const store = memoryStore()
    const controller = new AbortController()
    const stop: FitOptions = {
      signal: controller.signal,
      onProgress: ({ step }) => step === 7 && controller.abort(),
    }
    await expect(run(method, store, { fit: stop })).rejects.toMatchObject({ code: 'ABORTED' })
    for (const other of breakerMethods) {
      if (other === method) continue
      await expect(run(other, store)).rejects.toMatchObject({ code: 'INVALID_FILE' })
      await expect(run(other, store)).rejects.toThrow(
        new RegExp(`model is ${method} .* there and ${other} .* here`),
      )
    }
    await expect(run(method, store, { make: { tolerance: 1e-3 } })).rejects.toThrow(
      /model is .* there and .* 0\.001 here/,
    )
    await expect(run(method, store, { make: { seed: 3 } })).rejects.toThrow(/other weights/)
    expect(await run(method, store)).toEqual(whole)
    expect(tf.memory().numTensors).toBe(tensors)
  })

  it('is refused by a stabilizer loss of other labels', async () => {
    const other = y.map((row, i) => row.map((v, k) => (i === 2 && k === 0 ? v + 0.01 : v)))
    const [one, two] = [y, other].map((labels): Loss => stabilizerLoss({ repIn: V, repOut: V, x, y: labels }))
    const store = memoryStore()
    const losses = await run('relaxed', store, { fit: { loss: one! } })
    await expect(run('relaxed', store, { fit: { loss: two! } })).rejects.toThrow(/the loss is another/)
    expect(await run('relaxed', store, { fit: { loss: one! } })).toEqual(losses)
  })
})
