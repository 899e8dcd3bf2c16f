import { createRequire } from 'node:module'
import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it, vi } from 'vitest'

/** Two versions of what depends on the packages bring two copies of them. */
async function copy() {
  vi.resetModules()
  return {
    groups: await import('@buridan/groups'),
    emlp: await import('@buridan/emlp'),
    relaxed: await import('../src/index.js'),
  }
}
type Copy = Awaited<ReturnType<typeof copy>>
let [one, two]: Copy[] = []
const warnings: unknown[] = []

beforeAll(async () => {
  const warned = vi.spyOn(console, 'warn').mockImplementation((text) => {
    warnings.push(text)
  })
  one = await copy()
  two = await copy()
  warned.mockRestore()
}, 120_000)

const optionsOf = ({ groups }: Copy) => {
  const V = groups.tensor(groups.dihedral(4), 1)
  return { repIn: V, repOut: V, hidden: 8, layers: 1, seed: 1, onWarning: () => {} }
}
const x = [
  [1, 2, 3, 4],
  [1, 0, 1, 0],
]

/** Where what is saved is loaded from. */
async function saved(model: { save(to: tf.io.IOHandler): Promise<void> }): Promise<tf.io.IOHandler> {
  let kept: tf.io.ModelArtifacts = {}
  await model.save({
    save: async (artifacts) => {
      kept = artifacts
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } }
    },
  })
  return { load: async () => kept }
}

describe('two copies of the packages in one process', () => {
  it('are two, and neither takes kernels from the other', () => {
    expect(one!.emlp.EquivariantLinear).not.toBe(two!.emlp.EquivariantLinear)
    expect(warnings.filter((text) => /Buridan/.test(String(text)))).toEqual([])
    const kernels = tf
      .getKernelsForBackend('wasm')
      .filter(({ kernelName }) => /^BuridanBlock(_\d+)?$/.test(kernelName))
    expect(new Set(kernels.map(({ kernelFunc }) => kernelFunc)).size).toBeGreaterThan(1)
  })

  it('load each other’s models and their own, of every method, and train them alike', async () => {
    for (const method of one!.relaxed.breakerMethods) {
      const model = one!.relaxed.symmetryBreaker(method, optionsOf(one!))
      const from = await saved(model)
      const others = [
        await one!.relaxed.loadSymmetryBreaker(from),
        await two!.relaxed.loadSymmetryBreaker(from),
      ]
      const fit = { epochs: 3, learningRate: 0.02, seed: 2 }
      const losses = await model.fit(x, x, fit)
      for (const other of others) {
        expect(await other.fit(x, x, fit)).toEqual(losses)
        expect(other.predict(x)).toEqual(model.predict(x))
        other.dispose()
      }
      model.dispose()
    }
  })

  it('check, write out, train, refuse and free each other’s networks', async () => {
    const { emlp: theirs } = two!
    const { repIn, repOut, ...size } = optionsOf(one!)
    const model = one!.emlp.emlp({ repIn, repOut, ...size })
    const own = one!.emlp.checkEquivariance(model, { repIn, repOut, seed: 3 })
    expect(own.layers.length).toBeGreaterThan(0)
    expect(theirs.checkEquivariance(model as never, { repIn, repOut, seed: 3 })).toEqual(own)
    const plain = theirs.toDense(model.network)
    expect(plain.countParams()).toBeGreaterThan(0)
    theirs.disposeNetwork(plain)
    const data = { repIn, repOut, x, y: x, network: model.network }
    const run = model.fit(x, x, { epochs: 5 })
    await expect(theirs.fitRows(data)).rejects.toMatchObject({ code: 'BUSY' })
    await run
    expect((await theirs.fitRows(data, { epochs: 2 })).length).toBe(2)
    theirs.disposeNetwork(model.network)
    expect(() => model.predict(x)).toThrow(expect.objectContaining({ code: 'DISPOSED' }))
    model.dispose()
  })

  it('go on with each other’s runs that were stopped, on the model that was stopped', async () => {
    const { repIn, repOut, ...size } = optionsOf(one!)
    const fit = { epochs: 8, learningRate: 0.02 }
    const whole = one!.emlp.emlp({ repIn, repOut, ...size })
    const losses = await whole.fit(x, x, fit)
    const model = one!.emlp.emlp({ repIn, repOut, ...size })
    let kept: Uint8Array | undefined
    const store = {
      read: async () => kept,
      write: async (bytes: Uint8Array) => {
        kept = bytes
      },
    }
    const checkpoint = { store, every: 3 }
    const stop = new AbortController()
    const onProgress = ({ step }: { step: number }) => step === 5 && stop.abort()
    const run = model.fit(x, x, { ...fit, checkpoint, onProgress, signal: stop.signal })
    await expect(run).rejects.toMatchObject({ code: 'ABORTED' })
    const data = { repIn, repOut, x, y: x, network: model.network }
    expect(await two!.emlp.fitRows(data, { ...fit, checkpoint })).toEqual(losses)
    for (const m of [model, whole]) m.dispose()
  })

  it('drop the same in a run that goes on, whichever of them made the layer', async () => {
    const V = one!.groups.tensor(one!.groups.dihedral(4), 1)
    const made = () => {
      const input = tf.input({ shape: [4] })
      const dropout = new one!.emlp.FieldDropout({ rep: V, rate: 0.5, seed: 5 })
      const linear = new one!.emlp.EquivariantLinear({ repIn: V, repOut: V, seed: 1 })
      return tf.model({ inputs: input, outputs: linear.apply(dropout.apply(input)) as tf.SymbolicTensor })
    }
    const losses = []
    for (const { emlp } of [one!, two!]) {
      const network = made()
      losses.push(
        await emlp.fitRows({ network, repIn: V, repOut: V, x, y: x }, { epochs: 6, learningRate: 0.02 }),
      )
      network.dispose()
    }
    expect(losses[1]).toEqual(losses[0])
  })
})

