import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BuridanError, dihedral, InvalidFileError, rng, tensor } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { describe, expect, it, vi } from 'vitest'
import {
  type CheckpointStore,
  EquivariantLinear,
  emlp,
  FieldDropout,
  type FitOptions,
  fitRows,
} from '../src/index.js'
import { fileCheckpoint } from '../src/node.js'
import { memoryStore } from './memory-store.js'

const rep = tensor(dihedral(4), 1)
const random = rng(1)
const rows = (n: number) => Array.from({ length: n }, () => Array.from({ length: 4 }, () => random.normal()))
const [x, y] = [rows(7), rows(7)]
const options: FitOptions = { epochs: 12, batchSize: 3, learningRate: 0.02, clipNorm: 1, seed: 4 }

const makeModel = (seed: number) => emlp({ repIn: rep, repOut: rep, hidden: 12, layers: 1, seed })
const weightsOf = (network: tf.LayersModel) => network.getWeights().map((w) => Array.from(w.dataSync()))

/** A run that is stopped before a step, as by a kill: nothing is written after the last checkpoint. */
async function stoppedAt(step: number, store: CheckpointStore, every: number): Promise<void> {
  const model = makeModel(0)
  const controller = new AbortController()
  const run = model.fit(x, y, {
    ...options,
    checkpoint: { store, every },
    signal: controller.signal,
    onProgress: (p) => {
      if (p.step === step) controller.abort()
    },
  })
  await expect(run).rejects.toThrow(BuridanError)
  model.dispose()
}

describe('training that is stopped', () => {
  it('goes on to the same weights and losses to the last bit, from any checkpoint', async () => {
    const whole = makeModel(0)
    const losses = await whole.fit(x, y, options)
    const wanted = weightsOf(whole.network)
    for (const [step, every] of [
      [1, 1],
      [17, 1],
      [20, 5],
      [4, 10],
      [35, 7],
    ] as const) {
      const store = memoryStore()
      await stoppedAt(step, store, every)
      const again = makeModel(0)
      expect(await again.fit(x, y, { ...options, checkpoint: { store, every } })).toEqual(losses)
      expect(weightsOf(again.network)).toEqual(wanted)
      // and a run that is over is over
      const over = makeModel(0)
      expect(await over.fit(x, y, { ...options, checkpoint: { store, every } })).toEqual(losses)
      expect(weightsOf(over.network)).toEqual(wanted)
      again.dispose()
      over.dispose()
    }
    whole.dispose()
  })

  it('waits where it is told to, comes to the same weights, and stops when it is aborted meanwhile', async () => {
    const whole = makeModel(0)
    const losses = await whole.fit(x, y, options)
    const paused = makeModel(0)
    let [step, release]: [number, () => void] = [0, () => {}]
    const run = paused.fit(x, y, {
      ...options,
      onProgress: (p) => {
        step = p.step
        return p.step % 5 === 0 ? new Promise<void>((resolve) => (release = resolve)) : undefined
      },
    })
    const beat = () => new Promise((resolve) => setTimeout(resolve, 40))
    for (let at = 5; at < losses.length; at += 5) {
      await vi.waitUntil(() => step >= at, { timeout: 10_000 })
      await beat()
      expect(step).toBe(at)
      // it answers while it waits
      expect(paused.predict(x).length).toBe(x.length)
      release()
    }
    expect(await run).toEqual(losses)
    expect(weightsOf(paused.network)).toEqual(weightsOf(whole.network))
    whole.dispose()
    paused.dispose()
    const stopped = makeModel(0)
    const controller = new AbortController()
    const aborted = stopped.fit(x, y, {
      ...options,
      signal: controller.signal,
      onProgress: () =>
        new Promise<void>((resolve) => {
          controller.abort()
          resolve()
        }),
    })
    await expect(aborted).rejects.toMatchObject({ code: 'ABORTED' })
    stopped.dispose()
  })

  it('refuses checkpoints that are damaged or of another run, and leaves them and the weights as they are', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'buridan-checkpoint-'))
    const path = join(folder, 'deep', 'run.checkpoint')
    const store = fileCheckpoint(path)
    await stoppedAt(20, store, 5)
    const good = await readFile(path)
    const tensors = tf.memory().numTensors
    const model = makeModel(0)
    const before = weightsOf(model.network)
    const flipped = (at: number) => {
      const out = Buffer.from(good)
      out[at]! ^= 4
      return out
    }
    const other = (from: string, to: string) =>
      Buffer.concat([
        Buffer.from(good.subarray(0, 4096).toString().replace(from, to).slice(0, 4096)),
        good.subarray(4096),
      ])
    for (const bad of [
      good.subarray(0, 0),
      good.subarray(0, 100),
      good.subarray(0, good.length - 1),
      Buffer.concat([good, Buffer.from([0])]),
      flipped(10),
      flipped(4200),
      flipped(good.length - 10),
      other('"format":3', '"format":4'),
      other('"format":3', '"format":1'),
      other('"step":20', '"step":10'),
      other('"step":20', '"step":1e9'),
      Buffer.from('{}'),
    ]) {
      await writeFile(path, bad)
      await expect(model.fit(x, y, { ...options, checkpoint: { store } })).rejects.toThrow(BuridanError)
      expect(await readFile(path)).toEqual(bad)
    }
    await writeFile(path, good)
    for (const change of [{ epochs: 13 }, { seed: 5 }, { learningRate: 0.01 }, { batchSize: 2 }]) {
      const run = model.fit(x, y, { ...options, ...change, checkpoint: { store } })
      await expect(run).rejects.toThrow(InvalidFileError)
      const [name] = Object.keys(change)
      await expect(run).rejects.toThrow(
        new RegExp(`${name === 'epochs' ? 'steps' : name} is .* there and .* here`),
      )
      await expect(run).rejects.toThrow(path)
    }
    expect(weightsOf(model.network)).toEqual(before)
    model.dispose()
    expect(tf.memory().numTensors).toBe(tensors)
    await rm(folder, { recursive: true })
  })

  it('leaves no tensors behind', async () => {
    const model = makeModel(0)
    const store = memoryStore()
    const before = tf.memory().numTensors
    await model.fit(x, y, { ...options, checkpoint: { store, every: 5 } })
    await model.fit(x, y, { ...options, checkpoint: { store, every: 5 } })
    expect(tf.memory().numTensors).toBe(before)
    model.dispose()
  })
})

