import { act, parseAnyGroup, parseRepresentation, rng } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { describe, expect, it, vi } from 'vitest'
import {
  bottlenecks,
  checkEquivariance,
  EquivariantBilinear,
  EquivariantLinear,
  EquivariantNormalization,
  emlp,
  GatedNonlinearity,
  gatedRepresentation,
  toDense,
  uniformRepresentation,
} from '../src/index.js'

const rep = (group: string, text: string) => parseRepresentation(parseAnyGroup(group), text)
const rows = (count: number, dim: number, seed: number) => {
  const random = rng(seed)
  return Array.from({ length: count }, () => new Float64Array(dim).map(() => random.normal()))
}

describe('checkEquivariance', () => {
  const options = { repIn: rep('SO(3)', '2*V'), repOut: rep('SO(3)', 'V') }

  it('passes E-MLPs, layer by layer', () => {
    const model = emlp({ ...options, hidden: 24, layers: 2, seed: 1 })
    const report = checkEquivariance(model.network, options)
    expect(report.equivariant).toBe(true)
    expect(report.error).toBeLessThan(1e-5)
    expect(report.layers.map((l) => [l.method, l.equivariant])).toEqual([
      ['known', true],
      ['known', true],
      ['known', true],
    ])
    expect(report.stopsAt).toBeUndefined()
    expect(checkEquivariance(model, options)).toEqual(report)
    model.dispose()
  })

  it('takes what bends for no rounding', () => {
    const V = parseRepresentation(parseAnyGroup('O(3)'), 'V')
    for (const f of [
      (v: number) => Math.round(1e3 * v) / 1e3,
      (v: number) => Math.sin(1e4 * v),
      (v: number) => Math.sign(Math.sin(1e6 * v)),
    ]) {
      const rough = { predict: (rows: readonly Float64Array[]) => rows.map((x) => x.map(f)) }
      expect(checkEquivariance(rough, { repIn: V, repOut: V }).equivariant).toBe(false)
    }
  })

  it('refuses what answers the same inputs differently', () => {
    const V = parseRepresentation(parseAnyGroup('O(3)'), 'V')
    const noise = rng(1)
    const drawn = {
      predict: (rows: readonly Float64Array[]) => rows.map((x) => x.map(() => noise.normal())),
    }
    const dropout = tf.layers.dropout({ rate: 0.5 })
    const training = (x: tf.Tensor2D) => dropout.apply(x, { training: true }) as tf.Tensor
    for (const f of [drawn, training])
      expect(() => checkEquivariance(f, { repIn: V, repOut: V })).toThrow(/answered twice.*dropout/)
  })

  it('takes rounding for nothing where no answer but 0 is equivariant', () => {
    const zero = { repIn: rep('S(3)', 'T(0)'), repOut: rep('S(3)', 'Alt(V,2)') }
    for (const seed of [0, 1, 2, 3]) {
      const model = emlp({ ...zero, hidden: [rep('S(3)', 'T(2)+T(0)')], seed })
      const { equivariant, stopsAt } = checkEquivariance(model, zero)
      expect([equivariant, stopsAt]).toEqual([true, undefined])
      model.dispose()
    }
    // however small they are, answers that are more than rounding are told apart
    const small = (x: tf.Tensor2D) => tf.mul(x, tf.tensor2d([[1e-12, 2e-12, 3e-12]]))
    const { equivariant } = checkEquivariance(small, { repIn: zero.repIn, repOut: rep('S(3)', 'V') })
    expect(equivariant).toBe(false)
  })

  it('says of any network that it is not, and where it stops', () => {
    // a linear layer of anything carries a representation; the function after it does not
    const dense = tf.sequential({
      layers: [
        tf.layers.dense({
          units: 12,
          inputShape: [6],
          name: 'linear',
          kernelInitializer: tf.initializers.randomNormal({ seed: 1 }),
        }),
        tf.layers.activation({ activation: 'relu', name: 'relu' }),
        tf.layers.dense({
          units: 3,
          name: 'out',
          kernelInitializer: tf.initializers.randomNormal({ seed: 2 }),
        }),
      ],
    })
    const report = checkEquivariance(dense, options)
    expect(report.equivariant).toBe(false)
    expect(report.error).toBeGreaterThan(0.1)
    expect(report.layers.map((l) => [l.name, l.method, l.equivariant])).toEqual([
      ['linear', 'fitted', true],
      ['relu', 'fitted', false],
      ['out', 'known', false],
    ])
    expect(report.stopsAt).toBe('relu')
  })

  it('takes representations of features, functions, and anything that predicts', () => {
    const V = rep('S(4)', 'V')
    const pointwise = tf.sequential({
      layers: [tf.layers.activation({ activation: 'tanh', inputShape: [4], name: 'f' })],
    })
    const report = checkEquivariance(pointwise, { repIn: V, repOut: V, features: { f: V } })
    expect([report.equivariant, report.layers[0]!.method]).toEqual([true, 'known'])
    expect(checkEquivariance((x) => tf.mul(x, 2), { repIn: V, repOut: V }).equivariant).toBe(true)
    expect(checkEquivariance((x) => tf.cumsum(x, 1), { repIn: V, repOut: V }).equivariant).toBe(false)
    const first = { predict: (all: readonly Float64Array[]) => all.map((x) => [x[0]!, 0, 0, 0]) }
    const found = checkEquivariance(first, { repIn: V, repOut: V })
    expect(found.equivariant).toBe(false)
    expect(act(V, found.worstElement, [1, 2, 3, 4])).not.toEqual(Float64Array.of(1, 2, 3, 4))
    // symmetric samples hide it: that is why random ones are the default
    expect(
      checkEquivariance(first, { repIn: V, repOut: rep('S(4)', 'V'), samples: [[0, 0, 0, 0]] }).equivariant,
    ).toBe(true)
  })

  it.each([1e-200, 1, 1e200])('has the same errors for answers of size %d', (size) => {
    const V = rep('S(4)', 'V')
    const first = {
      predict: (all: readonly Float64Array[]) => all.map((x) => [size * x[0]!, size, size, size]),
    }
    const found = checkEquivariance(first, { repIn: V, repOut: V, seed: 3 })
    const one = { predict: (all: readonly Float64Array[]) => all.map((x) => [x[0]!, 1, 1, 1]) }
    expect(found.error).toBeCloseTo(checkEquivariance(one, { repIn: V, repOut: V, seed: 3 }).error, 12)
    expect(found.equivariant).toBe(false)
  })

  it('takes models with inputs and outputs of any shapes', () => {
    const C = rep('Z(8)', 'V')
    const signal = tf.input({ shape: [8, 1] })
    const tiled = tf.layers.concatenate({ axis: 1 }).apply([signal, signal, signal]) as tf.SymbolicTensor
    const convolved = tf.layers.conv1d({ filters: 1, kernelSize: 3, padding: 'same' }).apply(tiled)
    const middle = tf.layers.cropping2D({
      cropping: [
        [8, 8],
        [0, 0],
      ],
    })
    const image = tf.layers.reshape({ targetShape: [24, 1, 1] }).apply(convolved) as tf.SymbolicTensor
    const circular = tf.model({ inputs: signal, outputs: middle.apply(image) as tf.SymbolicTensor })
    expect(checkEquivariance(circular, { repIn: C, repOut: C }).equivariant).toBe(true)

    const padded = tf.sequential({
      layers: [
        tf.layers.conv1d({ filters: 2, kernelSize: 3, padding: 'same', inputShape: [8, 1] }),
        tf.layers.conv1d({ filters: 1, kernelSize: 1, name: 'last' }),
      ],
    })
    // a linear layer of anything carries some representation, but the last one not ρ_out
    expect(checkEquivariance(padded, { repIn: C, repOut: C }).stopsAt).toBe('last')
  })

  it('takes models of several inputs and outputs', () => {
    const V = rep('S(4)', 'V')
    const [a, b] = [tf.input({ shape: [4] }), tf.input({ shape: [2, 2] })]
    const flat = tf.layers.flatten().apply(b) as tf.SymbolicTensor
    const sum = tf.layers.add().apply([a, flat]) as tf.SymbolicTensor
    const product = tf.layers.multiply().apply([a, flat]) as tf.SymbolicTensor
    const both = tf.model({ inputs: [a, b], outputs: [sum, product] })
    const pair = rep('S(4)', '2*V')
    expect(checkEquivariance(both, { repIn: pair, repOut: pair }).equivariant).toBe(true)
    const first = tf.model({
      inputs: [a, b],
      outputs: [a, tf.layers.softmax().apply(flat) as tf.SymbolicTensor],
    })
    expect(checkEquivariance(first, { repIn: pair, repOut: pair }).equivariant).toBe(true)
    const scalar = tf.input({ shape: [1] })
    const scaled = tf.model({
      inputs: [a, scalar],
      outputs: tf.layers
        .dot({ axes: 1 })
        .apply([
          tf.layers.reshape({ targetShape: [1, 4] }).apply(a),
          scalar,
        ] as tf.SymbolicTensor[]) as tf.SymbolicTensor,
    })
    expect(checkEquivariance(scaled, { repIn: rep('S(4)', 'V+T(0)'), repOut: V }).equivariant).toBe(true)
    expect(() => checkEquivariance(both, { repIn: V, repOut: pair })).toThrow(
      /input\d* \[4\], input\d* \[2, 2\] do not take the 4 coordinates of V/,
    )
  })

  it('takes layers that are used twice, and models in models', () => {
    const V = rep('S(4)', 'V')
    const x = tf.input({ shape: [4] })
    const dense = tf.layers.dense({ units: 4, name: 'twice' })
    const shared = tf.model({ inputs: x, outputs: dense.apply(dense.apply(x)) as tf.SymbolicTensor })
    const report = checkEquivariance(shared, { repIn: V, repOut: V })
    expect(report.layers.map((l) => [l.name, l.method])).toEqual([
      ['twice', 'fitted'],
      ['twice', 'known'],
    ])
    const inner = tf.sequential({ layers: [tf.layers.activation({ activation: 'tanh', inputShape: [4] })] })
    const outer = tf.sequential({
      layers: [tf.layers.activation({ activation: 'sigmoid', inputShape: [4] }), inner],
    })
    const found = checkEquivariance(outer, { repIn: V, repOut: V, features: { [inner.name]: V } })
    expect([found.equivariant, found.layers.length]).toEqual([true, 2])
  })

  it('takes graph models', async () => {
    const V = rep('S(2)', 'V')
    const shape = { shape: { dim: [{ size: '-1' }, { size: '2' }] } }
    const graph = (matrix: number[]) =>
      tf.loadGraphModel(
        tf.io.fromMemory({
          modelTopology: {
            node: [
              { name: 'x', op: 'Placeholder', attr: { dtype: { type: 'DT_FLOAT' }, shape } },
              { name: 'w', op: 'Const', attr: { dtype: { type: 'DT_FLOAT' } } },
              { name: 'y', op: 'MatMul', input: ['x', 'w'], attr: {} },
            ],
            versions: { producer: 1 },
          },
          weightSpecs: [{ name: 'w', shape: [2, 2], dtype: 'float32' }],
          weightData: new Float32Array(matrix).buffer,
        }),
      )
    expect(checkEquivariance(await graph([1, 2, 2, 1]), { repIn: V, repOut: V }).equivariant).toBe(true)
    expect(checkEquivariance(await graph([1, 2, 3, 1]), { repIn: V, repOut: V }).equivariant).toBe(false)
  })

  it('refuses what it cannot check', () => {
    const V = rep('S(4)', 'V')
    const waiting = { predict: async (rows: readonly Float64Array[]) => rows }
    expect(() => checkEquivariance(waiting as never, { repIn: V, repOut: V })).toThrow(
      /a promise for 16 rows/,
    )
    expect(() => checkEquivariance({ predict: () => [] }, { repIn: V, repOut: V })).toThrow(
      /0 rows for 16 rows/,
    )
    expect(() => checkEquivariance((x) => tf.log(tf.neg(tf.abs(x))), { repIn: V, repOut: V })).toThrow(
      /φ\(x\[0\]\)\[0\] is NaN/,
    )
    const named = tf.sequential({
      layers: [tf.layers.activation({ activation: 'tanh', inputShape: [4], name: 'f' })],
    })
    expect(() => checkEquivariance(named, { repIn: V, repOut: V, features: { g: V } })).toThrow(
      /names the layer g; the model has f/,
    )
    expect(() =>
      checkEquivariance(named, { repIn: V, repOut: V, features: { f: rep('S(5)', 'V') } }),
    ).toThrow(/different groups/)
    expect(() => checkEquivariance(named, { repIn: V, repOut: V, features: { f: 3 as never } })).toThrow(
      /features.f/,
    )
    const open = tf.model({ inputs: tf.input({ shape: [null, null] }), outputs: [] })
    expect(() => checkEquivariance(open, { repIn: V, repOut: V })).toThrow(/leave their sizes open/)
    expect(() => checkEquivariance((x) => tf.slice2d(x, [0, 0], [-1, 2]), { repIn: V, repOut: V })).toThrow(
      /answers 2 numbers for a row; ρ_out has dimension 4/,
    )
    expect(() => checkEquivariance(3 as never, { repIn: V, repOut: V })).toThrow(
      /layers or graph model, a function/,
    )
    expect(() => checkEquivariance((x) => tf.sum(x), { repIn: V, repOut: V })).toThrow(
      /a tensor \[\] was answered for 16 rows/,
    )
    expect(() => checkEquivariance(() => 1 as never, { repIn: V, repOut: V })).toThrow(
      /1 was answered, not tensors/,
    )
    expect(() => checkEquivariance((x) => x, { repIn: V, repOut: rep('S(5)', 'V') })).toThrow(
      /different groups/,
    )
    for (const tolerance of [0, Number.NaN, '1', Symbol('s')] as number[]) {
      expect(() => checkEquivariance((x) => x, { repIn: V, repOut: V, tolerance })).toThrow(
        /tolerance is .*; it must be a positive number/,
      )
    }
    expect(() => checkEquivariance((x) => x, { repIn: V, repOut: V, elements: 0 })).toThrow(/elements is 0/)
    const before = tf.memory().numTensors
    checkEquivariance((x) => tf.mul(x, 2), { repIn: V, repOut: V })
    expect(tf.memory().numTensors).toBe(before)
  })
})