describe('two copies of TensorFlow.js in one process', () => {
  const require = createRequire(import.meta.url)

  it('take each other’s numbers, and say that layers of one are none of the other', async () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {})
    for (const path of Object.keys(require.cache)) if (/tensorflow/.test(path)) delete require.cache[path]
    const other: typeof tf = require('@tensorflow/tfjs')
    warned.mockRestore()
    expect(other.layers.Layer).not.toBe(tf.layers.Layer)
    const { emlp } = one!
    const { repIn, repOut, ...size } = optionsOf(one!)
    const two = { repIn, repOut }
    const network = other.sequential({ layers: [other.layers.dense({ units: 4, inputShape: [4] })] })
    const losses = await emlp.fitRows({ ...two, network, x, y: x }, { epochs: 5, learningRate: 0.1 })
    expect(losses.at(-1)).toBeLessThan(losses[0]!)
    expect(emlp.checkEquivariance(network, two).equivariant).toBe(false)
    const model = emlp.emlp({ ...two, ...size })
    const loss = (p: tf.Tensor2D) => other.mean(other.square(p)) as tf.Scalar
    expect((await model.fit(x, null, { epochs: 2, loss })).length).toBe(2)
    for (const use of [
      () => emlp.applyEmlp({ ...two, ...size }, other.input({ shape: [4] })),
      () => other.sequential({ layers: [new emlp.EquivariantLinear({ ...two, inputShape: [4] })] }),
      () => emlp.residualBlock(other.input({ shape: [4] }), { rep: repIn }),
      () => emlp.toDense(network),
    ]) {
      expect(use).toThrow(
        expect.objectContaining({
          code: 'UNSUPPORTED',
          message: expect.stringMatching(/another copy of TensorFlow\.js/),
        }),
      )
    }
    model.dispose()
    network.dispose()
  })
})
