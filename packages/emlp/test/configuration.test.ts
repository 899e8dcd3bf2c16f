import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AnyRepresentation, parseAnyGroup, parseRepresentation } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import * as emlpPackage from '../src/index.js'
import {
  EquivariantBilinear,
  EquivariantBlock,
  EquivariantLinear,
  EquivariantNormalization,
  emlp,
  FieldDropout,
  GatedNonlinearity,
  gatedRepresentation,
  InvariantPooling,
  loadEmlp,
  NormNonlinearity,
  PointwiseNonlinearity,
  TensorProductNonlinearity,
} from '../src/index.js'
import { fileSystem } from '../src/node.js'

const rep = (group: string, text: string): AnyRepresentation =>
  parseRepresentation(parseAnyGroup(group), text)

/** Options that are none of the defaults, one set after the other; with each the dimension of the input. */
interface Case {
  readonly make: new (options: never) => tf.layers.Layer
  readonly options: readonly object[]
  readonly dim: number
}
const r = rep('O(3)', '3*T(0)+2*V')
const two = { repIn: r, repOut: rep('O(3)', '2*T(0)+V') }
const CASES: readonly Case[] = [
  {
    make: EquivariantLinear,
    dim: 9,
    options: [
      { ...two, useBias: false, seed: 5 },
      { ...two, seed: 0 },
    ],
  },
  {
    make: EquivariantBilinear,
    dim: 9,
    options: [
      { rep: r, channels: 2, amongPermutations: false, seed: 3 },
      { rep: r, channels: 1, seed: 4 },
    ],
  },
  {
    make: EquivariantBlock,
    dim: 9,
    options: [
      { ...two, channels: 0, seed: 6 },
      { ...two, channels: 7, seed: 1 },
    ],
  },
  { make: GatedNonlinearity, dim: gatedRepresentation(r).dim, options: [{ rep: r }] },
  { make: NormNonlinearity, dim: 9, options: [{ rep: r }] },
  {
    make: PointwiseNonlinearity,
    dim: 9,
    options: ['relu', 'sigmoid', 'softplus', 'swish', 'tanh'].map((activation) => ({
      rep: rep('Z(3)xS(3)', 'V_a*V_b'),
      activation,
    })),
  },
  { make: TensorProductNonlinearity, dim: 9, options: [{ ...two, channels: 2, seed: 8 }] },
  { make: EquivariantNormalization, dim: 9, options: [{ rep: r }] },
  {
    make: FieldDropout,
    dim: 9,
    options: [
      { rep: r, rate: 0.25, seed: 9 },
      { rep: r, rate: 0, seed: 2 },
    ],
  },
  { make: InvariantPooling, dim: 9, options: [{ rep: r }] },
]
/** What all layers take. */
const common = (dim: number): readonly object[] => [
  {},
  { name: 'Mine_1', trainable: false },
  { trainable: true, inputShape: [dim] },
  { trainable: false, batchInputShape: [4, dim], dtype: 'float32' },
]

const classNameOf = (make: Case['make']) => (make as unknown as { className: string }).className

