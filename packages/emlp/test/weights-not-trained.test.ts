import { checksum } from '@buridan/core'
import { dihedral, orthogonal, parseRepresentation, rng, tensor } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import {
  type CheckpointStore,
  EquivariantLinear,
  FieldDropout,
  type FitOptions,
  fitRows,
} from '../src/index.js'
import { memoryStore } from './memory-store.js'

const V = tensor(dihedral(4), 1)
const random = rng(5)
const rows = (n: number) => Array.from({ length: n }, () => Array.from({ length: 4 }, () => random.normal()))
const [x, y] = [rows(6), rows(6)]
const OPTIONS: FitOptions = { epochs: 10, batchSize: 3, learningRate: 0.02, seed: 1 }

type Middle = (input: tf.SymbolicTensor) => tf.SymbolicTensor

/** Two linear layers with something between them. */
function network(middle: Middle, rep = V): tf.LayersModel {
  const linear = (seed: number) => new EquivariantLinear({ repIn: rep, repOut: rep, seed })
  const input = tf.input({ shape: [rep.dim] })
  const hidden = middle(linear(0).apply(input) as tf.SymbolicTensor)
  return tf.model({ inputs: input, outputs: linear(1).apply(hidden) as tf.SymbolicTensor })
}
const applied =
  (layer: tf.layers.Layer): Middle =>
  (input) =>
    layer.apply(input) as tf.SymbolicTensor
const averaged = () => network((input) => applied(tf.layers.batchNormalization({}))(input))
const weightsOf = (model: tf.LayersModel) => model.getWeights().map((w) => Array.from(w.dataSync()))
const fit = (model: tf.LayersModel, more: FitOptions = {}) =>
  fitRows({ repIn: V, repOut: V, network: model, x, y }, { ...OPTIONS, ...more })

/** A run that is stopped after a step. */
async function stopped(model: tf.LayersModel, store: CheckpointStore, at = 12): Promise<void> {
  const stop = new AbortController()
  const onProgress: FitOptions['onProgress'] = ({ step }) => step === at && stop.abort()
  const run = fit(model, { checkpoint: { store, every: 5 }, signal: stop.signal, onProgress })
  await expect(run).rejects.toMatchObject({ code: 'ABORTED' })
}

/** A checkpoint as the former format had it: trained weights and the optimizer's state alone. */
function formerly(bytes: Uint8Array, lost: number): Uint8Array {
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(0, 4096)))
  const { drawing: _, ...run } = header.run
  const out = new Uint8Array(bytes.length - 4 * lost).fill(0x20, 0, 4096)
  out.set(new TextEncoder().encode(JSON.stringify({ ...header, run, format: 2, state: header.state - lost })))
  out.set(bytes.subarray(4096, bytes.length - 4 - 4 * lost), 4096)
  new DataView(out.buffer).setUint32(out.length - 4, checksum(out.subarray(0, -4)), true)
  return out
}

describe('averages that move as a network trains', () => {
  it('are those of a run without checkpoints, where one is kept, stopped at any step and goes on', async () => {
    const whole = averaged()
    const losses = await fit(whole)
    const kept = averaged()
    expect(await fit(kept, { checkpoint: { store: memoryStore(), every: 5 } })).toEqual(losses)
    expect(weightsOf(kept)).toEqual(weightsOf(whole))
    for (const at of [3, 12]) {
      const store = memoryStore()
      const model = averaged()
      await stopped(model, store, at)
      // the model made anew, and the one that was stopped
      for (const again of [averaged(), model]) {
        const copy = { ...store, bytes: store.bytes?.slice() }
        expect(await fit(again, { checkpoint: { store: copy, every: 5 } })).toEqual(losses)
        expect(weightsOf(again)).toEqual(weightsOf(whole))
      }
    }
  })

  it('move with each step, once, and stay where a checkpoint is refused', async () => {
    const model = averaged()
    const store = memoryStore()
    await stopped(averaged(), store)
    const before = weightsOf(model)
    await expect(fit(model, { seed: 2, checkpoint: { store } })).rejects.toThrow(/seed is 1 there and 2/)
    const other: FitOptions['loss'] = (p) => tf.mean(tf.abs(p)) as tf.Scalar
    await expect(fit(model, { loss: other, checkpoint: { store } })).rejects.toThrow(/loss is another/)
    expect(weightsOf(model)).toEqual(before)
    // as in the model's own fit: once a step
    const layers = [0, 1].map(() => tf.layers.batchNormalization({ momentum: 0.5 }))
    const [ours, theirs] = layers.map((layer) => network(applied(layer)))
    await fit(ours!, { epochs: 3, batchSize: 6, learningRate: 1e-30 })
    theirs!.compile({ optimizer: tf.train.sgd(0), loss: 'meanSquaredError' })
    const [inputs, labels] = [tf.tensor2d(x), tf.tensor2d(y)]
    await theirs!.fit(inputs, labels, { epochs: 3, verbose: 0 })
    const [own, plain] = layers.map((layer) => layer.getWeights().flatMap((w) => Array.from(w.dataSync())))
    own!.forEach((v, i) => expect(v).toBeCloseTo(plain![i]!, 5))
  })

  it('are again those before, with all weights, where a loss is not finite or throws, and where they are not', async () => {
    for (const [at, bad] of [
      [1, 0],
      [3, 2],
    ] as const) {
      const model = averaged()
      const good = [weightsOf(model)]
      let calls = 0
      const run = fit(model, {
        loss: (p) => tf.mul(tf.mean(tf.square(p)), ++calls === at ? Number.NaN : 1) as tf.Scalar,
        onProgress: () => good.push(weightsOf(model)),
      })
      await expect(run).rejects.toMatchObject({ code: 'NOT_CONVERGED' })
      // the step before the one that failed led there
      expect(weightsOf(model)).toEqual(good[Math.max(0, bad - 1)])
    }
    const model = averaged()
    const before = weightsOf(model)
    await expect(fit(model, { loss: () => expect.fail('mine') })).rejects.toThrow('mine')
    expect(weightsOf(model)).toEqual(before)
    const tensors = tf.memory().numTensors
    const large = x.map((row) => row.map((v) => 1e25 * v))
    const run = fitRows(
      { repIn: V, repOut: V, network: model, x: large, y: null },
      { epochs: 2, loss: (p) => tf.mean(p) as tf.Scalar },
    )
    await expect(run).rejects.toMatchObject({ code: 'NOT_CONVERGED' })
    expect(weightsOf(model)).toEqual(before)
    expect(tf.memory().numTensors).toBe(tensors)
  })
})

