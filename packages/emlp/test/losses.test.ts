import { dihedral, tensor } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import {
  checkEquivariance,
  emlp,
  type Loss,
  minimize,
  squaredError,
  trainableVariables,
} from '../src/index.js'

const V = tensor(dihedral(4), 1)
const x = [
  [1, 2, 3, 4],
  [4, 3, 2, 1],
  [0, 1, 0, 2],
]
const made = () => emlp({ repIn: V, repOut: V, hidden: 12, layers: 1, seed: 0 })

/** What the engine and its backend hold. */
function held(): [number, number] {
  const backend: object = tf.backend()
  if (!('numDataIds' in backend && typeof backend.numDataIds === 'function'))
    throw new Error('the backend does not count its tensors')
  return [tf.memory().numTensors, backend.numDataIds()]
}

/** A loss of any type, as callers without types write it. */
const loss = (f: (predicted: tf.Tensor2D, batch: Parameters<Loss>[1]) => unknown) => f as Loss

/** Called for the third time it throws, in the middle of a run. */
function throwing(): Loss {
  let calls = 0
  return (p, b) => {
    const value = squaredError(p, b)
    if (++calls === 3) throw new Error('mine')
    return value
  }
}

const WRONG: Readonly<Record<string, [Loss, RegExp]>> = {
  'a promise': [loss(async (p, b) => squaredError(p, b)), /the loss is a promise at step 0.*tf\.Scalar/],
  'a promise that is rejected': [
    loss(async () => Promise.reject(new Error('mine'))),
    /the loss is a promise/,
  ],
  'a vector': [loss((p) => tf.sum(p, 1)), /the loss is a tensor of shape \[3\]/],
  'one number in a vector': [loss((p) => tf.reshape(tf.sum(p), [1])), /shape \[1\]/],
  'what was predicted': [loss((p) => p), /shape \[3, 4\]/],
  'a truth': [loss((p) => tf.greater(tf.sum(p), 0)), /dtype bool/],
  'a number': [loss(() => 3), /the loss is 3 at step 0/],
  nothing: [loss(() => undefined), /the loss is undefined/],
  'a tensor that it freed': [
    loss((p, b) => {
      const value = squaredError(p, b)
      value.dispose()
      return value
    }),
    /the loss is a disposed tensor/,
  ],
}

describe.each(['wasm', 'cpu'])('a loss on %s', (name) => {
  const inBackend = async (work: () => Promise<void>) => {
    await tf.setBackend(name)
    try {
      await work()
    } finally {
      await tf.setBackend('wasm')
    }
  }

  it('that throws leaves no tensor, the error as it is, and a model that trains on', () =>
    inBackend(async () => {
      const model = made()
      const before = held()
      for (const thrown of [throwing(), loss(() => expect.fail('mine'))]) {
        await expect(model.fit(x, x, { epochs: 5, loss: thrown })).rejects.toThrow('mine')
        expect(held()).toEqual(before)
      }
      const variables = trainableVariables(model.network)
      const step = () => {
        tf.addN(variables.map((v) => tf.sum(tf.square(v))))
        throw new Error('mine')
      }
      await expect(minimize({ steps: 3, variables, loss: step })).rejects.toThrow('mine')
      expect(held()).toEqual(before)
      expect((await model.fit(x, x, { epochs: 2 })).every(Number.isFinite)).toBe(true)
      expect(held()).toEqual(before)
      model.dispose()
    }))

  it.each(Object.entries(WRONG))('that is %s is refused, and leaves no tensor', (_, [wrong, words]) =>
    inBackend(async () => {
      const model = made()
      const before = held()
      const run = model.fit(x, x, { epochs: 2, loss: wrong })
      await expect(run).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' })
      await expect(run).rejects.toThrow(words)
      expect(held()).toEqual(before)
      model.dispose()
    }),
  )

  it('may free what it was given, and may depend on no weight', () =>
    inBackend(async () => {
      const model = made()
      const before = held()
      const freeing: Loss = (p, b) => {
        const value = squaredError(p, b)
        tf.dispose([p, b.inputs, b.labels])
        return value
      }
      const losses = await model.fit(x, x, { epochs: 3, loss: freeing })
      const again = made()
      expect(await again.fit(x, x, { epochs: 3 })).toEqual(losses)
      again.dispose()
      expect(await model.fit(x, x, { epochs: 2, loss: () => tf.scalar(7) })).toEqual(Float64Array.of(7, 7))
      expect(held()).toEqual(before)
      model.dispose()
    }))
})

describe('what callers give beside a loss', () => {
  it('leaves no tensor where it throws: onProgress, and what is checked for equivariance', async () => {
    const model = made()
    const before = held()
    for (const onProgress of [
      () => expect.fail('mine'),
      async () => expect.fail('mine'),
      // biome-ignore lint/suspicious/noThenProperty: such an object is waited for as a promise is
      () => ({ then: (_: unknown, no: (e: Error) => void) => no(new Error('mine')) }),
    ]) {
      await expect(model.fit(x, x, { epochs: 2, onProgress })).rejects.toThrow('mine')
      expect(held()).toEqual(before)
    }
    const failing = (rows: tf.Tensor2D): tf.Tensor => {
      tf.square(rows)
      throw new Error('mine')
    }
    expect(() => checkEquivariance(failing, { repIn: V, repOut: V })).toThrow('mine')
    expect(held()).toEqual(before)
    model.dispose()
  })

  it('may be a weight twice, which counts once, and no weight of whole numbers', async () => {
    const weights = [1, 2].map(() => tf.variable(tf.scalar(1)))
    const squared = (w: tf.Variable) => () => tf.square(w) as tf.Scalar
    const [once, twice] = [
      await minimize({ steps: 5, variables: [weights[0]!], loss: squared(weights[0]!), learningRate: 0.1 }),
      await minimize({
        steps: 5,
        variables: [weights[1]!, weights[1]!],
        loss: squared(weights[1]!),
        learningRate: 0.1,
      }),
    ]
    expect(twice).toEqual(once)
    // a layer that is part of a network and of one within it
    const layer = tf.layers.dense({ units: 4, inputShape: [4] })
    const shared = tf.sequential({ layers: [tf.sequential({ layers: [layer] }), layer] })
    expect(trainableVariables(shared).length).toBe(2)
    const whole = tf.variable(tf.scalar(5, 'int32'))
    const run = minimize({
      steps: 2,
      variables: [whole],
      loss: () => tf.square(tf.cast(whole, 'float32')) as tf.Scalar,
    })
    await expect(run).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' })
    await expect(run).rejects.toThrow(/variables\[0\] is of dtype int32.*float32/)
    shared.dispose()
    tf.dispose([...weights, whole])
  })

  it('may be weights that are not trained: the loss is asked, and nothing moves', async () => {
    const fixed = tf.variable(tf.scalar(2), false)
    const moved = tf.variable(tf.scalar(2))
    const square = () => tf.add(tf.square(fixed), tf.square(moved)) as tf.Scalar
    expect(await minimize({ steps: 2, variables: [fixed], loss: square })).toEqual(Float64Array.of(8, 8))
    await minimize({ steps: 5, variables: [fixed, moved], loss: square, learningRate: 0.1 })
    expect(fixed.dataSync()[0]).toBe(2)
    expect(moved.dataSync()[0]).toBeLessThan(2)
    tf.dispose([fixed, moved])
  })
})