describe('the configuration of layers', () => {
  it('is tested of every layer there is', () => {
    const { classNameMap } = tf.serialization.SerializationMap.getMap()
    // there are those of relaxed where its tests share the process: a test there says that no layer is left out
    const ours = new Set<unknown>(Object.values(emlpPackage))
    const registered = Object.keys(classNameMap).filter((name) => ours.has(classNameMap[name]![0]))
    expect(CASES.map((c) => classNameOf(c.make)).sort()).toEqual(registered.sort())
  })

  it.each(CASES.map((c) => [classNameOf(c.make), c] as const))(
    'of %s is read back',
    (_, { make, options, dim }) => {
      for (const own of options) {
        for (const shared of common(dim)) {
          const given = { ...own, ...shared }
          const layer = new make(given as never)
          const config = layer.getConfig()
          const { fromConfig } = make as unknown as {
            fromConfig(cls: Case['make'], config: tf.serialization.ConfigDict): tf.layers.Layer
          }
          // as it is after a file
          const again = fromConfig.call(make, make, JSON.parse(JSON.stringify(config)))
          expect(again.getConfig()).toEqual(config)
          const { rep: _r, repIn: _i, repOut: _o, inputShape, ...plain } = given as Record<string, unknown>
          expect(config).toMatchObject(plain)
          if (inputShape) expect(config.batchInputShape).toEqual([null, dim])
          expect(again.trainable).toBe(layer.trainable)
        }
      }
    },
  )

  it.each(CASES.map((c) => [classNameOf(c.make), c] as const))(
    'of %s goes through a saved model, with what is trainable',
    async (_, { make, options, dim }) => {
      for (const own of options) {
        for (const shared of common(dim)) {
          const layer = new make({ ...own, ...shared } as never)
          // a sequential model takes the shape of its input from its first layer
          const known = layer.batchInputShape !== undefined
          const model = tf.sequential({
            layers: known ? [layer] : [tf.layers.inputLayer({ inputShape: [dim] }), layer],
          })
          let artifacts: tf.io.ModelArtifacts | undefined
          await model.save({
            save: async (a) => {
              artifacts = JSON.parse(JSON.stringify({ ...a, weightData: undefined }))
              return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } }
            },
          })
          const again = (await tf.models.modelFromJSON(artifacts!.modelTopology as never)) as tf.Sequential
          expect(again.layers.at(-1)!.getConfig()).toEqual(layer.getConfig())
          expect(again.trainableWeights.length).toBe(model.trainableWeights.length)
          expect(again.inputs[0]!.shape).toEqual(model.inputs[0]!.shape)
          if (layer.trainable === false) expect(model.trainableWeights.length).toBe(0)
          model.dispose()
          again.dispose()
        }
      }
    },
  )

  it('is refused where it is not what it must be', () => {
    expect(() => new EquivariantLinear({ ...two, trainable: 'no' as never })).toThrow(
      /trainable is .*true or false/,
    )
    expect(() => new GatedNonlinearity({ rep: r, inputShape: 9 as never })).toThrow(/inputShape/)
    const layer = new EquivariantLinear({ ...two, inputShape: [8], seed: 0 })
    expect(() => tf.sequential({ layers: [layer] })).toThrow(/takes \[batch, 9\]/)
  })
})

describe('a network of which a part is frozen', () => {
  const x = [[1, 2, 3, 4, 5, 6, 7, 8, 9]]
  const y = [[1, 2, 3, 4, 5]]
  const weightsOf = (network: tf.LayersModel) =>
    network.layers.map((l) => l.getWeights().map((w) => Array.from(w.dataSync())))

  it.each(['a layer', 'the network'])('is saved and loaded so, and trains the same: %s', async (what) => {
    const folder = await mkdtemp(join(tmpdir(), 'buridan-frozen-'))
    const tensors = tf.memory().numTensors
    const model = emlp({ ...two, hidden: 12, layers: 2, seed: 1 })
    if (what === 'a layer') model.network.layers[1]!.trainable = false
    else model.network.trainable = false
    const before = weightsOf(model.network)
    await model.save(fileSystem(folder))
    const again = await loadEmlp(fileSystem(folder))
    expect(again.network.trainable).toBe(model.network.trainable)
    expect(again.network.layers.map((l) => l.trainable)).toEqual(model.network.layers.map((l) => l.trainable))
    const options = { epochs: 3, learningRate: 0.01, seed: 2 }
    for (const m of [model, again]) await m.fit(x, y, options)
    expect(weightsOf(again.network)).toEqual(weightsOf(model.network))
    const moved = weightsOf(again.network).map((w, l) => JSON.stringify(w) !== JSON.stringify(before[l]))
    // the input layer has no weights
    expect(moved).toEqual(what === 'a layer' ? [false, false, true, true] : [false, false, false, false])
    again.dispose()
    model.dispose()
    expect(tf.memory().numTensors).toBe(tensors)
    await rm(folder, { recursive: true })
  })
})