describe('bottlenecks', () => {
  const kinds = (group: string, a: string, hidden: string, b: string) =>
    bottlenecks(rep(group, a), rep(group, hidden), rep(group, b)).map((x) => x.kind)

  it('are components that features have no counterpart of', () => {
    expect(kinds('O(3)', 'V', '8*T(0)', 'T(0)')).toEqual(['input'])
    expect(kinds('O(3)', 'V', '8*T(0)+V', 'V')).toEqual([])
    expect(kinds('O(3)', 'T(2)', 'T(0)+V', 'T(2)')).toEqual(['input', 'output'])
    // SO(3): the antisymmetric part of a matrix is a vector
    expect(bottlenecks(rep('SO(3)', 'T(2)'), rep('SO(3)', 'T(0)+V'), rep('SO(3)', 'V'))[0]!.message).toMatch(
      /5 of 9/,
    )
    expect(kinds('O(1,3)', 'V*', 'T(0)+V', 'T(0)')).toEqual([])
    expect(kinds('SL(3)', 'V*', 'T(0)+V', 'T(0)')).toEqual(['input'])
  })

  it('of representations of over 256 dimensions are not looked for', () => {
    expect(kinds('S(16)', 'T(2)', '8*T(0)', 'T(0)')).toEqual(['input'])
    expect(kinds('S(17)', 'T(2)', '8*T(0)', 'T(0)')).toEqual([])
    expect(kinds('S(17)', 'T(2)+V', '8*T(0)', 'T(2)+T(0)')).toEqual(['input'])
  })

  it('are symmetry that features gain', () => {
    // characters of C4 through sign: features see only C4/C2
    const found = bottlenecks(
      rep('Z(4)', 'V'),
      parseRepresentation(parseAnyGroup('Z(4)'), 'M[[[-1]]]+T(0)'),
      rep('Z(4)', 'T(0)'),
    )
    expect(found.map((b) => b.kind)).toContain('symmetry')
    expect(found.find((b) => b.kind === 'symmetry')!.message).toMatch(
      /order 1 have features with one of order 2/,
    )
    // a subset of three of six points: sums over pairs cannot tell its stabilizer apart … vectors can
    expect(kinds('S(4)', 'V', '3*T(0)+V', 'V')).toEqual([])
  })

  it('are told when a network is built', () => {
    const told: string[] = []
    const G = parseAnyGroup('O(3)')
    const [V, scalars] = [parseRepresentation(G, 'V'), parseRepresentation(G, '8*T(0)')]
    emlp({ repIn: V, repOut: V, hidden: scalars, layers: 1, onWarning: (m) => told.push(m) }).dispose()
    expect(told.length).toBe(2)
    expect(told[0]).toMatch(/information bottleneck: of V in the input, 3 of 3/)
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    emlp({ repIn: V, repOut: V, hidden: scalars, layers: 1 }).dispose()
    emlp({ repIn: V, repOut: V, hidden: 32, layers: 1 }).dispose()
    expect(warn).toHaveBeenCalledTimes(2)
    warn.mockRestore()
  })
})