describe('a checkpoint is of all that a network has', () => {
  const refused = async (made: tf.LayersModel, store: CheckpointStore, words: RegExp) => {
    const before = weightsOf(made)
    const run = fit(made, { checkpoint: { store } })
    await expect(run).rejects.toMatchObject({ code: 'INVALID_FILE' })
    await expect(run).rejects.toThrow(words)
    expect(weightsOf(made)).toEqual(before)
  }

  it('frozen weights are told apart to the last bit', async () => {
    const frozen = (by: number) => {
      const layer = new EquivariantLinear({ repIn: V, repOut: V, seed: 3 })
      const made = network(applied(layer))
      layer.setWeights(layer.getWeights().map((w) => tf.add(w, tf.mul(w, by))))
      layer.trainable = false
      return made
    }
    const store = memoryStore()
    await stopped(frozen(0), store)
    for (const by of [1e-6, 2e-5, 1]) await refused(frozen(by), store, /starts from other weights/)
    const whole = frozen(0)
    const losses = await fit(whole)
    const again = frozen(0)
    expect(await fit(again, { checkpoint: { store } })).toEqual(losses)
    expect(weightsOf(again)).toEqual(weightsOf(whole))
  })

  it('and seeds of layers that draw in training, wherever they are', async () => {
    const W = parseRepresentation(orthogonal(2), '2*V')
    const own = (seed: number) => new FieldDropout({ rep: W, rate: 1e-3, seed })
    const nested = (seed: number) => {
      const input = tf.input({ shape: [4] })
      return tf.model({ inputs: input, outputs: own(seed).apply(input) as tf.SymbolicTensor })
    }
    const plain = (seed: number) => tf.layers.dropout({ rate: 1e-3, seed })
    for (const middle of [
      (seed: number) => applied(own(seed)),
      (seed: number) => applied(nested(seed)),
      (seed: number) => applied(plain(seed)),
    ]) {
      const store = memoryStore()
      await stopped(network(middle(1)), store)
      await refused(
        network(middle(2)),
        store,
        /of another run: layers that draw in training.* have other seeds/,
      )
      expect((await fit(network(middle(1)), { checkpoint: { store } })).length).toBe(20)
    }
    // the seed of a layer that starts weights acts by them
    const store = memoryStore()
    const weighted = (seed: number) => {
      const layer = new EquivariantLinear({ repIn: V, repOut: V, seed })
      const made = network(applied(layer))
      layer.setWeights(layer.getWeights().map((w) => tf.onesLike(w)))
      return made
    }
    await stopped(weighted(1), store)
    expect((await fit(weighted(2), { checkpoint: { store } })).length).toBe(20)
  })

  it('of the former format it goes on where all weights were kept, and is refused where some were not', async () => {
    const plain = () => network((input) => input)
    const whole = plain()
    const losses = await fit(whole)
    const store = memoryStore()
    await stopped(plain(), store)
    store.bytes = formerly(store.bytes!, 0)
    const again = plain()
    expect(await fit(again, { checkpoint: { store } })).toEqual(losses)
    expect(weightsOf(again)).toEqual(weightsOf(whole))
    const moving = memoryStore()
    await stopped(averaged(), moving)
    moving.bytes = formerly(moving.bytes!, 8)
    await refused(averaged(), moving, /version that did not keep weights that are not trained.*begin anew/)
    const dropping = () =>
      network((input) => applied(new FieldDropout({ rep: V, rate: 0.1, seed: 1 }))(input))
    const drawing = memoryStore()
    await stopped(dropping(), drawing)
    drawing.bytes = formerly(drawing.bytes!, 0)
    await refused(dropping(), drawing, /did not keep seeds of layers that draw in training/)
  })
})
