import { type AnyRepresentation, parseAnyGroup, parseRepresentation } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import {
  disposeNetwork,
  Emlp,
  EquivariantLinear,
  emlp,
  GatedNonlinearity,
  gatedRepresentation,
  InvariantPooling,
  loadEmlp,
  loadModel,
  saveModel,
  toSpec,
} from '../src/index.js'
import { withMetadata } from './saved.js'

const rep = (text: string, group = 'O(3)'): AnyRepresentation =>
  parseRepresentation(parseAnyGroup(group), text)
const V = rep('V')
const over = (shape: number[], f: (x: tf.SymbolicTensor) => unknown) => {
  const inputs = tf.input({ shape })
  return tf.model({ inputs, outputs: f(inputs) as tf.SymbolicTensor })
}
const linear = (from: AnyRepresentation, to: AnyRepresentation) =>
  new EquivariantLinear({ repIn: from, repOut: to, seed: 0 })

function place() {
  const found: { artifacts: tf.io.ModelArtifacts } = { artifacts: {} }
  return {
    found,
    save: async (given: tf.io.ModelArtifacts) => {
      found.artifacts = given
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' as const } }
    },
  }
}

/** Ends that are not those of a network, and what is said of them. */
const WRONG: readonly [string, Partial<Record<'repIn' | 'repOut', AnyRepresentation>>, RegExp][] = [
  ['more inputs', { repIn: rep('2*V') }, /takes numbers of shape \[3\] .*"2\*V" has dimension 6/],
  ['more outputs', { repOut: rep('2*V') }, /gives numbers of shape \[3\] .*"2\*V" has dimension 6/],
  ['fewer outputs', { repOut: rep('T(0)') }, /gives numbers of shape \[3\] .*"T\(0\)" has dimension 1/],
  ['other inputs of as many', { repIn: rep('axial') }, /reads "V", and the inputs are in "pseudo\*V"/],
  ['other outputs of as many', { repOut: rep('3*T(0)') }, /writes "V", and the outputs are in "3\*T\(0\)"/],
  ['inputs of another group', { repIn: rep('V', 'SO(3)') }, /inputs are in a representation of "SO\(3\)"/],
  [
    'both of another group',
    { repIn: rep('V', 'SO(3)'), repOut: rep('V', 'SO(3)') },
    /is of "O\(3\)", and the inputs are of "SO\(3\)"/,
  ],
]

