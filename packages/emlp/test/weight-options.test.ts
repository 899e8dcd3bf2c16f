import { parseAnyGroup, parseRepresentation } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import {
  Emlp,
  EquivariantBilinear,
  EquivariantBlock,
  EquivariantLinear,
  EquivariantNormalization,
  FieldDropout,
  fitRows,
  GatedNonlinearity,
  InvariantPooling,
  type Loss,
  loadEmlp,
  minimize,
  NormNonlinearity,
  PointwiseNonlinearity,
  squaredError,
  TensorProductNonlinearity,
  trainableVariables,
} from '../src/index.js'

const r = parseRepresentation(parseAnyGroup('O(3)'), '3*T(0)+2*V')
const two = { repIn: r, repOut: r }
type Options = Record<string, unknown>
/** All layers that have weights, from r to r, but for what options say. */
const WEIGHTED: Readonly<Record<string, (options: Options) => tf.layers.Layer>> = {
  EquivariantLinear: (o) => new EquivariantLinear({ ...two, ...o }),
  EquivariantBilinear: (o) => new EquivariantBilinear({ rep: r, ...o }),
  EquivariantBlock: (o) => new EquivariantBlock({ ...two, ...o }),
  NormNonlinearity: (o) => new NormNonlinearity({ rep: r, ...o }),
  TensorProductNonlinearity: (o) => new TensorProductNonlinearity({ ...two, ...o }),
  EquivariantNormalization: (o) => new EquivariantNormalization({ rep: r, ...o }),
}
const OTHERS: typeof WEIGHTED = {
  GatedNonlinearity: (o) => new GatedNonlinearity({ rep: r, ...o }),
  InvariantPooling: (o) => new InvariantPooling({ rep: r, ...o }),
  FieldDropout: (o) => new FieldDropout({ rep: r, rate: 0.5, ...o }),
  PointwiseNonlinearity: (o) =>
    new PointwiseNonlinearity({ rep: parseRepresentation(parseAnyGroup('S(3)'), 'V'), ...o }),
}
const rows = [0, 1, 2].map((k) => Array.from({ length: 9 }, (_, i) => Math.sin(3 * k + i)))

function modelOf(layer: tf.layers.Layer): Emlp {
  const input = tf.input({ shape: [9] })
  return new Emlp(tf.model({ inputs: input, outputs: layer.apply(input) as tf.SymbolicTensor }), r, r)
}
const weightsOf = ({ network }: Emlp) => network.getWeights().map((w) => Array.from(w.dataSync()))

/** A model that was saved and loaded again. */
async function again(model: Emlp): Promise<Emlp> {
  let kept: tf.io.ModelArtifacts = {}
  await model.save({
    save: async (artifacts) => {
      // as it is in a file
      const { weightData, ...text } = artifacts
      kept = { ...JSON.parse(JSON.stringify(text)), weightData }
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } }
    },
  })
  return loadEmlp({ load: async () => kept })
}

