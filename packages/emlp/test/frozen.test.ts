import { parseAnyGroup, parseRepresentation } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { EquivariantLinear, emlp, loadModel, saveModel, trainableVariables } from '../src/index.js'
import { innerLayers } from '../src/tensorflow/adapter.js'
import { withMetadata } from './saved.js'

const V = parseRepresentation(parseAnyGroup('O(3)'), 'V')
const linear = (more: object = {}) => new EquivariantLinear({ repIn: V, repOut: V, seed: 1, ...more })
const network = () => emlp({ repIn: V, repOut: V, hidden: 16, layers: 1, seed: 0 }).network
const over = (shape: number[], f: (x: tf.SymbolicTensor) => unknown) => {
  const inputs = tf.input({ shape })
  return tf.model({ inputs, outputs: f(inputs) as tf.SymbolicTensor })
}
const frozen = <L extends tf.layers.Layer>(layer: L): L => {
  layer.trainable = false
  return layer
}

/** What is saved, and loaded again; metadata may be changed between. */
async function saved(model: tf.LayersModel, change = (given: tf.io.ModelArtifacts) => given) {
  let artifacts: tf.io.ModelArtifacts = {}
  const modelArtifactsInfo = { dateSaved: new Date(0), modelTopologyType: 'JSON' as const }
  await saveModel(
    model,
    { kind: 'mine', repIn: V, repOut: V },
    {
      save: async (given) => {
        artifacts = given
        return { modelArtifactsInfo }
      },
    },
  )
  return (await loadModel({ load: async () => change(artifacts) }, 'mine')).network
}

const layersOf = (model: tf.LayersModel) =>
  [{ path: [] as readonly string[], layer: model as tf.layers.Layer }, ...innerLayers(model)].map(
    ({ path, layer }) => `${path.join(' ')}: ${layer.trainable}`,
  )
const weightsOf = (model: tf.LayersModel) => model.weights.map((w) => `${w.originalName}: ${w.trainable}`)

describe('what is trainable', () => {
  const CASES: Readonly<Record<string, () => tf.LayersModel>> = {
    'of a network in a network': () => over([3], (x) => linear().apply(frozen(network()).apply(x))),
    'of a sequential one in a network': () => {
      const inner = tf.sequential({ layers: [linear({ inputShape: [3] }), linear()] })
      return over([3], (x) => linear().apply(frozen(inner).apply(x)))
    },
    'of a network in a sequential one': () => {
      const model = tf.sequential()
      model.add(frozen(network()) as never)
      model.add(linear())
      return model
    },
    'of the network in the middle of three': () =>
      over([3], (x) => {
        const middle = over([3], (y) => linear().apply(network().apply(y)))
        return linear().apply(frozen(middle).apply(x))
      }),
    'of a layer in a network in a network': () => {
      const inner = network()
      frozen(inner.layers[1]!)
      return over([3], (x) => linear().apply(inner.apply(x)))
    },
    'of a layer of a network that is frozen': () => {
      const inner = frozen(network())
      inner.layers[1]!.trainable = true
      return over([3], (x) => linear().apply(inner.apply(x)))
    },
    'of a network in a wrapper': () =>
      over([4, 3], (x) => tf.layers.timeDistributed({ layer: frozen(network()) }).apply(x)),
    'of a layer in a wrapper': () =>
      over([4, 3], (x) => tf.layers.timeDistributed({ layer: frozen(linear()) }).apply(x)),
    'of a wrapper of two directions': () =>
      over([4, 3], (x) => {
        const layer = tf.layers.lstm({ units: 3 }) as never
        return frozen(tf.layers.bidirectional({ layer, mergeMode: 'sum' })).apply(x)
      }),
    'of a layer that another network froze': () => {
      const shared = linear()
      frozen(over([3], (x) => shared.apply(x)))
      return over([3], (x) => linear().apply(shared.apply(x)))
    },
    'of nothing': () => frozen(over([3], (x) => linear().apply(network().apply(x)))),
    'of all, with moments that never are': () =>
      over([3], (x) => tf.layers.batchNormalization({}).apply(linear().apply(x))),
  }
  it.each(Object.entries(CASES))('%s goes through a file', async (_, make) => {
    const model = make()
    const again = await saved(model)
    expect(layersOf(again)).toEqual(layersOf(model))
    expect(weightsOf(again).sort()).toEqual(weightsOf(model).sort())
    expect(trainableVariables(again).length).toBe(trainableVariables(model).length)
    // and what it is when all is made trainable again
    for (const one of [model, again]) for (const { layer } of innerLayers(one)) layer.trainable = true
    for (const one of [model, again]) one.trainable = true
    expect(trainableVariables(again).length).toBe(trainableVariables(model).length)
  })

  it('is said of what the network has, and of nothing else', async () => {
    const make = () => over([3], (x) => linear().apply(x))
    for (const [frozen, words] of [
      [3, /does not list which of its layers are frozen/],
      [null, /does not list which of its layers/],
      [{ layers: [] }, /does not list which of its weights/],
      [{ layers: [['other']], weights: [] }, /says that \["other"\] is frozen, which it has not/],
      [{ layers: [], weights: ['other'] }, /says that "other" is frozen, which it has not/],
    ] as const) {
      const tensors = tf.memory().numTensors
      const model = make()
      await expect(saved(model, (given) => withMetadata(given, { frozen }))).rejects.toThrow(
        expect.objectContaining({ code: 'INVALID_FILE', message: expect.stringMatching(words) }),
      )
      model.dispose()
      expect(tf.memory().numTensors).toBe(tensors)
    }
  })

  it('of weights of one name is not saved: they could not be told apart', async () => {
    const [one, two] = [1, 2].map((seed) => over([3], (x) => linear({ seed, name: 'same' }).apply(x)))
    const model = over([3], (x) => two!.apply(one!.apply(x)))
    await expect(saved(model)).rejects.toThrow(
      expect.objectContaining({
        code: 'UNSUPPORTED',
        message: expect.stringMatching(/two weights of the name "same\/weights"/),
      }),
    )
  })
})
