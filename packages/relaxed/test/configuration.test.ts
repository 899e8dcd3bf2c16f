import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as emlpPackage from '@buridan/emlp'
import { fileSystem } from '@buridan/emlp/node'
import { cyclic, dihedral, tensor } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import {
  LearnedVector,
  loadSymmetryBreaker,
  RelaxedLinear,
  type RelaxedLinearOptions,
  relaxedEmlp,
  symmetryBreaker,
} from '../src/index.js'

const V = tensor(cyclic(4), 1)
const both = { repIn: V, repOut: tensor(cyclic(4), 2) }
const common = [
  {},
  { name: 'Mine_1', trainable: false },
  { trainable: true, inputShape: [4] },
  { trainable: false, batchInputShape: [3, 4], dtype: 'float32' as const },
]

/** A layer's configuration as it comes out of a file. */
const reread = (layer: tf.layers.Layer) => {
  const cls = layer.constructor as unknown as {
    fromConfig(cls: unknown, config: tf.serialization.ConfigDict): tf.layers.Layer
  }
  return cls.fromConfig(cls, JSON.parse(JSON.stringify(layer.getConfig())))
}

it('is tested of every layer there is: those of emlp are exported, which its own test asks', () => {
  const { classNameMap } = tf.serialization.SerializationMap.getMap()
  const known = new Set<unknown>([...Object.values(emlpPackage), LearnedVector, RelaxedLinear])
  const others = Object.entries(classNameMap).filter(([name, [c]]) => /^Buridan/.test(name) && !known.has(c))
  expect(others.map(([name]) => name)).toEqual([])
})

describe('the configuration of layers', () => {
  it.each([
    ['LearnedVector', { dim: 3, seed: 7 }],
    ['LearnedVector', { dim: 1, seed: 0 }],
    ['RelaxedLinear', { ...both, strata: [], breaking: 0, complete: true, seed: 4 }],
    ['RelaxedLinear', { ...both, strata: [2, 1], breaking: 0.7, complete: false, seed: 5 }],
  ] as const)('of %s is read back', (name, own) => {
    for (const shared of common) {
      const given = { ...own, ...shared }
      const layer =
        name === 'LearnedVector'
          ? new LearnedVector(given as { dim: number })
          : new RelaxedLinear(given as unknown as RelaxedLinearOptions)
      const config = layer.getConfig()
      const { repIn: _i, repOut: _o, inputShape, ...plain } = given as Record<string, unknown>
      expect(config).toMatchObject(plain)
      if (inputShape) expect(config.batchInputShape).toEqual([null, 4])
      const again = reread(layer)
      expect(again.getConfig()).toEqual(config)
      expect(again.trainable).toBe(layer.trainable)
    }
  })

  it('goes through a saved model, with what is trainable', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'buridan-frozen-'))
    const tensors = tf.memory().numTensors
    const S = tensor(dihedral(4), 1)
    for (const method of ['relaxed', 'breaking-input', 'canonical'] as const) {
      for (const frozen of [1, -1]) {
        const model = symmetryBreaker(method, { repIn: S, repOut: S, hidden: 12, layers: 2, seed: 1 })
        const { network } = model as unknown as { network: tf.LayersModel }
        network.layers.at(frozen)!.trainable = false
        const place = fileSystem(join(folder, `${method} ${frozen}`))
        await model.save(place)
        const again = await loadSymmetryBreaker(place)
        const configs = (n: tf.LayersModel) => n.layers.map((l) => l.getConfig())
        expect(configs(again.network)).toEqual(configs(network))
        const options = { epochs: 3, learningRate: 0.02, seed: 3 }
        const losses = await model.fit([[1, 1, 0, 0]], [[1, 0, 0, 0]], options)
        expect(await again.fit([[1, 1, 0, 0]], [[1, 0, 0, 0]], options)).toEqual(losses)
        expect(again.predict([[1, 1, 0, 0]])).toEqual(model.predict([[1, 1, 0, 0]]))
        again.dispose()
        model.dispose()
      }
    }
    expect(tf.memory().numTensors).toBe(tensors)
    await rm(folder, { recursive: true })
  })
  it('of an older or a newer version is refused, and says so, without a tensor left', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'buridan-older-'))
    const tensors = tf.memory().numTensors
    const S = tensor(dihedral(4), 1)
    for (const [format, words] of [
      [undefined, /format 1, this version reads 2: train the model again/],
      [3, /format 3, this version reads 2: update the package/],
    ] as const) {
      const model = relaxedEmlp({ repIn: S, repOut: S, hidden: 12, layers: 1, seed: 1 })
      const layer = model.network.layers.find((l) => l instanceof RelaxedLinear)!
      const { format: _, ...config } = layer.getConfig()
      layer.getConfig = () => (format === undefined ? config : { ...config, format })
      await model.save(fileSystem(folder))
      await expect(loadSymmetryBreaker(fileSystem(folder))).rejects.toMatchObject({ code: 'INVALID_FILE' })
      await expect(loadSymmetryBreaker(fileSystem(folder))).rejects.toThrow(words)
      model.dispose()
    }
    expect(tf.memory().numTensors).toBe(tensors)
    await rm(folder, { recursive: true })
  })
})

describe('the weights of layers', () => {
  const makers = {
    LearnedVector: (options: object) => new LearnedVector({ dim: 3, ...options }),
    RelaxedLinear: (options: object) => new RelaxedLinear({ ...both, strata: [1, 2], ...options }),
  }
  const applied = (layer: tf.layers.Layer) =>
    tf.tidy(() => {
      const x = tf.ones([2, 4])
      layer.apply(layer instanceof RelaxedLinear ? [x, tf.ones([2, 2])] : x)
      return layer.getWeights().map((w) => Array.from(w.dataSync()))
    })

  it.each(Object.entries(makers))(
    'of %s start and are regularized as they are told, and so are those of its configuration',
    (_, make) => {
      const tensors = tf.memory().numTensors
      for (const [options, wanted, penalty] of [
        [{ weightsInitializer: 'ones', weightsRegularizer: tf.regularizers.l2({ l2: 0.5 }) }, 1, 0.5],
        [{ weightsInitializer: tf.initializers.constant({ value: 2 }), weightsRegularizer: 'l1' }, 2, 0.02],
      ] as const) {
        const layer = make(options)
        for (const each of [layer, reread(layer)]) {
          const weights = applied(each).flat()
          expect(weights.length).toBeGreaterThan(2)
          expect(new Set(weights)).toEqual(new Set([wanted]))
          const sum = tf.tidy(() => each.calculateLosses().reduce((s, t) => s + t.dataSync()[0]!, 0))
          expect(sum).toBeCloseTo(penalty * weights.length, 4)
          expect(each.getConfig()).toEqual(layer.getConfig())
          each.dispose()
        }
      }
      expect(tf.memory().numTensors).toBe(tensors)
    },
  )

  it.each(Object.entries(makers))('of %s: options that it does not have are refused', (name, make) => {
    for (const option of ['kernelRegularizer', 'activityRegularizer', 'stratum', 'size']) {
      expect(() => make({ [option]: 1 })).toThrow(`${name} has no option "${option}"; it has `)
    }
    expect(() => make({ dtype: 'string' })).toThrow(/dtype is "string"/)
  })
})