describe('toDense', () => {
  it.each([
    ['SO(3)', '2*V+T(0)', 'V+T(2)'],
    ['S(4)', 'V', 'T(2)'],
    ['O(1,3)', '3*V', 'T(0)+V'],
    ['Z(3)xS(4)', 'V_a*V_b+V_b', 'V_a'],
  ])('gives the same outputs by standard layers: %s, %s → %s', async (group, a, b) => {
    const [repIn, repOut] = [rep(group, a), rep(group, b)]
    const model = emlp({ repIn, repOut, hidden: 32, layers: 3, seed: 1, residual: true })
    await model.fit(rows(8, repIn.dim, 1), rows(8, repOut.dim, 2), { epochs: 3 })
    const plain = toDense(model.network)
    expect(new Set(plain.layers.map((l) => l.getClassName()))).toEqual(
      new Set(
        ['InputLayer', 'Dense', 'Multiply', 'Add'].filter((n) =>
          plain.layers.some((l) => l.getClassName() === n),
        ),
      ),
    )
    const x = tf.tensor2d(rows(5, repIn.dim, 3).map((r) => [...r]))
    const [ours, theirs] = [model.network, plain].map((m) => (m.apply(x) as tf.Tensor).dataSync())
    ours!.forEach((v, i) => {
      expect(Math.abs(v - theirs![i]!)).toBeLessThan(1e-4 * (1 + Math.abs(v)))
    })
    // and it loads where nothing of Buridan is known: only standard classes in its topology
    expect(JSON.stringify(plain.toJSON(null, false))).not.toMatch(/Buridan|buridan/)
    model.dispose()
    plain.dispose()
  })

  it('writes single layers out, keeps standard ones, refuses others', () => {
    const r = rep('SO(3)', '4*T(0)+2*V')
    const gated = gatedRepresentation(r)
    const input = tf.input({ shape: [r.dim] })
    const chain = [
      new EquivariantLinear({ repIn: r, repOut: gated, seed: 1 }),
      new EquivariantBilinear({ rep: gated, seed: 2 }),
      new GatedNonlinearity({ rep: r }),
      tf.layers.dense({ units: 2 }),
    ].reduce((x, layer) => layer.apply(x) as tf.SymbolicTensor, input as tf.SymbolicTensor)
    const model = tf.model({ inputs: input, outputs: chain })
    const plain = toDense(model)
    const x = tf.tensor2d(rows(3, r.dim, 4).map((v) => [...v]))
    const [ours, theirs] = [model, plain].map((m) => (m.apply(x) as tf.Tensor).dataSync())
    ours!.forEach((v, i) => expect(v).toBeCloseTo(theirs![i]!, 4))
    const normal = new EquivariantNormalization({ rep: r }).apply(input) as tf.SymbolicTensor
    expect(() => toDense(tf.model({ inputs: input, outputs: normal }))).toThrow(/no form of plain layers/)
    const sum = tf.layers.add().apply([input, normal]) as tf.SymbolicTensor
    expect(() => toDense(tf.model({ inputs: input, outputs: sum }))).toThrow(/no form/)
  })
})

