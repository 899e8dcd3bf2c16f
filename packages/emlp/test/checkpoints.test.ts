import { checksum } from '@buridan/core'
import {
  type AnyRepresentation,
  dihedral,
  orthogonal,
  parseRepresentation,
  permutationGroup,
  rng,
  tensor,
} from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import {
  type CheckpointStore,
  type Emlp,
  type EmlpOptions,
  emlp,
  type FitOptions,
  fitRows,
  type Loss,
  minimize,
  squaredError,
} from '../src/index.js'
import { memoryStore } from './memory-store.js'

const rep: AnyRepresentation = tensor(dihedral(4), 1)
const random = rng(1)
const rows = (n: number, dim = 4) =>
  Array.from({ length: n }, () => Array.from({ length: dim }, () => random.normal()))
const [x, y] = [rows(7), rows(7)]
const options: FitOptions = { epochs: 6, batchSize: 3, learningRate: 0.02, clipNorm: 1, seed: 4 }
const make = (more: Partial<EmlpOptions> = {}) =>
  emlp({ repIn: rep, repOut: rep, hidden: 12, layers: 1, seed: 0, onWarning: () => {}, ...more })
const weightsOf = (model: Emlp) => model.network.getWeights().map((w) => Array.from(w.dataSync()))

/** A run that stops after a step. */
async function stopped(model: Emlp, store: CheckpointStore, at = 9, more: FitOptions = {}): Promise<void> {
  const controller = new AbortController()
  const run = model.fit(x, y, {
    ...options,
    ...more,
    checkpoint: { store, every: 4 },
    signal: controller.signal,
    onProgress: ({ step }) => step === at && controller.abort(),
  })
  await expect(run).rejects.toMatchObject({ code: 'ABORTED' })
}

/** That a run is refused, in what words, and that nothing is changed by asking. */
async function refused(
  run: () => Promise<unknown>,
  model: Emlp,
  store: { bytes: Uint8Array | undefined },
  words: RegExp,
) {
  const [bytes, weights, tensors] = [store.bytes!.slice(), weightsOf(model), tf.memory().numTensors]
  const refusal: unknown = await run().catch((e: unknown) => e)
  expect(refusal).toMatchObject({ code: 'INVALID_FILE', message: expect.stringMatching(words) })
  expect(String(refusal)).toMatch(/is of another run.*delete the checkpoint or choose another place/)
  expect(Buffer.compare(store.bytes!, bytes)).toBe(0)
  expect(weightsOf(model)).toEqual(weights)
  expect(tf.memory().numTensors).toBe(tensors)
}

const changed = (from: number[][], row: number, column: number, by: number) =>
  from.map((r, i) => r.map((v, k) => (i === row && k === column ? v + by : v)))

