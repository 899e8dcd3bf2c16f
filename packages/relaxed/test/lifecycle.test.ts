import { dihedral, parseGroup, parseRepresentation, rng, tensor } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { breakerMethods, denseNetwork, stabilizerLoss, symmetryBreaker } from '../src/index.js'

const V = tensor(dihedral(4), 1)
const x = [
  [1, 0, 1, 0],
  [1, 2, 3, 4],
]
const y = [
  [1, 0, 0, 0],
  [4, 3, 2, 1],
]
const options = { repIn: V, repOut: V, hidden: 8, layers: 1, seed: 1, onWarning: () => {} }
const sink = {
  save: async () => ({ modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' as const } }),
}

describe.each(breakerMethods)('a model of %s', (method) => {
  const made = () => symmetryBreaker(method, options)

  it('trains once at a time, and answers meanwhile', async () => {
    const [model, alone] = [made(), made()]
    const losses = await alone.fit(x, y, { epochs: 6 })
    const asked = async () => {
      await expect(model.fit(x, y)).rejects.toMatchObject({ name: 'BusyError', code: 'BUSY' })
      expect([model.predict(x).length, model.sample(x, { count: 2 }).length]).toEqual([2, 2])
      await model.save(sink)
    }
    const first = model.fit(x, y, { epochs: 6, onProgress: ({ step }) => (step === 3 ? asked() : undefined) })
    await expect(model.fit(x, y)).rejects.toMatchObject({ code: 'BUSY' })
    expect(await first).toEqual(losses)
    expect(model.predict(x)).toEqual(alone.predict(x))
    for (const m of [model, alone]) m.dispose()
  })

  it('stops while it waits, and trains again; refuses what is no signal', async () => {
    const model = made()
    const tensors = tf.memory().numTensors
    const controller = new AbortController()
    const run = model.fit(x, y, { signal: controller.signal, onProgress: () => new Promise(() => {}) })
    setTimeout(() => controller.abort(), 20)
    await expect(run).rejects.toMatchObject({ code: 'ABORTED' })
    await expect(model.fit(x, y, { signal: 5 as never })).rejects.toThrow(/signal is 5/)
    await expect(model.fit(x, y, { epoch: 5 } as never)).rejects.toThrow(/no option "epoch"/)
    expect(() => symmetryBreaker(method, { ...options, signal: 5 as never })).toThrow(/signal is 5/)
    expect(() => symmetryBreaker(method, { ...options, onWarning: 'x' as never })).toThrow(
      /onWarning is "x"; it must be a function/,
    )
    expect((await model.fit(x, y, { epochs: 2 })).length).toBe(2)
    expect(tf.memory().numTensors).toBe(tensors)
    model.dispose()
  })

  it('refuses options that there are none of, of making, training and answering', async () => {
    const model = made()
    for (const [use, words] of [
      [() => symmetryBreaker(method, { ...options, hiden: 3 } as never), /no option "hiden"; it has repIn/],
      [() => model.fit(x, y, { epoch: 1 } as never), /fit has no option "epoch"/],
      [() => model.predict(x, { seeds: 1 } as never), /predict has no option "seeds"; it has seed/],
      [() => model.sample(x, { cout: 1 } as never), /sample has no option "cout"; it has count, seed/],
    ] as const) {
      await expect(async () => use()).rejects.toThrow(words)
    }
    if (model.answers === 'orbit')
      expect(() => model.outcomes(x[0]!, { tol: 1 } as never)).toThrow(/outcomes has no option "tol"/)
    model.dispose()
  })

  it('refuses every use after it was disposed of, also while it trained', async () => {
    const tensors = tf.memory().numTensors
    const model = made()
    const orbit = model.answers === 'orbit'
    const run = model.fit(x, y, { onProgress: ({ step }) => step === 2 && model.dispose() })
    await expect(run).rejects.toMatchObject({ code: 'DISPOSED' })
    for (const use of [
      () => model.predict(x),
      () => model.sample(x),
      () => model.sample(x[0]!, { count: 3 }),
      () => model.fit(x, y),
      () => model.save(sink),
      ...(orbit ? [() => model.outcomes(x[0]!)] : []),
    ]) {
      await expect(async () => use()).rejects.toMatchObject({ name: 'DisposedError', code: 'DISPOSED' })
    }
    model.dispose()
    expect(tf.memory().numTensors).toBe(tensors)
  })

  it('leaves no tensor where its loss throws, after a step or at once', async () => {
    const model = made()
    const tensors = tf.memory().numTensors
    const known = stabilizerLoss({ repIn: V, repOut: V, x, y })
    for (const last of [0, 2]) {
      let calls = 0
      const loss: typeof known = Object.assign((...args: Parameters<typeof known>) => {
        const value = known(...args)
        if (calls++ === last) throw new Error('mine')
        return value
      }, known)
      await expect(model.fit(x, y, { epochs: 5, loss })).rejects.toThrow('mine')
      expect(tf.memory().numTensors).toBe(tensors)
    }
    model.dispose()
  })
})

it('finding the symmetry of many inputs is stopped too, before the first step', async () => {
  const rep = parseRepresentation(parseGroup('S(6)'), 'T(2)')
  const random = rng(1)
  const rows = Array.from({ length: 4000 }, () => Float64Array.from({ length: 36 }, () => random.int(2)))
  for (const method of ['breaking-input', 'strict'] as const) {
    const model = symmetryBreaker(method, { ...options, repIn: rep, repOut: rep, layers: 0 })
    const controller = new AbortController()
    let aborted = Number.NaN
    setTimeout(() => {
      aborted = performance.now()
      controller.abort()
    }, 60)
    const run = model.fit(rows, rows, { signal: controller.signal, epochs: 1 })
    await expect(run).rejects.toThrow(/before step 0/)
    expect(performance.now() - aborted).toBeLessThan(100)
    model.dispose()
  }
})

it('comparing the loss of a strict model with the floor of many copies is stopped too, after the last step', async () => {
  const rep = parseRepresentation(parseGroup('S(6)'), 'V')
  const random = rng(1)
  const row = () => Array.from({ length: 6 }, () => random.normal())
  const own = Array.from({ length: 600 }, row)
  const rows = [...own, ...own]
  const labels = rows.map((r) => r.map((v) => v + 0.1 * random.normal()))
  const model = symmetryBreaker('strict', { repIn: rep, repOut: rep, hidden: 8, layers: 0, seed: 0 })
  const controller = new AbortController()
  let at = 0
  const run = model.fit(rows, labels, {
    epochs: 80,
    learningRate: 0.05,
    signal: controller.signal,
    onProgress: ({ step, steps }) => {
      if (step < steps) return
      at = performance.now()
      setTimeout(() => controller.abort())
    },
  })
  await expect(run).rejects.toMatchObject({ code: 'ABORTED', message: expect.stringMatching(/was over/) })
  // the whole of it takes many times as long
  expect(performance.now() - at).toBeLessThan(500)
  expect(model.predict([row()]).length).toBe(1)
  model.dispose()
})

it('networks of dense layers refuse options that there are none of', () => {
  const sizes = { inputs: 2, outputs: 2, hidden: 3, layers: 1 }
  expect(() => denseNetwork({ ...sizes, output: 3 } as never)).toThrow(/denseNetwork has no option "output"/)
})