describe('an E-MLP as a TensorFlow.js model', () => {
  it('trains with model.fit and callbacks, saves and loads as any layers model, and holds its tensors', async () => {
    const [repIn, repOut] = [rep('O(3)', '2*V'), rep('O(3)', 'T(0)')]
    const { network } = emlp({ repIn, repOut, hidden: 24, layers: 1, seed: 0 })
    network.compile({ optimizer: tf.train.adam(0.01), loss: 'meanSquaredError' })
    const x = tf.tensor2d(rows(64, 6, 1).map((r) => [...r]))
    const y = tf.tidy(() => tf.sum(tf.square(x), 1, true))
    const seen: number[] = []
    const fit = () =>
      network.fit(x, y, {
        epochs: 5,
        verbose: 0,
        callbacks: { onEpochEnd: async (_, logs) => void seen.push(logs!.loss as number) },
      })
    await fit()
    const held = tf.memory().numTensors
    const history = await fit()
    expect(tf.memory().numTensors).toBe(held)
    expect(seen.length).toBe(10)
    expect(history.history.loss!.at(-1)! as number).toBeLessThan(seen[0]!)
    let saved: tf.io.ModelArtifacts | undefined
    await network.save(
      tf.io.withSaveHandler(async (artifacts) => {
        saved = artifacts
        return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } }
      }),
    )
    const again = await tf.loadLayersModel(tf.io.fromMemory(saved!))
    const [a, b] = [network, again].map((m) => (m.predict(x) as tf.Tensor).dataSync())
    expect(a).toEqual(b)
    again.dispose()
  })

  it('takes every choice', () => {
    const G = parseAnyGroup('SO(3)')
    const V = parseRepresentation(G, 'V')
    const hidden = [16, parseRepresentation(G, '4*T(0)+4*V')]
    const model = emlp({ repIn: V, repOut: V, hidden, channels: 2, seed: 1 })
    expect(model.network.layers.map((l) => l.outputShape)).toEqual([
      [null, 3],
      [null, 16],
      [null, 16],
      [null, 3],
    ])
    model.dispose()
    const residual = emlp({ repIn: V, repOut: V, hidden: 16, layers: 2, residual: true, seed: 1 })
    expect(residual.network.layers.some((l) => l.getClassName() === 'Add')).toBe(true)
    expect(checkEquivariance(residual.network, { repIn: V, repOut: V }).equivariant).toBe(true)
    residual.dispose()
    expect(() => emlp({ repIn: V, repOut: V, hidden: [16], layers: 2 })).toThrow(
      /layers is 2 and hidden lists 1/,
    )
    const linear = emlp({ repIn: V, repOut: V, hidden: 16, layers: 1, channels: 0, seed: 1 })
    expect(linear.parameterCount).toBeLessThan(
      emlp({ repIn: V, repOut: V, hidden: 16, layers: 1 }).parameterCount,
    )
  })

  it('chooses hidden representations as emlp does', () => {
    const text = (group: string, n: number) => uniformRepresentation(parseAnyGroup(group), n).text
    // emlp's uniform_rep(384, SO(3)): counts [117, 33, 10, 3] of T(0) … T(3)
    expect(text('SO(3)', 64)).toBe('25*T(0)+7*V+2*T(2)')
    expect(text('S(4)', 30)).toBe('18*T(0)+3*V')
    expect(text('SO+(1,3)', 100)).toMatch(/V\*/)
    for (const n of [1, 7, 100, 384]) {
      for (const group of ['SO(3)', 'SO+(1,3)', 'SL(2)', 'S(1)', 'SO(3)xS(4)']) {
        expect(uniformRepresentation(parseAnyGroup(group), n).dim).toBe(n)
      }
    }
  })
})
