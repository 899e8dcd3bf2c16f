import {
  type AnyRepresentation,
  parseAnyGroup,
  parseRepresentation,
  rng,
  symmetric,
  tensor,
} from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { EquivariantLinear, EquivariantNormalization, emlp, toDense } from '../src/index.js'
import { innerLayers } from '../src/tensorflow/adapter.js'

const rep = (text: string): AnyRepresentation => parseRepresentation(parseAnyGroup('O(3)'), text)
const V = rep('V')
const linear = (seed = 0, more: object = {}) => new EquivariantLinear({ repIn: V, repOut: V, seed, ...more })
const network = (seed = 0) => emlp({ repIn: V, repOut: V, hidden: 16, layers: 1, seed }).network
const over = (shape: number[], f: (x: tf.SymbolicTensor) => unknown) => {
  const inputs = tf.input({ shape })
  return tf.model({ inputs, outputs: f(inputs) as tf.SymbolicTensor })
}
const stepwise = (layer: tf.layers.Layer) => tf.layers.timeDistributed({ layer })
const sum = (...x: unknown[]) => tf.layers.add().apply(x as tf.SymbolicTensor[])

function drawn(shape: readonly (number | null)[]): tf.Tensor {
  const random = rng(7)
  const sizes = shape.map((d) => d ?? 4)
  const size = sizes.reduce((product, d) => product * d, 1)
  return tf.tensor(
    Float32Array.from({ length: size }, () => random.normal()),
    sizes,
  )
}
const answers = (model: tf.LayersModel, x: tf.Tensor) =>
  tf.tidy(() => (model.predict(x) as tf.Tensor).dataSync())

