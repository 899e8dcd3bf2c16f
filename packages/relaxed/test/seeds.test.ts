import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileSystem } from '@buridan/emlp/node'
import { dihedral, tensor } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import {
  breakerMethods,
  denseNetwork,
  LearnedVector,
  loadSymmetryBreaker,
  RelaxedLinear,
  relaxedEmlp,
  symmetryBreaker,
} from '../src/index.js'

const V = tensor(dihedral(4), 1)
const weightsOf = (network: tf.LayersModel) => network.getWeights().map((w) => Array.from(w.dataSync()))
const options = { repIn: V, repOut: V, hidden: 12, layers: 1, onWarning: () => {} }
const symmetric = [1, 1, 1, 1]

describe('what is made without a seed', () => {
  it.each(breakerMethods)(
    '%s: models differ, also after training, and are made again from the seed they say',
    async (method) => {
      const folder = await mkdtemp(join(tmpdir(), 'buridan-seeds-'))
      const network = (m: object) => (m as { network: tf.LayersModel }).network
      const models = [0, 1].map(() => symmetryBreaker(method, options))
      const [a, b] = models as [(typeof models)[0], (typeof models)[0]]
      expect(weightsOf(network(a))).not.toEqual(weightsOf(network(b)))
      const again = symmetryBreaker(method, { ...options, seed: a.seed })
      expect([weightsOf(network(again)), again.seed]).toEqual([weightsOf(network(a)), a.seed])
      for (const m of [a, b, again])
        await m.fit([symmetric], [[1, 0, 0, 0]], { epochs: 4, learningRate: 0.01 })
      expect(again.predict([symmetric])).toEqual(a.predict([symmetric]))
      // a strict network answers this input by one number, which could agree
      expect(weightsOf(network(a))).not.toEqual(weightsOf(network(b)))
      const place = fileSystem(join(folder, method))
      await a.save(place)
      const loaded = await loadSymmetryBreaker(place)
      expect(loaded.seed).toBe(a.seed)
      for (const m of [a, b, again, loaded]) m.dispose()
      await rm(folder, { recursive: true })
    },
  )

  it.each(breakerMethods)('%s: takes seeds of all 32 bits', (method) => {
    for (const seed of [2 ** 32 - 1, 2 ** 31 - 1, -(2 ** 31), 123_456_789]) {
      const models = [0, 1].map(() => symmetryBreaker(method, { ...options, layers: 2, seed }))
      expect(models[0]!.predict([symmetric])).toEqual(models[1]!.predict([symmetric]))
      for (const m of models) m.dispose()
    }
    expect(() => symmetryBreaker(method, { ...options, seed: 2 ** 32 })).toThrow(/seed is 4294967296/)
  })

  it('layers differ and say their seeds', () => {
    const inputs = () => [tf.ones([1, 4]), tf.ones([1, 1])]
    const makers = [
      (given: { seed?: number }) => new LearnedVector({ dim: 3, ...given }),
      (given: { seed?: number }) => new RelaxedLinear({ repIn: V, repOut: V, strata: [1], ...given }),
    ]
    for (const make of makers) {
      const answer = (layer: LearnedVector | RelaxedLinear) =>
        tf.tidy(() => [
          ...(
            layer.apply(layer instanceof LearnedVector ? tf.ones([1, 4]) : inputs()) as tf.Tensor
          ).dataSync(),
        ])
      const [a, b] = [make({}), make({})]
      expect(answer(a)).not.toEqual(answer(b))
      expect(a.getConfig().seed).toBe(a.seed)
      expect(answer(make({ seed: a.seed }))).toEqual(answer(a))
    }
  })

  it('networks of dense layers differ and say their seeds', () => {
    const sizes = { inputs: 3, outputs: 2, hidden: 4, layers: 1 }
    const [a, b] = [denseNetwork(sizes), denseNetwork(sizes)]
    expect(weightsOf(a)).not.toEqual(weightsOf(b))
    const { seed } = a.getUserDefinedMetadata() as { seed: number }
    expect(weightsOf(denseNetwork({ ...sizes, seed }))).toEqual(weightsOf(a))
  })

  it('answers are drawn anew with each call of sample, and one answer of predict stays', () => {
    const model = relaxedEmlp({ ...options, seed: 1, breaking: 1 })
    const draw = (seed?: number) =>
      JSON.stringify(model.sample(symmetric, { count: 40, ...(seed === undefined ? {} : { seed }) }))
    expect(draw()).not.toBe(draw())
    expect(draw(5)).toBe(draw(5))
    model.dispose()
    const noise = symmetryBreaker('noise', { ...options, seed: 1 })
    expect(noise.sample(symmetric)).not.toEqual(noise.sample(symmetric))
    expect(noise.predict([symmetric])).toEqual(noise.predict([symmetric]))
    noise.dispose()
  })
})