describe('a saved model', () => {
  const made = () => emlp({ repIn: V, repOut: V, hidden: 16, layers: 1, seed: 0 })

  it.each(WRONG)('with %s than its network has is neither written nor read', async (_, ends, words) => {
    const tensors = tf.memory().numTensors
    const { network } = made()
    for (const kind of ['emlp', 'mine']) {
      const to = place()
      const wrong = { kind, repIn: V, repOut: V, ...ends }
      await expect(saveModel(network, wrong, to)).rejects.toThrow(
        expect.objectContaining({ code: 'DIMENSION_MISMATCH', message: expect.stringMatching(words) }),
      )
      expect(to.found.artifacts).toEqual({})
      await saveModel(network, { kind, repIn: V, repOut: V }, to)
      const changed = withMetadata(
        to.found.artifacts,
        Object.fromEntries(Object.entries(ends).map(([name, end]) => [name, toSpec(end)])),
      )
      const from = { load: async () => changed }
      await expect(kind === 'emlp' ? loadEmlp(from) : loadModel(from, kind)).rejects.toThrow(
        expect.objectContaining({ code: 'INVALID_FILE', message: expect.stringMatching(words) }),
      )
    }
    disposeNetwork(network)
    expect(tf.memory().numTensors).toBe(tensors)
  })

  it('of rows has inputs of these alone', async () => {
    const tensors = tf.memory().numTensors
    const two = emlp({ repIn: rep('2*V'), repOut: V, hidden: 16, layers: 1, seed: 0 })
    const words = /takes numbers of shape \[6\] .*"V" has dimension 3/
    await expect(new Emlp(two.network, V, V).save(place())).rejects.toThrow(words)
    const to = place()
    await two.save(to)
    const changed = withMetadata(to.found.artifacts, { repIn: toSpec(V) })
    await expect(loadEmlp({ load: async () => changed })).rejects.toThrow(
      expect.objectContaining({ code: 'INVALID_FILE', message: expect.stringMatching(words) }),
    )
    const [a, b] = [tf.input({ shape: [3] }), tf.input({ shape: [3] })]
    const sum = tf.layers.add().apply([a, b]) as tf.SymbolicTensor
    const pair = new Emlp(tf.model({ inputs: [a, b], outputs: sum }), V, V)
    await expect(pair.save(place())).rejects.toThrow(/takes 2 tensors, and not rows alone/)
    two.dispose()
    await expect(two.save(place())).rejects.toMatchObject({ code: 'DISPOSED' })
    expect(tf.memory().numTensors).toBe(tensors)
  })

  const hidden = rep('2*T(0)+V')
  const gated = gatedRepresentation(hidden)
  const inner = () =>
    over([3], (x) => linear(hidden, V).apply(linear(V, hidden).apply(linear(V, V).apply(x))))
  const RIGHT: Readonly<Record<string, () => [tf.LayersModel, AnyRepresentation, AnyRepresentation]>> = {
    'standard layers': () => [over([3], (x) => tf.layers.dense({ units: 3 }).apply(x)), V, V],
    'a sum of its input and a layer': () => [
      over([3], (x) => tf.layers.add().apply([x, linear(V, V).apply(x)] as never)),
      V,
      V,
    ],
    'other numbers behind its input': () => [over([9], (x) => linear(rep('3*V'), V).apply(x)), V, V],
    'gates that read more than they write': () => [
      over([gated.dim], (x) => new GatedNonlinearity({ rep: hidden }).apply(x)),
      gated,
      hidden,
    ],
    invariants: () => {
      const layer = new InvariantPooling({ rep: V })
      return [over([3], (x) => layer.apply(x)), V, layer.repOut]
    },
    'a representation that is written otherwise': () => [
      over([9], (x) => linear(rep('T(2)'), rep('T(2)')).apply(x)),
      rep('V*V'),
      rep('V*V'),
    ],
    'rows of several vectors': () => [
      over([4, 3], (x) => tf.layers.timeDistributed({ layer: linear(V, V) }).apply(x)),
      V,
      rep('4*V'),
    ],
  }
  it.each(Object.entries(RIGHT))('of a network of %s is written and read', async (_, make) => {
    const [network, repIn, repOut] = make()
    const to = place()
    await saveModel(network, { kind: 'mine', repIn, repOut }, to)
    const again = await loadModel({ load: async () => to.found.artifacts }, 'mine')
    expect([again.repIn.key, again.repOut.key]).toEqual([repIn.key, repOut.key])
    for (const one of [network, again.network]) disposeNetwork(one)
  })

  it('of networks in it says what their layers read and write', async () => {
    const network = over([3], (x) => inner().apply(x))
    const [axial, to] = [rep('axial'), place()]
    await expect(saveModel(network, { kind: 'mine', repIn: axial, repOut: V }, to)).rejects.toThrow(
      /reads "V"/,
    )
    await expect(saveModel(network, { kind: 'mine', repIn: V, repOut: axial }, to)).rejects.toThrow(
      /writes "V"/,
    )
    for (const none of [null, undefined, {}, 'V'] as never[]) {
      const refused = /it must be a representation/
      await expect(saveModel(network, { kind: 'mine', repIn: none, repOut: V }, to)).rejects.toThrow(refused)
      await expect(saveModel(network, { kind: 'mine', repIn: V, repOut: none }, to)).rejects.toThrow(refused)
    }
    await saveModel(network, { kind: 'mine', repIn: V, repOut: V }, to)
  })
})

describe('a saved model of a stranger', () => {
  type Specs = tf.io.WeightsManifestEntry[]
  const of = (shape: number[], name: string): Specs[number] => ({ name, shape, dtype: 'float32' })
  const widened = (topology: object): object =>
    JSON.parse(JSON.stringify(topology).replaceAll('"units":3', '"units":100000000')) as object

  it.each<[string, (given: tf.io.ModelArtifacts) => tf.io.ModelArtifacts, RegExp]>([
    [
      'with shapes of which one takes away what another adds',
      (given) => ({ ...given, weightSpecs: [...given.weightSpecs!, of([-2], 'x'), of([2], 'y')] }),
      /the shape .*-2/,
    ],
    [
      'with two weights of one name',
      (given) => ({ ...given, weightSpecs: given.weightSpecs!.map((w) => ({ ...w, name: 'same' })) }),
      /"same", which is no name or given twice/,
    ],
    [
      'with a layer that would not fit, and few weights',
      (given) => ({ ...given, modelTopology: widened(given.modelTopology as object) }),
      /a layer of 100000000 units, and 12 weights in all/,
    ],
  ])('%s is refused before anything is made', async (_, change, words) => {
    const network = over([3], (x) => tf.layers.dense({ units: 3 }).apply(x))
    const to = place()
    await saveModel(network, { kind: 'mine', repIn: V, repOut: V }, to)
    const tensors = tf.memory().numTensors
    const forged = withMetadata(change(to.found.artifacts), {})
    await expect(loadModel({ load: async () => forged }, 'mine')).rejects.toThrow(words)
    expect(tf.memory().numTensors).toBe(tensors)
    network.dispose()
  })
})