describe('toDense', () => {
  const CASES: Readonly<Record<string, () => tf.LayersModel>> = {
    'a network in a sequential one': () => {
      const model = tf.sequential()
      model.add(network() as never)
      model.add(linear(1))
      model.add(tf.layers.dense({ units: 2 }))
      return model
    },
    'a sequential network in a network': () => {
      const inner = tf.sequential({ layers: [linear(1, { inputShape: [3] }), linear(2)] })
      return over([3], (x) => linear(3).apply(inner.apply(x)))
    },
    'the network in the middle of three': () => {
      const middle = over([3], (y) => linear().apply(network().apply(y)))
      return over([3], (x) => linear(2).apply(middle.apply(x)))
    },
    'a network that is used twice': () => {
      const inner = network()
      return over([3], (x) => sum(inner.apply(inner.apply(x)), x))
    },
    'a network of several inputs and outputs in a network': () => {
      const [a, b] = [tf.input({ shape: [3] }), tf.input({ shape: [3] })]
      const outputs = [sum(linear(1).apply(a), b), linear(2).apply(b)] as tf.SymbolicTensor[]
      const inner = tf.model({ inputs: [a, b], outputs })
      return over([3], (x) => {
        const [one, two] = inner.apply([x, linear(3).apply(x)] as tf.SymbolicTensor[]) as tf.SymbolicTensor[]
        return sum(linear(4).apply(one!), two)
      })
    },
    'a layer that is used twice': () => {
      const layer = linear()
      return over([3], (x) => layer.apply(layer.apply(x)))
    },
    'a standard layer that is used twice': () => {
      const layer = tf.layers.dense({ units: 3, activation: 'tanh' })
      return over([3], (x) => layer.apply(linear().apply(layer.apply(x))))
    },
    'a layer of two networks': () => {
      const layer = linear()
      over([3], (x) => layer.apply(x))
      return over([3], (x) => linear(1).apply(layer.apply(x)))
    },
    'layers of one name in two networks': () => {
      const one = (units: number) => over([3], (x) => tf.layers.dense({ units, name: 'same' }).apply(x))
      return over([3], (x) => one(2).apply(linear().apply(one(3).apply(x))))
    },
    'a layer that is distributed over steps': () =>
      tf.sequential({ layers: [tf.layers.timeDistributed({ layer: linear(), inputShape: [4, 3] })] }),
    'a network that is distributed over steps': () => over([4, 3], (x) => stepwise(network()).apply(x)),
    'a layer in two wrappers, used twice': () => {
      const layer = stepwise(stepwise(linear()))
      return over([2, 4, 3], (x) => layer.apply(layer.apply(x)))
    },
    'a wrapper of a standard layer': () =>
      over([4, 3], (x) => stepwise(linear()).apply(stepwise(tf.layers.dense({ units: 3 })).apply(x))),
    'recurrent layers': () =>
      over([4, 3], (x) =>
        tf.layers
          .bidirectional({ layer: tf.layers.lstm({ units: 2 }) as never, mergeMode: 'concat' })
          .apply(stepwise(linear()).apply(x)),
      ),
  }
  it.each(Object.entries(CASES))('writes out %s', async (_, make) => {
    const model = make()
    const x = drawn(model.inputs[0]!.shape)
    const before = answers(model, x)
    const tensors = tf.memory().numTensors
    const plain = toDense(model)
    const classes = innerLayers(plain).map(({ layer }) => layer.getClassName())
    expect(classes.filter((name) => name.startsWith('Buridan'))).toEqual([])
    expect(plain.layers.some((layer) => 'layers' in layer)).toBe(false)
    answers(plain, x).forEach((v, i) => {
      expect(Math.abs(v - before[i]!)).toBeLessThan(1e-5 * (1 + Math.abs(v)))
    })
    // as any model it is saved and loaded, and freed as one
    let saved: tf.io.ModelArtifacts = {}
    await plain.save({
      save: async (given) => {
        saved = given
        return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } }
      },
    })
    expect(JSON.stringify(saved.modelTopology)).not.toMatch(/buridan/i)
    const again = await tf.loadLayersModel({ load: async () => saved })
    expect(answers(again, x)).toEqual(answers(plain, x))
    again.dispose()
    plain.dispose()
    expect(tf.memory().numTensors).toBe(tensors)
    expect(answers(model, x)).toEqual(before)
  })

  it('refuses others of Buridan’s layers at any depth, and layers that hold some, before it makes any', () => {
    const normal = () => new EquivariantNormalization({ rep: V })
    class Holding extends tf.layers.Layer {
      static className = 'TestHolding'
      readonly inner = linear()
      override call(x: tf.Tensor | tf.Tensor[]) {
        return [x].flat()[0]!
      }
    }
    const inner = over([3], (x) => normal().apply(x))
    const none = tensor(symmetric(0), 1)
    const nothing = () => new EquivariantLinear({ repIn: none, repOut: none, seed: 0 })
    const empty = over([0], (x) => nothing().apply(x))
    for (const [model, words] of [
      [over([3], (x) => linear().apply(inner.apply(x))), /BuridanEquivariantNormalization .*no form/],
      [over([4, 3], (x) => stepwise(inner).apply(x)), /BuridanEquivariantNormalization .*no form/],
      [over([4, 3], (x) => stepwise(normal()).apply(x)), /BuridanEquivariantNormalization .*no form/],
      [over([3], (x) => new Holding().apply(linear().apply(x))), /TestHolding .*holds layers of Buridan's/],
      [over([4, 3], (x) => stepwise(new Holding()).apply(x)), /TestHolding .*holds layers of Buridan's/],
      [over([0], (x) => empty.apply(x)), /dimension zero/],
      [over([4, 0], (x) => stepwise(empty).apply(x)), /dimension zero/],
    ] as const) {
      const tensors = tf.memory().numTensors
      expect(() => toDense(model)).toThrow(
        expect.objectContaining({ code: 'UNSUPPORTED', message: expect.stringMatching(words) }),
      )
      expect(tf.memory().numTensors).toBe(tensors)
    }
  })

  it('frees what it has made where a layer is too large to be written out', () => {
    const model = over([3], (x) => linear(1).apply(linear(0).apply(x)))
    const last = model.layers.at(-1) as EquivariantLinear
    last.toDense = () => {
      throw new RangeError('too large')
    }
    const tensors = tf.memory().numTensors
    expect(() => toDense(model)).toThrow(/too large/)
    expect(tf.memory().numTensors).toBe(tensors)
  })
})