describe.each(Object.entries(WEIGHTED))('the weights of %s', (_, make) => {
  it('start as the initializer says, given as an object or by name', () => {
    const { initializers } = tf
    for (const [weightsInitializer, wanted] of [
      [initializers.constant({ value: 0.25 }), 0.25],
      ['zeros', 0],
      ['ones', 1],
    ] as const) {
      const model = modelOf(make({ weightsInitializer }))
      expect(new Set(weightsOf(model).flat())).toEqual(new Set([wanted]))
      model.dispose()
    }
    const drawn = [3, 3, 4].map((seed) => {
      const model = modelOf(make({ weightsInitializer: initializers.randomNormal({ seed, stddev: 2 }) }))
      const weights = weightsOf(model)
      model.dispose()
      return weights
    })
    expect(drawn[1]).toEqual(drawn[0])
    expect(drawn[2]).not.toEqual(drawn[0])
  })

  it('and how they start and are regularized is in the configuration, and in a file', async () => {
    const tensors = tf.memory().numTensors
    for (const options of [
      { weightsInitializer: 'heNormal', weightsRegularizer: 'l2' },
      {
        weightsInitializer: tf.initializers.varianceScaling({
          scale: 2,
          mode: 'fanOut',
          distribution: 'uniform',
          seed: 5,
        }),
      },
      { weightsRegularizer: tf.regularizers.l1l2({ l1: 0.5, l2: 0.25 }), name: 'Mine_1', trainable: false },
      { weightsInitializer: null, weightsRegularizer: undefined },
    ]) {
      const layer = make(options)
      const config = layer.getConfig()
      const model = modelOf(layer)
      const loaded = await again(model)
      expect(loaded.network.layers[1]!.getConfig()).toEqual(config)
      expect(weightsOf(loaded)).toEqual(weightsOf(model))
      const penalties = [model, loaded].map(({ network }) =>
        tf.tidy(() => network.calculateLosses().map((t) => t.dataSync()[0]!)),
      )
      expect(penalties[1]).toEqual(penalties[0])
      expect(penalties[0]!.length).toBe(options.weightsRegularizer ? 1 : 0)
      for (const m of [model, loaded]) m.dispose()
    }
    expect(tf.memory().numTensors).toBe(tensors)
  })

  it('are regularized in fit, and in the fit of TensorFlow.js', async () => {
    const weightsRegularizer = tf.regularizers.l2({ l2: 0.5 })
    const seeded = 'seed' in make({}).getConfig() ? { seed: 1 } : {}
    const [model, plain] = [{ weightsRegularizer }, {}].map((o) => modelOf(make({ ...seeded, ...o })))
    const [penalized, bare] = [
      await model!.fit(rows, rows, { epochs: 30, learningRate: 0.02 }),
      await plain!.fit(rows, rows, { epochs: 30, learningRate: 0.02 }),
    ]
    const start = modelOf(make(seeded))
    const squares = (m: Emlp) =>
      weightsOf(m)
        .flat()
        .reduce((sum, w) => sum + w * w, 0)
    expect(penalized[0]! - bare[0]!).toBeCloseTo(0.5 * squares(start), 3)
    expect(squares(model!)).toBeLessThan(squares(plain!) + 1e-9)
    // a loss of the caller's own is added to too
    const none = await model!.fit(rows, null, { epochs: 1, loss: () => tf.scalar(0) })
    expect(none[0]).toBeCloseTo(0.5 * squares(model!), 1)
    start.network.dispose()
    for (const m of [model!, plain!]) m.dispose()
  })
})