describe('a checkpoint of another run is refused', () => {
  it.each(['stopped', 'over'])(
    'of one that is %s: by data, options, network, start and loss',
    async (state) => {
      const store = memoryStore()
      const first = make()
      if (state === 'stopped') await stopped(first, store)
      else await first.fit(x, y, { ...options, checkpoint: { store } })
      first.dispose()
      const model = make()
      const fit =
        (a: number[][], b: number[][] | null, more: FitOptions = {}) =>
        () =>
          model.fit(a, b, { ...options, ...more, checkpoint: { store } })
      const data = /: the rows of x or y are others\. Call/
      await refused(fit(rows(7), y), model, store, data)
      await refused(fit(x, rows(7)), model, store, data)
      await refused(fit(changed(x, 6, 3, 1e-12), y), model, store, data)
      await refused(fit(x, changed(y, 0, 0, 1e-12)), model, store, data)
      await refused(fit(x.slice(1), y.slice(1)), model, store, /rows of x or y/)
      await refused(fit([...x].reverse(), [...y].reverse()), model, store, data)
      const blind: Loss = (p) => tf.mean(tf.square(p)) as tf.Scalar
      await refused(fit(x, null, { loss: blind }), model, store, data)
      await refused(
        fit(x, y, { learningRate: 0.01 }),
        model,
        store,
        /: learningRate is 0.02 there and 0.01 here\./,
      )
      await refused(fit(x, y, { seed: 5 }), model, store, /: seed is 4 there and 5 here\./)
      await refused(fit(x, y, { clipNorm: 2 }), model, store, /: clipNorm is 1 there and 2 here\./)
      await refused(
        fit(x, y, { epochs: 7 }),
        model,
        store,
        /: steps is 18 there and 21 here, over all of which/,
      )
      await refused(fit(x, y, { batchSize: 4 }), model, store, /batchSize is 3 there and 4 here/)
      await refused(fit(x, y, { seed: 5, learningRate: 1 }), model, store, /learningRate is .*; seed is /)
      for (const [more, words] of [
        [{ seed: 1 }, /: the network starts from other weights/],
        [{ seed: undefined as never }, /other weights, as one made with another seed or without one/],
        [{ layers: 2 }, /layers of the network are others/],
        [{ hidden: 13 }, /layers of the network are others/],
        [{ channels: 1 }, /layers of the network are others/],
      ] as const) {
        const other = make(more)
        await refused(() => other.fit(x, y, { ...options, checkpoint: { store } }), other, store, words)
        other.dispose()
      }
      // and what is the same goes on
      const losses = await fit(x, y)()
      const whole = make()
      expect(losses).toEqual(await whole.fit(x, y, options))
      expect(weightsOf(model)).toEqual(weightsOf(whole))
      whole.dispose()
      model.dispose()
    },
  )

  it('by a loss of the same text that holds other numbers, and by one that differs in its gradient alone', async () => {
    const weighted =
      (weight: number): Loss =>
      (p, b) =>
        tf.mul(squaredError(p, b), weight) as tf.Scalar
    const against =
      (labels: number[][]): Loss =>
      (p, { indices }) =>
        tf.mean(tf.square(tf.sub(p, tf.tensor2d(indices.map((i) => labels[i]!))))) as tf.Scalar
    /** Counts only later: progress is what tells it. */
    const late =
      (from: number): Loss =>
      (p, b) =>
        tf.mul(squaredError(p, b), b.progress < from ? 1 : 2) as tf.Scalar
    // most of the predictions held fixed: the value is the same, the gradient a tenth
    const halfBlind: Loss = (p, b) => {
      const fixed = tf.tensor2d(p.dataSync().slice(), p.shape)
      return squaredError(tf.add(tf.mul(p, 0.1), tf.mul(fixed, 0.9)), b)
    }
    const pairs: readonly (readonly [Loss, Loss])[] = [
      [weighted(1), weighted(1.01)],
      [against(y), against(changed(y, 2, 1, 0.1))],
      [late(0.5), late(0.8)],
      [squaredError, halfBlind],
      [squaredError, weighted(-1)],
    ]
    for (const [one, other] of pairs) {
      for (const [a, b] of [
        [one, other],
        [other, one],
      ] as const) {
        const store = memoryStore()
        const first = make()
        await stopped(first, store, 9, { loss: a })
        first.dispose()
        const model = make()
        const fit = (loss: Loss) => () => model.fit(x, y, { ...options, loss, checkpoint: { store } })
        await refused(
          fit(b),
          model,
          store,
          /: the loss is another, at the first weights .* there and .* here/,
        )
        // the same function written anew is the same
        const again: Loss = (p, batch) => tf.add(a(p, batch), 0) as tf.Scalar
        expect((await fit(again)()).length).toBe(18)
        model.dispose()
      }
    }
  })

  it('also where the model was trained meanwhile, on something else', async () => {
    const store = memoryStore()
    const model = make()
    await stopped(model, store)
    await model.fit(x, rows(7), { epochs: 1, learningRate: 0.01 })
    const run = () => model.fit(x, y, { ...options, checkpoint: { store } })
    await refused(run, model, store, /starts from other weights/)
    model.dispose()
  })

  it('and the model that was stopped goes on itself, whatever was refused between', async () => {
    const whole = make()
    const losses = await whole.fit(x, y, options)
    const store = memoryStore()
    const model = make()
    await stopped(model, store)
    const run = (more: FitOptions) =>
      model.fit(x, y, { ...options, ...more, checkpoint: { store, every: 4 } })
    await expect(run({ seed: 5 })).rejects.toThrow(/seed is 4 there/)
    await expect(run({ loss: (p, b) => tf.mul(squaredError(p, b), 2) as tf.Scalar })).rejects.toThrow(
      /loss is another/,
    )
    await stopped(model, store, 14)
    expect(await run({})).toEqual(losses)
    expect(await run({})).toEqual(losses)
    expect(weightsOf(model)).toEqual(weightsOf(whole))
    // stopped before the first checkpoint it begins anew, from where it is
    model.dispose()
    whole.dispose()
  })

  it('where layers are TensorFlow.js’ own, nested, or of representations without a text', async () => {
    const dense = (seed: number, activation: 'relu' | 'tanh' = 'relu', nested = false) => {
      const layers = [
        tf.layers.dense({
          units: 5,
          activation,
          inputShape: [4],
          kernelInitializer: tf.initializers.glorotNormal({ seed }),
        }),
        tf.layers.dense({ units: 4, kernelInitializer: tf.initializers.glorotNormal({ seed: seed + 1 }) }),
      ]
      const inner = tf.sequential({ layers })
      if (!nested) return inner
      const input = tf.input({ shape: [4] })
      return tf.model({ inputs: input, outputs: inner.apply(input) as tf.SymbolicTensor })
    }
    for (const nested of [false, true]) {
      const store = memoryStore()
      const run = (network: tf.LayersModel, more: { run?: string } = {}) =>
        fitRows({ repIn: rep, repOut: rep, x, y, network, ...more }, { ...options, checkpoint: { store } })
      const losses = await run(dense(1, 'relu', nested))
      expect(await run(dense(1, 'relu', nested))).toEqual(losses)
      await expect(run(dense(3, 'relu', nested))).rejects.toThrow(/starts from other weights/)
      await expect(run(dense(1, 'tanh', nested))).rejects.toThrow(/layers of the network are others/)
      await expect(run(dense(1, 'relu', !nested))).rejects.toThrow(/layers of the network are others/)
      await expect(run(dense(1, 'relu', nested), { run: 'other' })).rejects.toThrow(
        /model is not set there and other here/,
      )
    }
    const mine: AnyRepresentation = parseRepresentation(
      permutationGroup([[1, 2, 3, 0]], { name: 'mine' }),
      'V',
    )
    const store = memoryStore()
    const nameless = (seed: number) => make({ repIn: mine, repOut: mine, seed })
    const model = nameless(0)
    const losses = await model.fit(x, y, { ...options, checkpoint: { store } })
    expect(await nameless(0).fit(x, y, { ...options, checkpoint: { store } })).toEqual(losses)
    await expect(nameless(1).fit(x, y, { ...options, checkpoint: { store } })).rejects.toThrow(
      /other weights/,
    )
  })

  it('of steps of a loss alone: by what the loss is, and by what was given as run', async () => {
    const store = memoryStore()
    const run = (target: number, more: { run?: string; start?: number } = {}) => {
      const w = tf.variable(tf.scalar(more.start ?? 1))
      return minimize({
        steps: 5,
        variables: [w],
        loss: () => tf.square(tf.sub(w, target)) as tf.Scalar,
        checkpoint: { store },
        ...(more.run === undefined ? {} : { run: more.run }),
      })
    }
    const losses = await run(3, { run: 'a long name '.repeat(500) })
    expect(await run(3, { run: 'a long name '.repeat(500) })).toEqual(losses)
    await expect(run(4, { run: 'a long name '.repeat(500) })).rejects.toThrow(
      /loss is another, at the first weights 4.00000 .*norm 4.00000 there and 9/,
    )
    await expect(run(3, { run: `${'a long name '.repeat(500)}!` })).rejects.toThrow(/run is a long name/)
    await expect(run(3)).rejects.toThrow(/run is .* not set here/)
    await expect(run(3, { run: 'a long name '.repeat(500), start: 2 })).rejects.toThrow(/other weights/)
  })

  it('of a version that did not say what run it was of, with what to do', async () => {
    const store = memoryStore()
    const model = make()
    await stopped(model, store)
    const text = new TextDecoder().decode(store.bytes!.subarray(0, 4096))
    store.bytes!.set(new TextEncoder().encode(text.replace('"format":3', '"format":1')))
    const run = model.fit(x, y, { ...options, checkpoint: { store } })
    await expect(run).rejects.toThrow(
      /format 1, this version reads 3: it does not say of which data.*begin anew/,
    )
    model.dispose()
  })

  it('or that was forged, with a right checksum: of the wrong sizes, not finite, or with a header of other types', async () => {
    const store = memoryStore()
    const model = make()
    await stopped(model, store)
    const good = store.bytes!.slice()
    const header = JSON.parse(new TextDecoder().decode(good.subarray(0, 4096))) as Record<string, unknown>
    const forged = (change: object, body: Uint8Array = good.slice(4096, -4)) => {
      const bytes = new Uint8Array(4096 + body.length + 4).fill(0x20, 0, 4096)
      bytes.set(new TextEncoder().encode(JSON.stringify({ ...header, ...change })))
      bytes.set(body, 4096)
      new DataView(bytes.buffer).setUint32(bytes.length - 4, checksum(bytes.subarray(0, -4)), true)
      return bytes
    }
    expect(forged({})).toEqual(good)
    const [step, size] = [header.step as number, header.state as number]
    const notFinite = good.slice(4096, -4)
    new DataView(notFinite.buffer).setFloat32(8 * step, Number.NaN, true)
    const changedAt = (at: number, value: number) => {
      const body = good.slice(4096, -4)
      new DataView(body.buffer).setFloat32(8 * step + 4 * at, value, true)
      return forged({}, body)
    }
    const firstLoss = good.slice(4096, -4)
    new DataView(firstLoss.buffer).setFloat64(0, -5, true)
    const own = (size - 2) / 3
    const [weights, tensors] = [weightsOf(model), tf.memory().numTensors]
    for (const bytes of [
      // powers of β, and means of squares
      changedAt(size - 2, 7),
      changedAt(size - 2, 1),
      changedAt(size - 1, -3),
      changedAt(2 * own, -1e-9),
      changedAt(size - 3, -1),
      forged({}, firstLoss),
      forged({ run: null }),
      forged({ run: 'text' }),
      forged({ run: { ...(header.run as object), seed: [4] } }),
      forged({ run: { ...(header.run as object), toString: 1 } }),
      forged({ probes: null }),
      forged({ probes: [['1', 2]] }),
      forged({ probes: [] }),
      forged({ step: -1 }),
      forged({ step: '8', state: size }),
      forged({ step: step + 1, state: size - 2 }),
      forged({ step: 0, state: size + 2 * step }),
      forged({ step: 100, state: 0 }, new Uint8Array(800)),
      forged({}, notFinite),
    ]) {
      store.bytes = bytes
      const run = () => model.fit(x, y, { ...options, checkpoint: { store } })
      await expect(run()).rejects.toMatchObject({ code: 'INVALID_FILE' })
    }
    expect(weightsOf(model)).toEqual(weights)
    expect(tf.memory().numTensors).toBe(tensors)
    model.dispose()
  })

  it('and two representations of one size are told apart', async () => {
    const store = memoryStore()
    const G = orthogonal(2)
    const [a, b] = [parseRepresentation(G, '2*V'), parseRepresentation(G, 'T(2)')] as AnyRepresentation[]
    const first = make({ repIn: a!, repOut: a! })
    await first.fit(x, y, { ...options, checkpoint: { store } })
    const other = make({ repIn: b!, repOut: b! })
    await expect(other.fit(x, y, { ...options, checkpoint: { store } })).rejects.toThrow(
      /layers of the network are others/,
    )
    first.dispose()
    other.dispose()
  })
})
