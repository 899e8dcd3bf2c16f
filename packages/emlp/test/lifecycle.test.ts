import { mkdtemp, readlink, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { dihedral, tensor } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { describe, expect, it, vi } from 'vitest'
import {
  type CheckpointStore,
  checkEquivariance,
  disposeNetwork,
  Emlp,
  EquivariantBilinear,
  EquivariantBlock,
  EquivariantLinear,
  emlp,
  type FitOptions,
  fitRows,
  loadModel,
  minimize,
  residualBlock,
  saveModel,
  toDense,
  trainableVariables,
} from '../src/index.js'
import { fileCheckpoint } from '../src/node.js'
import { memoryStore } from './memory-store.js'

const V = tensor(dihedral(4), 1)
const x = [
  [1, 2, 3, 4],
  [0, 1, 0, 2],
]
const made = () => emlp({ repIn: V, repOut: V, hidden: 12, layers: 1, seed: 0 })
const weightsOf = (network: tf.LayersModel) => network.getWeights().map((w) => Array.from(w.dataSync()))
const sink = {
  save: async () => ({ modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' as const } }),
}
const never = () => new Promise<never>(() => {})
const later = (ms = 0) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** A run that goes on until it is aborted, and what aborts it. */
function endless(fit: (options: FitOptions) => Promise<unknown>, more: FitOptions = {}) {
  const controller = new AbortController()
  const run = fit({ epochs: 1e8, signal: controller.signal, onProgress: () => later(), ...more })
  const ended = run.then(
    () => undefined,
    (error: unknown) => error,
  )
  return async () => {
    controller.abort()
    return ended
  }
}

describe('a second fit at once', () => {
  it('is refused, whoever asks; the first goes on as alone, and after it the next may train', async () => {
    const alone = made()
    const losses = await alone.fit(x, x, { epochs: 12 })
    const model = made()
    const { network } = model
    const tensors = tf.memory().numTensors
    const refused = async () => {
      const data = { repIn: V, repOut: V, x, y: x, network }
      for (const second of [
        model.fit(x, x, { epochs: 3 }),
        fitRows(data, { epochs: 3 }),
        new Emlp(network, V, V).fit(x, x),
        minimize({ steps: 2, variables: trainableVariables(network).slice(1), loss: () => tf.scalar(0) }),
      ]) {
        await expect(second).rejects.toMatchObject({ name: 'BusyError', code: 'BUSY' })
        await expect(second).rejects.toThrow(/being trained.*abort it/)
      }
      // answers, counts and files are of the weights as they are
      expect(model.predict(x).length).toBe(2)
      await model.save(sink)
      expect(checkEquivariance(model.network, { repIn: V, repOut: V }).equivariant).toBe(true)
    }
    const first = model.fit(x, x, {
      epochs: 12,
      onProgress: ({ step }) => (step === 5 ? refused() : undefined),
    })
    await expect(model.fit(x, x)).rejects.toMatchObject({ code: 'BUSY' })
    expect(await first).toEqual(losses)
    expect(weightsOf(network)).toEqual(weightsOf(alone.network))
    expect(await model.fit(x, x, { epochs: 3 })).toEqual(await alone.fit(x, x, { epochs: 3 }))
    expect(tf.memory().numTensors).toBe(tensors)
    alone.dispose()
    model.dispose()
  })

  it('is refused between a model’s own fit and that of its network', async () => {
    const model = made()
    model.network.compile({ optimizer: 'sgd', loss: 'meanSquaredError' })
    const [inputs, labels] = [tf.tensor2d(x), tf.tensor2d(x)]
    const stop = endless((options) => model.fit(x, x, options))
    await expect(model.network.fit(inputs, labels)).rejects.toThrow(/another fit\(\) call is ongoing/)
    expect(await stop()).toMatchObject({ code: 'ABORTED' })
    const own = model.network.fit(inputs, labels, { epochs: 3, verbose: 0 })
    await expect(model.fit(x, x)).rejects.toMatchObject({ code: 'BUSY' })
    await own
    await model.fit(x, x, { epochs: 1 })
    tf.dispose([inputs, labels])
    model.dispose()
  })

  it('is refused of two models that share a layer, and not of two that do not', async () => {
    const shared = new EquivariantLinear({ repIn: V, repOut: V, seed: 1 })
    const network = () => {
      const input = tf.input({ shape: [4] })
      const own = new EquivariantLinear({ repIn: V, repOut: V, seed: 2 })
      return tf.model({ inputs: input, outputs: own.apply(shared.apply(input)) as tf.SymbolicTensor })
    }
    const [a, b, c] = [new Emlp(network(), V, V), new Emlp(network(), V, V), made()]
    const stop = endless((options) => a.fit(x, x, options))
    await expect(b.fit(x, x)).rejects.toThrow(/weights are being trained by another run.*shares them/)
    await c.fit(x, x, { epochs: 2 })
    expect(await stop()).toMatchObject({ code: 'ABORTED' })
    await b.fit(x, x, { epochs: 2 })
    // the layer is freed with the last of the two
    a.dispose()
    expect(b.predict(x).length).toBe(2)
    expect(() => a.predict(x)).toThrow(/disposed of/)
    a.dispose()
    expect(b.predict(x).length).toBe(2)
    for (const model of [b, c]) model.dispose()
  })

  it('is refused of one place for checkpoints, a file by any of its paths', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'buridan-place-'))
    const [path, link, other] = ['run', 'link', 'other'].map((name) => join(folder, name))
    // links to what is not there yet, and a folder by another name
    await symlink('run', link!)
    await symlink(folder, other!)
    const store = memoryStore()
    for (const [one, two] of [
      [store, store],
      [fileCheckpoint(path!), fileCheckpoint(relative(process.cwd(), path!))],
      [fileCheckpoint(path!), fileCheckpoint(link!)],
      [fileCheckpoint(link!), fileCheckpoint(join(other!, 'run'))],
    ] as const) {
      await rm(path!, { force: true })
      const [a, b] = [made(), made()]
      const told = vi.fn(() => later())
      const checkpoint = { store: one, every: 1 }
      const stop = endless((options) => a.fit(x, x, options), { checkpoint, onProgress: told })
      const second = b.fit(x, x, { checkpoint: { store: two } })
      await expect(second).rejects.toMatchObject({ code: 'BUSY' })
      await expect(second).rejects.toThrow(/the checkpoint.* is in use by a run.*a place of its own/)
      await vi.waitUntil(() => told.mock.calls.length > 1)
      expect(await stop()).toMatchObject({ code: 'ABORTED' })
      // what was being written when it stopped is written first
      await vi.waitFor(() =>
        expect(b.fit(x, x, { checkpoint: { store: two } })).rejects.toMatchObject({ code: 'INVALID_FILE' }),
      )
      for (const model of [a, b]) model.dispose()
    }
    // what a link leads to is written, and the link stays
    expect(await readlink(link!)).toBe('run')
    expect(await fileCheckpoint(path!).read()).toEqual(await fileCheckpoint(link!).read())
    await rm(folder, { recursive: true })
  })

  it('is refused of a network and of one that it is a part of, whoever trains them', async () => {
    const sequential = (part: tf.LayersModel) => {
      const outer = tf.sequential()
      outer.add(part)
      return outer
    }
    const functional = (part: tf.LayersModel) => {
      const input = tf.input({ shape: [4] })
      return tf.model({ inputs: input, outputs: part.apply(input) as tf.SymbolicTensor })
    }
    const [inputs, labels] = [tf.tensor2d(x), tf.tensor2d(x)]
    for (const outerOf of [sequential, functional, (m: tf.LayersModel) => functional(sequential(m))]) {
      const inner = made()
      const outer = outerOf(inner.network)
      outer.compile({ optimizer: 'sgd', loss: 'meanSquaredError' })
      const variables = trainableVariables(inner.network).slice(1)
      const outerRun = outer.fit(inputs, labels, { epochs: 4, verbose: 0 })
      for (const second of [
        inner.fit(x, x),
        fitRows({ repIn: V, repOut: V, x, y: x, network: outer }),
        minimize({ steps: 2, variables, loss: () => tf.scalar(0) }),
      ]) {
        await expect(second).rejects.toMatchObject({ code: 'BUSY' })
        await expect(second).rejects.toThrow(/being trained/)
      }
      await outerRun
      // and the other way round
      const stop = endless((options) => inner.fit(x, x, options))
      await expect(outer.fit(inputs, labels, { verbose: 0 })).rejects.toThrow(/another fit/)
      expect(await stop()).toMatchObject({ code: 'ABORTED' })
      inner.network.compile({ optimizer: 'sgd', loss: 'meanSquaredError' })
      const innerRun = inner.network.fit(inputs, labels, { epochs: 4, verbose: 0 })
      await expect(new Emlp(outer, V, V).fit(x, x)).rejects.toMatchObject({ code: 'BUSY' })
      await innerRun
      await new Emlp(outer, V, V).fit(x, x, { epochs: 1 })
      await outer.fit(inputs, labels, { verbose: 0 })
    }
    tf.dispose([inputs, labels])
  })

  it('is allowed after any end of the first', async () => {
    const model = made()
    const aborted = new AbortController()
    aborted.abort()
    for (const bad of [
      { loss: () => expect.fail('mine') },
      { onProgress: () => Promise.reject(new Error('mine')) },
      { signal: aborted.signal },
      { learningRate: 1e38 },
      { checkpoint: { store: { read: () => Promise.reject(new Error('mine')), write: never } } },
      { checkpoint: { store: { read: async () => undefined, write: () => expect.fail('mine') }, every: 1 } },
      { batchSize: 0 },
    ] as FitOptions[]) {
      await expect(model.fit(x, x, { epochs: 3, ...bad })).rejects.toThrow()
      expect((await model.fit(x, x, { epochs: 1 })).length).toBe(1)
    }
    model.dispose()
  })
})