describe('a layer', () => {
  it.each(Object.entries({ ...WEIGHTED, ...OTHERS }))('%s has no options but those it has', (name, make) => {
    for (const option of [
      'kernelRegularizer',
      'biasInitializer',
      'kernelConstraint',
      'activityRegularizer',
      'channel',
      ...(name in OTHERS ? ['weightsInitializer', 'weightsRegularizer'] : []),
    ]) {
      const refused = expect(() => make({ [option]: 'zeros' }))
      refused.toThrow(`${name} has no option "${option}"; it has `)
    }
    for (const [options, words] of [
      [{ name: 5 }, /name is 5; it must be a string/],
      [{ dtype: 'complex64' }, /dtype is "complex64"; it must be float32, int32 or bool/],
      [{ inputDType: 'string' }, /inputDType is "string"/],
      [{ batchSize: 0.5 }, /batchSize is 0\.5/],
      [{ weights: [1] }, /weights\[0\] is 1; it must be a tensor/],
      [{ trainable: 'no' }, /trainable is "no"/],
    ] as [Options, RegExp][]) {
      expect(() => make(options)).toThrow(words)
    }
  })

  it.each(Object.entries(WEIGHTED))(
    '%s takes initializers and regularizers alone for what they are',
    (_, make) => {
      for (const [options, words] of [
        [{ weightsInitializer: 3 }, /weightsInitializer is 3; it must be one of tf\.initializers/],
        [{ weightsInitializer: 'zeroes' }, /weightsInitializer is "zeroes"; it must be one of .*zeros/],
        [{ weightsInitializer: 'toString' }, /weightsInitializer is "toString"/],
        [{ weightsRegularizer: () => 0 }, /weightsRegularizer is .*tf\.regularizers\.l2/],
        [{ weightsRegularizer: { className: 'Mine', config: {} } }, /class "Mine" that is not known here/],
      ] as [Options, RegExp][]) {
        expect(() => make(options)).toThrow(words)
      }
    },
  )

  it('starts from weights that it is given, trains from them and keeps them', async () => {
    const given = tf.fill([16], 0.125)
    const layer = new EquivariantLinear({ ...two, weights: [given], seed: 3 })
    const model = modelOf(layer)
    expect(new Set(weightsOf(model).flat())).toEqual(new Set([0.125]))
    const step = () => tf.sum(tf.square(trainableVariables(model.network)[0]!)) as tf.Scalar
    await minimize({ steps: 3, variables: trainableVariables(model.network), loss: step })
    expect(given.dataSync()[0]).toBe(0.125)
    model.dispose()
    given.dispose()
  })

  it('of TensorFlow.js with a regularizer is trained by fit as by its own', async () => {
    const weights = [true, false].map((regularized) => {
      const dense = tf.layers.dense({
        units: 9,
        inputShape: [9],
        kernelInitializer: tf.initializers.glorotNormal({ seed: 1 }),
        ...(regularized ? { kernelRegularizer: tf.regularizers.l2({ l2: 10 }) } : {}),
      })
      return new Emlp(tf.sequential({ layers: [dense] }), r, r)
    })
    for (const m of weights) await m.fit(rows, rows, { epochs: 100, learningRate: 0.05, loss: squaredError })
    const [small, large] = weights.map((m) => Math.hypot(...weightsOf(m)[0]!))
    expect(small).toBeLessThan(0.5 * large!)
    for (const m of weights) m.dispose()
  })

  it('with a regularizer is trained as by the fit of TensorFlow.js, however networks are nested in each other', async () => {
    const layer = () =>
      tf.layers.dense({
        units: 9,
        inputShape: [9],
        kernelInitializer: 'identity',
        kernelRegularizer: tf.regularizers.l2({ l2: 10 }),
      })
    const functional = () => {
      const input = tf.input({ shape: [9] })
      return tf.model({ inputs: input, outputs: layer().apply(input) as tf.SymbolicTensor })
    }
    const sequential = (...parts: readonly tf.layers.Layer[]) => {
      const network = tf.sequential()
      for (const part of parts) network.add(part)
      return network
    }
    const applied = (network: tf.LayersModel) => {
      const input = tf.input({ shape: [9] })
      return tf.model({ inputs: input, outputs: network.apply(input) as tf.SymbolicTensor })
    }
    const loss: Loss = (p, { labels }) => tf.losses.meanSquaredError(labels!, p) as tf.Scalar
    for (const make of [
      functional,
      () => sequential(functional()),
      () => sequential(functional(), layer()),
      () => sequential(layer(), functional()),
      () => sequential(sequential(layer())),
      () => sequential(sequential(functional()), layer()),
      () => applied(functional()),
      () => applied(sequential(layer())),
      () => applied(sequential(functional())),
    ]) {
      const [ours, theirs] = [make(), make()]
      const [own] = await fitRows(
        { repIn: r, repOut: r, network: ours, x: rows, y: rows },
        { epochs: 1, loss },
      )
      theirs.compile({ loss: 'meanSquaredError', optimizer: 'sgd' })
      const data = tf.tensor2d(rows)
      const { history } = await theirs.fit(data, data, { epochs: 1, verbose: 0, batchSize: rows.length })
      expect(own).toBeCloseTo(history.loss![0] as number, 3)
      data.dispose()
      for (const network of [ours, theirs]) network.dispose()
    }
  })
})