describe('dropout', () => {
  const V = tensor(dihedral(4), 1)
  const made = (rate: number) => {
    const input = tf.input({ shape: [V.dim] })
    const dropout = new FieldDropout({ rep: V, rate, seed: 5 })
    const linear = new EquivariantLinear({ repIn: V, repOut: V, seed: 1 })
    const output = linear.apply(dropout.apply(input)) as tf.SymbolicTensor
    return tf.model({ inputs: input, outputs: output })
  }
  const x = [
    [1, 2, 3, 4],
    [4, 3, 1, 0],
    [2, 0, 1, 1],
    [0, 1, 5, 2],
  ]
  const trained = async (rate: number, options: FitOptions) =>
    fitRows(
      { network: made(rate), repIn: V, repOut: V, x, y: x },
      { learningRate: 0.01, seed: 2, ...options },
    )

  it('drops in training what it says, and nothing where its rate is 0', async () => {
    const [without, at0, at50] = [
      await fitRows(
        { network: made(0), repIn: V, repOut: V, x, y: x, forward: undefined as never },
        { learningRate: 0.01, seed: 2, epochs: 4 },
      ),
      await trained(0, { epochs: 4 }),
      await trained(0.5, { epochs: 4 }),
    ]
    expect(at0).toEqual(without)
    expect(at50.some((loss, k) => loss !== at0[k])).toBe(true)
    expect(await trained(0.5, { epochs: 4 })).toEqual(at50)
  })

  it('drops the same in a run that was stopped and goes on', async () => {
    let kept: Uint8Array | undefined
    const store: CheckpointStore = {
      read: async () => kept,
      write: async (bytes) => {
        kept = bytes
      },
    }
    const whole = await trained(0.5, { epochs: 8 })
    const stop = new AbortController()
    const checkpoint = { store, every: 1 }
    await trained(0.5, {
      epochs: 8,
      checkpoint,
      signal: stop.signal,
      onProgress: ({ step }) => {
        if (step === 4) stop.abort()
      },
    }).catch(() => undefined)
    expect(kept).toBeDefined()
    expect(await trained(0.5, { epochs: 8, checkpoint })).toEqual(whole)
  })
})