describe('a run that is aborted', () => {
  const WAITING: Readonly<Record<string, FitOptions>> = {
    'by what is told': { onProgress: never },
    'by what reads a checkpoint': { checkpoint: { store: { read: never, write: never } } },
    'by what writes one': { checkpoint: { store: { read: async () => undefined, write: never }, every: 1 } },
  }
  it.each(Object.entries(WAITING))('stops at once where it is held up %s', async (_, options) => {
    const model = made()
    const tensors = tf.memory().numTensors
    const stop = endless((more) => model.fit(x, x, more), options)
    await later(20)
    const started = performance.now()
    expect(await stop()).toMatchObject({ code: 'ABORTED' })
    expect(performance.now() - started).toBeLessThan(100)
    expect(tf.memory().numTensors).toBe(tensors)
    expect((await model.fit(x, x, { epochs: 2 })).length).toBe(2)
    model.dispose()
  })

  it('stops too where the signal does not tell, but is asked', async () => {
    const model = made()
    const signal = { aborted: false }
    const run = model.fit(x, x, { signal: signal as AbortSignal, onProgress: never })
    setTimeout(() => {
      signal.aborted = true
    }, 20)
    await expect(run).rejects.toMatchObject({ code: 'ABORTED' })
    model.dispose()
  })

  it('keeps its place for checkpoints until what it was writing is written', async () => {
    let release: (() => void) | undefined
    const store: CheckpointStore = { ...memoryStore(), write: () => new Promise((r) => (release = r)) }
    const checkpoint = { store, every: 1 }
    const [a, b] = [made(), made()]
    const stop = endless((options) => a.fit(x, x, options), { checkpoint })
    await vi.waitUntil(() => release !== undefined)
    await stop()
    await expect(b.fit(x, x, { checkpoint })).rejects.toThrow(/stopped while it was written/)
    release?.()
    await later()
    expect(await endless((options) => b.fit(x, x, options), { checkpoint })()).toMatchObject({
      code: 'ABORTED',
    })
    for (const model of [a, b]) model.dispose()
  })

  it('does nothing where it is aborted at the start: no step, no file, no word', async () => {
    const model = made()
    const before = weightsOf(model.network)
    const [onProgress, read] = [vi.fn(), vi.fn(async () => undefined)]
    const signal = AbortSignal.abort()
    const run = model.fit(x, x, { signal, onProgress, checkpoint: { store: { read, write: never } } })
    await expect(run).rejects.toMatchObject({ code: 'ABORTED' })
    expect([onProgress.mock.calls, read.mock.calls]).toEqual([[], []])
    expect(weightsOf(model.network)).toEqual(before)
    model.dispose()
  })

  it('refuses what is no signal, and options that there are none of', async () => {
    const model = made()
    for (const signal of [5, {}, null, 'stop', { aborted: 'no' }] as never[]) {
      const run = model.fit(x, x, { signal })
      await expect(run).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' })
      await expect(run).rejects.toThrow(/signal is .*AbortSignal/)
    }
    await expect(model.fit(x, x, { epoch: 3 } as FitOptions)).rejects.toThrow(
      /fit has no option "epoch"; it has epochs, /,
    )
    const sizes = { repIn: V, repOut: V, hidden: 8, layers: 1 }
    expect(() => emlp({ ...sizes, hiden: 3 } as never)).toThrow(/emlp has no option "hiden"; it has repIn/)
    expect(() => residualBlock(tf.input({ shape: [4] }), { rep: V, chanels: 1 } as never)).toThrow(
      /residualBlock has no option "chanels"/,
    )
    for (const checkpoint of [3, {}, { store: {} }, { store: { read: never } }] as never[]) {
      await expect(model.fit(x, x, { checkpoint })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' })
    }
    const evry = { store: memoryStore(), evry: 1 } as never
    await expect(model.fit(x, x, { checkpoint: evry })).rejects.toThrow(
      /checkpoint has no option "evry"; it has store, every/,
    )
    const data = { repIn: V, repOut: V, x, y: x, network: model.network }
    await expect(fitRows({ ...data, forwrd: () => 0 } as never)).rejects.toThrow(
      /fitRows has no option "forwrd"; it has repIn, /,
    )
    for (const [run, words] of [
      [model.fit(x, x, { loss: 'meanSquaredError' as never }), /loss is "meanSquaredError".*squaredError/],
      [fitRows({ ...data, forward: 3 as never }), /forward is 3; it must be a function/],
      [fitRows({ ...data, prepare: 'x' as never }), /prepare is "x"/],
    ] as const) {
      await expect(run).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' })
      await expect(run).rejects.toThrow(words)
    }
    for (const clipNorm of [0, -1, Number.NaN, 1e-46]) {
      await expect(model.fit(x, x, { clipNorm })).rejects.toThrow(/clipNorm is .*float32 holds/)
    }
    await model.fit(x, x, { epochs: 1, clipNorm: Number.POSITIVE_INFINITY })
    model.dispose()
  })
})

describe('a model that was disposed of', () => {
  it('refuses every use, and being disposed of again is nothing', async () => {
    const tensors = tf.memory().numTensors
    for (const how of ['the model', 'its network'] as const) {
      const model = made()
      const { network } = model
      if (how === 'the model') model.dispose()
      else network.dispose()
      const data = { repIn: V, repOut: V, x, y: x, network }
      for (const use of [
        () => model.predict(x),
        () => model.fit(x, x),
        () => model.save(sink),
        () => fitRows(data),
        () => saveModel(network, { kind: 'mine', repIn: V, repOut: V }, sink),
        () => toDense(network),
        () => trainableVariables(network),
        () => checkEquivariance(network, { repIn: V, repOut: V }),
        () => checkEquivariance(model, { repIn: V, repOut: V }),
      ]) {
        await expect(async () => use()).rejects.toMatchObject({ name: 'DisposedError', code: 'DISPOSED' })
      }
      model.dispose()
      disposeNetwork(network)
      expect(tf.memory().numTensors).toBe(tensors)
    }
  })

  it('while it trains ends the run with a word, and leaves no tensor', async () => {
    const tensors = tf.memory().numTensors
    for (const every of [1, 100]) {
      const model = made()
      const run = model.fit(x, x, {
        checkpoint: { store: memoryStore(), every },
        onProgress: ({ step }) => step === 3 && model.dispose(),
      })
      await expect(run).rejects.toMatchObject({ code: 'DISPOSED' })
      await expect(run).rejects.toThrow(/freed at step 3 of training/)
    }
    const model = made()
    const freeing: FitOptions['loss'] = (p) => {
      model.dispose()
      return tf.sum(p)
    }
    await expect(model.fit(x, x, { loss: freeing })).rejects.toMatchObject({ code: 'DISPOSED' })
    expect(tf.memory().numTensors).toBe(tensors)
  })

  it('has layers that say so, and layers that have no weights yet say that', () => {
    const two = { repIn: V, repOut: V, seed: 1 }
    const [linear, block, bilinear] = [
      new EquivariantLinear(two),
      new EquivariantBlock(two),
      new EquivariantBilinear({ rep: V, seed: 1 }),
    ]
    const asked = [
      () => linear.toDense(),
      () => block.linearToDense(),
      () => block.productWeights(),
      () => bilinear.currentWeights(),
    ]
    for (const ask of asked) {
      expect(ask).toThrow(
        expect.objectContaining({ code: 'UNSUPPORTED', message: expect.stringMatching(/no weights yet/) }),
      )
    }
    tf.tidy(() => {
      for (const layer of [linear, block, bilinear]) layer.apply(tf.ones([1, 4]))
      for (const ask of asked) expect(ask()).toBeDefined()
    })
    for (const layer of [linear, block, bilinear]) layer.dispose()
    for (const ask of asked) expect(ask).toThrow(expect.objectContaining({ code: 'DISPOSED' }))
  })

  describe('has layers that are freed with the last network that uses them', () => {
    const linear = (seed = 0, more: object = {}) =>
      new EquivariantLinear({ repIn: V, repOut: V, seed, ...more })
    const over = (f: (x: tf.SymbolicTensor) => unknown, shape = [4]) => {
      const inputs = tf.input({ shape })
      return tf.model({ inputs, outputs: f(inputs) as tf.SymbolicTensor })
    }
    const stepwise = (layer: tf.layers.Layer) => tf.layers.timeDistributed({ layer })
    const answers = (network: tf.LayersModel) =>
      tf.tidy(
        () =>
          (network.predict(tf.ones([2, ...network.inputs[0]!.shape.slice(1)] as number[])) as tf.Tensor)
            .shape,
      )
    const refused = (network: tf.LayersModel) => {
      expect(() => trainableVariables(network)).toThrow(expect.objectContaining({ code: 'DISPOSED' }))
      expect(() => answers(network)).toThrow(/disposed/)
    }

    const ALONE: Readonly<Record<string, () => tf.LayersModel>> = {
      'a layer that is used twice': () => {
        const layer = linear()
        return over((x) => layer.apply(layer.apply(x)))
      },
      'a layer that is used three times, once beside itself': () => {
        const layer = linear()
        return over((x) => tf.layers.add().apply([layer.apply(layer.apply(x)), layer.apply(x)] as never))
      },
      'a wrapper that is used twice': () => {
        const layer = stepwise(linear())
        return over((x) => layer.apply(layer.apply(x)), [3, 4])
      },
      'a network in a wrapper': () => over((x) => stepwise(made().network).apply(x), [3, 4]),
      'a sequential one that was not asked yet': () =>
        tf.sequential({ layers: [linear(1, { inputShape: [4] }), linear(2)] }),
      'a sequential one of a network': () => {
        const model = tf.sequential()
        model.add(made().network as never)
        model.add(linear())
        return model
      },
    }
    it.each(Object.entries(ALONE))('%s', (_, make) => {
      const tensors = tf.memory().numTensors
      const network = make()
      expect(tf.memory().numTensors).toBeGreaterThan(tensors)
      disposeNetwork(network)
      expect(tf.memory().numTensors).toBe(tensors)
      refused(network)
      disposeNetwork(network)
    })

    it('and are kept while another one uses them, however often each does', () => {
      const tensors = tf.memory().numTensors
      for (const order of [(x: tf.LayersModel[]) => x, (x: tf.LayersModel[]) => [...x].reverse()]) {
        const [layer, wrapper] = [linear(), stepwise(linear())]
        const networks = order([
          over((x) => layer.apply(layer.apply(x))),
          over((x) => layer.apply(x)),
          over((x) => stepwise(layer).apply(wrapper.apply(x)), [3, 4]),
          over((x) => wrapper.apply(wrapper.apply(x)), [3, 4]),
        ])
        const [first, ...rest] = order(networks).slice(0, 2)
        disposeNetwork(first!)
        expect(() => trainableVariables(first!)).toThrow(/disposed of/)
        for (const network of rest) answers(network)
        for (const network of networks) disposeNetwork(network)
        for (const network of networks) refused(network)
        expect(tf.memory().numTensors).toBe(tensors)
      }
    })

    it('and so are networks that others are made of, in whatever order they are freed', () => {
      const tensors = tf.memory().numTensors
      for (const turn of [0, 1, 2]) {
        const model = made()
        const inner = model.network
        const twice = over((x) => inner.apply(inner.apply(x)))
        const once = over((x) => linear().apply(inner.apply(x)))
        const order = [inner, twice, once]
        order.push(...order.splice(0, turn))
        order.forEach((network, i) => {
          disposeNetwork(network)
          expect(() => trainableVariables(network)).toThrow(/disposed of/)
          for (const other of order.slice(i + 1)) expect(answers(other)).toEqual([2, 4])
        })
        expect(() => model.predict(x)).toThrow(expect.objectContaining({ code: 'DISPOSED' }))
        for (const network of order) refused(network)
        expect(tf.memory().numTensors).toBe(tensors)
      }
    })

    it('and networks in one that was loaded are freed with it', async () => {
      const inner = made().network
      const middle = over((x) => linear(1).apply(inner.apply(x)))
      const sequential = tf.sequential()
      sequential.add(middle as never)
      sequential.add(linear(2))
      for (const network of [over((x) => middle.apply(middle.apply(x))), sequential]) {
        let saved: tf.io.ModelArtifacts = {}
        const save = async (given: tf.io.ModelArtifacts) => {
          saved = given
          return sink.save()
        }
        await saveModel(network, { kind: 'mine', repIn: V, repOut: V }, { save })
        const tensors = tf.memory().numTensors
        const { network: again } = await loadModel({ load: async () => saved }, 'mine')
        expect(answers(again)).toEqual([2, 4])
        disposeNetwork(again)
        refused(again)
        expect(tf.memory().numTensors).toBe(tensors)
      }
    })
  })

  it('has freed weights that no other run takes', async () => {
    const w = tf.variable(tf.scalar(1))
    w.dispose()
    const run = minimize({ steps: 1, variables: [w], loss: () => tf.scalar(0) })
    await expect(run).rejects.toMatchObject({ code: 'DISPOSED' })
  })
})
