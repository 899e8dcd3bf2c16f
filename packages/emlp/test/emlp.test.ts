import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  act,
  elementsOf,
  type FiniteGroup,
  InvalidFileError,
  parseAnyGroup,
  parseGroup,
  parseRepresentation,
  permutationGroup,
  randomElement,
  restrict,
  rng,
  stabilizer,
} from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  backend,
  type Emlp,
  EquivariantBilinear,
  EquivariantLinear,
  emlp,
  emlpParameterCount,
  type FitOptions,
  fromSpec,
  GatedNonlinearity,
  gatedRepresentation,
  loadEmlp,
  minimize,
  squaredError,
  toSpec,
  trainableVariables,
  uniformRepresentation,
} from '../src/index.js'
import { fileSystem } from '../src/node.js'

const CASES = [
  ['D(5)', '2*V+T(0)', 'V+T(2)'],
  ['Oh', 'V+T(2)', 'V+T(0)'],
  ['S(4)', 'V', 'T(2)+V'],
  ['Z(3)xS(4)', 'V_a*V_b+V_b', 'V_a'],
  ['B(2)', '3*V', 'V*V'],
  ['Dih(4)', 'T(0)+V', 'V'],
] as const

/** Lie groups, compact and not, and products. */
const LIE_CASES = [
  ['SO(3)', '2*V+T(0)', 'T(2)+V'],
  ['O(5)', '2*V', 'T(0)'],
  ['O(1,3)', '4*V', 'T(0)+V'],
  ['SO+(1,3)', 'V+V*', 'T(1,1)'],
  ['Sp(2)', '2*V', 'V*+T(0)'],
  ['SL(3)', '2*V+V*', 'V+V*'],
  ['Embed(SO(2),3,0)', '2*V', 'V'],
  ['SO(3)xS(4)', 'V_a*V_b+V_b', 'V_a+V_b'],
] as const

const normalRows = (count: number, dim: number, seed: number) => {
  const random = rng(seed)
  return Array.from({ length: count }, () => new Float64Array(dim).map(() => random.normal()))
}

const difference = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  let [worst, size] = [0, 0]
  for (let i = 0; i < a.length; i++) {
    worst = Math.max(worst, Math.abs(a[i]! - b[i]!))
    size = Math.max(size, Math.abs(a[i]!), Math.abs(b[i]!))
  }
  return worst / (size || 1)
}

const weightsOf = (model: Emlp) => model.network.getWeights().map((w) => Array.from(w.dataSync()))

describe('the backend', () => {
  it('is wasm in Node, without being asked for', () => {
    expect(backend).toBe('wasm')
    expect(tf.getBackend()).toBe('wasm')
  })
})

describe.each([...CASES, ...LIE_CASES])('an E-MLP of %s, %s → %s', (groupText, inText, outText) => {
  const group = parseAnyGroup(groupText)
  const [repIn, repOut] = [parseRepresentation(group, inText), parseRepresentation(group, outText)]
  let model: Emlp
  beforeAll(async () => {
    model = emlp({ repIn, repOut, hidden: 32, layers: 2, seed: 3 })
    await model.fit(normalRows(16, repIn.dim, 1), normalRows(16, repOut.dim, 2), {
      epochs: 5,
      learningRate: 1e-2,
    })
  })
  afterAll(() => model.dispose())

  it('is equivariant after training', () => {
    const random = rng(5)
    const x = normalRows(8, repIn.dim, 4)
    const y = model.predict(x)
    for (let k = 0; k < 6; k++) {
      const g = randomElement(group, random)
      const moved = model.predict(x.map((row) => act(repIn, g, row))).flatMap((row) => [...row])
      expect(
        difference(
          moved,
          y.flatMap((row) => [...act(repOut, g, row)]),
        ),
      ).toBeLessThan(1e-5)
    }
  })

  it('has as many parameters as counted beforehand', () => {
    expect(emlpParameterCount({ repIn, repOut, hidden: 32, layers: 2 })).toBe(model.parameterCount)
  })

  it('saves and loads to the same outputs', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'buridan-emlp-'))
    try {
      await model.save(fileSystem(folder))
      const again = await loadEmlp(fileSystem(folder))
      const x = normalRows(4, repIn.dim, 6)
      expect(again.predict(x)).toEqual(model.predict(x))
      expect(again.repOut.text).toBe(repOut.text)
      again.dispose()
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})

describe('Curie’s principle', () => {
  it('holds for random E-MLPs: the output keeps every symmetry of the input', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CASES), fc.nat(100), ([groupText, inText, outText], seed) => {
        const group = parseGroup(groupText)
        const [repIn, repOut] = [parseRepresentation(group, inText), parseRepresentation(group, outText)]
        const model = emlp({ repIn, repOut, hidden: 16, layers: 1, seed })
        const random = rng(seed)
        // an input with a chance of symmetry: entries from {0, 1}
        const x = new Float64Array(repIn.dim).map(() => random.int(2))
        const list = elementsOf(group)
        const y = model.predict([x])[0]!
        for (const h of stabilizer(repIn, x).members) {
          expect(difference(repOut.apply(list.at(h), y), y)).toBeLessThan(1e-5)
        }
        model.dispose()
      }),
      { seed: 1, numRuns: 25 },
    )
  })
})

describe('layers', () => {
  const group = parseGroup('Oh')
  const rep = parseRepresentation(group, '6*T(0)+3*V+T(2)')

  it('keep variance at the start', () => {
    const layer = new EquivariantLinear({ repIn: rep, repOut: rep, seed: 2 })
    const x = tf.tensor2d(
      normalRows(2000, rep.dim, 7).flatMap((r) => [...r]),
      [2000, rep.dim],
    )
    const y = layer.apply(x) as tf.Tensor
    const variance = tf.mean(tf.square(y)).dataSync()[0]!
    expect(variance).toBeGreaterThan(0.6)
    expect(variance).toBeLessThan(1.6)
    tf.dispose([x, y])
    layer.dispose()
  })

  it('have the gradients of finite differences', () => {
    const gated = gatedRepresentation(rep)
    const layers = [
      new EquivariantLinear({ repIn: rep, repOut: gated, seed: 1 }),
      new EquivariantBilinear({ rep: gated, seed: 2 }),
      new GatedNonlinearity({ rep }),
    ]
    const x = tf.tensor2d(
      normalRows(3, rep.dim, 8).flatMap((r) => [...r]),
      [3, rep.dim],
    )
    const loss = () =>
      tf.tidy(
        () =>
          tf.mean(
            tf.square(layers.reduce((t, layer) => layer.apply(t) as tf.Tensor, x as tf.Tensor)),
          ) as tf.Scalar,
      )
    loss().dispose()
    const { grads, value } = tf.variableGrads(loss)
    value.dispose()
    const variables = layers.flatMap((layer) => layer.trainableWeights.map((w) => w.read() as tf.Variable))
    const random = rng(9)
    for (let k = 0; k < 12; k++) {
      const variable = variables[random.int(variables.length)]!
      const values = variable.dataSync().slice()
      const i = random.int(values.length)
      const at = (shift: number) => {
        const moved = values.slice()
        moved[i] = moved[i]! + shift
        const tensor = tf.tensor(moved, variable.shape)
        variable.assign(tensor)
        tensor.dispose()
        const out = loss()
        const number = out.dataSync()[0]!
        out.dispose()
        return number
      }
      const numeric = (at(0.001) - at(-0.001)) / 0.002
      at(0)
      const exact = grads[variable.name]!.dataSync()[i]!
      expect(Math.abs(numeric - exact)).toBeLessThan(2e-3 + 0.02 * Math.abs(exact))
    }
    tf.dispose(grads)
    x.dispose()
    for (const layer of layers) layer.dispose()
  })

  it('give back every tensor', async () => {
    const before = tf.memory().numTensors
    const V = parseRepresentation(group, 'V')
    const model = emlp({ repIn: V, repOut: V, hidden: 16, layers: 1, seed: 0 })
    const built = tf.memory().numTensors
    for (let k = 0; k < 5; k++) {
      await model.fit([[1, 2, 3]], [[1, 0, 0]], { epochs: 3 })
      model.predict([[1, 2, 3]])
    }
    expect(tf.memory().numTensors).toBe(built)
    model.dispose()
    expect(tf.memory().numTensors).toBe(before)
  })

  it('start from their seed and nothing else', () => {
    const V = parseRepresentation(group, 'V')
    const outputs = [1, 1, 2].map((seed) => {
      const model = emlp({ repIn: V, repOut: V, hidden: 16, layers: 2, seed })
      const y = model.predict([[1, 2, 3]])[0]!
      model.dispose()
      return y
    })
    expect(outputs[0]).toEqual(outputs[1])
    expect(outputs[0]).not.toEqual(outputs[2])
  })
})

describe('training', () => {
  const group = parseGroup('C(4)')
  const V = parseRepresentation(group, 'V')

  it('fits an equivariant function and the same seed trains to the same weights', async () => {
    // turning by 90° and scaling by the norm
    const x = normalRows(64, 2, 1)
    const y = x.map(([a, b]) => [-b! * Math.hypot(a!, b!), a! * Math.hypot(a!, b!)])
    const runs = []
    for (let k = 0; k < 2; k++) {
      const model = emlp({ repIn: V, repOut: V, hidden: 24, layers: 2, seed: 0 })
      const losses = await model.fit(x, y, { epochs: 120, batchSize: 32, learningRate: 0.02, seed: 4 })
      runs.push({ losses, y: model.predict([[0.3, -0.2]]) })
      model.dispose()
    }
    expect(runs[0]!.losses.at(-1)!).toBeLessThan(0.05 * runs[0]!.losses[0]!)
    expect(runs[0]).toEqual(runs[1])
  })

  it('stops when aborted and keeps whole steps', async () => {
    const model = emlp({ repIn: V, repOut: V, hidden: 8, layers: 1, seed: 0 })
    const controller = new AbortController()
    const training = model.fit([[1, 0]], [[0, 1]], {
      epochs: 1e6,
      signal: controller.signal,
      onProgress: ({ step }) => step === 7 && controller.abort(),
    })
    await expect(training).rejects.toMatchObject({ code: 'ABORTED' })
    expect(model.predict([[1, 0]])[0]!.every(Number.isFinite)).toBe(true)
    model.dispose()
  })

  it('refuses rates that float32 does not hold', async () => {
    const model = emlp({ repIn: V, repOut: V, hidden: 8, layers: 1, seed: 0 })
    const before = weightsOf(model)
    for (const learningRate of [1e39, Number.POSITIVE_INFINITY, Number.NaN, 0, 1e-46, 3.5e38]) {
      const run = model.fit([[1, 2]], [[1, 2]], { epochs: 1, learningRate })
      await expect(run).rejects.toMatchObject({ name: 'InvalidArgumentError' })
      await expect(run).rejects.toThrow(/learningRate is .*float32 holds/)
    }
    await expect(
      model.fit([[1, 2]], [[1, 2]], { learningRate: '1e-3' as unknown as number }),
    ).rejects.toThrow(/learningRate/)
    expect(weightsOf(model)).toEqual(before)
    model.dispose()
  })

  it('gives the last good weights back where steps are too large, after the last step too', async () => {
    for (const learningRate of [3e38, 1e38, 1e30, 1e20]) {
      for (const epochs of [1, 2, 5]) {
        const model = emlp({ repIn: V, repOut: V, hidden: 8, layers: 2, seed: 0 })
        const tensors = tf.memory().numTensors
        const before = weightsOf(model)
        const store: { bytes?: Uint8Array } = {}
        const checkpoint = {
          every: 1,
          store: {
            read: async () => undefined,
            write: async (bytes: Uint8Array) => {
              store.bytes = bytes
            },
          },
        }
        const run = model.fit([[1, 2]], [[1, 2]], { epochs, learningRate, checkpoint })
        await expect(run).rejects.toMatchObject({ code: 'NOT_CONVERGED' })
        await expect(run).rejects.toThrow(/(after|at) .*step.*weights are again those before.*learning rate/)
        // the very first step leads nowhere, whatever the number of steps
        expect(weightsOf(model)).toEqual(before)
        expect(model.predict([[1, 2]])[0]!.every(Number.isFinite)).toBe(true)
        expect(tf.memory().numTensors).toBe(tensors)
        if (epochs === 1) expect(store.bytes).toBeUndefined()
        model.dispose()
      }
    }
  })

  it('never leaves weights that are not finite, where it waits or is stopped either', async () => {
    const model = emlp({ repIn: V, repOut: V, hidden: 8, layers: 1, seed: 0 })
    // a loss and a gradient that stay finite while the weights run away
    const weights = trainableVariables(model.network)
    const run = minimize({
      steps: 40,
      variables: weights,
      learningRate: 3e37,
      loss: () => tf.addN(weights.map((w) => tf.sum(tf.mul(w, 1e-3)))) as tf.Scalar,
      onProgress: () => expect(weightsOf(model).flat().every(Number.isFinite)).toBe(true),
    })
    await expect(run).rejects.toThrow(
      /a weight is -Infinity after step \d+; the weights are again those before/,
    )
    expect(weightsOf(model).flat().every(Number.isFinite)).toBe(true)
    model.dispose()
  })

  it('finds a loss that is not finite after the last step only', async () => {
    const model = emlp({ repIn: V, repOut: V, hidden: 8, layers: 1, seed: 0 })
    let calls = 0
    const options: FitOptions = {
      epochs: 3,
      learningRate: 0.01,
      loss: (p, b) => tf.mul(squaredError(p, b), calls++ < 3 ? 1 : Number.NaN) as tf.Scalar,
    }
    const good: number[][][] = []
    const run = model.fit([[1, 2]], [[1, 2]], { ...options, onProgress: () => good.push(weightsOf(model)) })
    await expect(run).rejects.toThrow(/loss is NaN after the last step, 2; the weights are again those/)
    expect(good.length).toBe(2)
    expect(weightsOf(model)).toEqual(good[1])
    model.dispose()
  })

  it('refuses bad data, bad options and losses that are not finite', async () => {
    const model = emlp({ repIn: V, repOut: V, hidden: 8, layers: 1, seed: 0 })
    await expect(model.fit([], [])).rejects.toThrow(/x is empty/)
    await expect(model.fit([[1]], [[1, 2]])).rejects.toThrow(/x\[0\] has 1 entries/)
    await expect(model.fit([[1, 2]], [[1, Number.NaN]])).rejects.toThrow(/y\[0\]\[1\] is NaN/)
    await expect(
      model.fit(
        [[1, 2]],
        [
          [1, 2],
          [3, 4],
        ],
      ),
    ).rejects.toThrow(/1 rows and y 2/)
    await expect(model.fit([[1, 2]], [[1, 2]], { epochs: 0 })).rejects.toThrow(/epochs is 0/)
    await expect(model.fit([[1, 2]], [[1, 2]], { learningRate: -1 })).rejects.toThrow(/learningRate is -1/)
    await expect(model.fit([[1, 2]], null)).rejects.toThrow(/needs labels/)
    const before = model.predict([[1, 2]])
    const bad = model.fit([[1, 2]], [[1, 2]], {
      loss: (p, b) => tf.mul(squaredError(p, b), Number.NaN) as tf.Scalar,
    })
    await expect(bad).rejects.toThrow(/loss is NaN at step 0/)
    expect(model.predict([[1, 2]])).toEqual(before)
    // √x at x = 0: the loss is finite, its gradient is not
    const steep = model.fit([[1, 2]], [[1, 2]], {
      loss: (p) => tf.sum(tf.sqrt(tf.mul(p, 0))) as tf.Scalar,
    })
    await expect(steep).rejects.toThrow(/gradient is NaN at step 0/)
    expect(model.predict([[1, 2]])).toEqual(before)
    expect(() => model.predict([[1]])).toThrow(/1 entries/)
    expect(() =>
      model.predict([
        [1, 2],
        [1e40, 1],
      ]),
    ).toThrow(/for row 1/)
    model.dispose()
    expect(() => emlp({ repIn: V, repOut: V, hidden: 0.5 })).toThrow(/0\.5/)
    expect(() => uniformRepresentation(group, -1)).toThrow(/-1/)
  })
})

describe('what is saved', () => {
  it('is the group and representation as text, read back with capitals and underscores', () => {
    for (const [groupText, inText] of CASES) {
      const rep = parseRepresentation(parseGroup(groupText), inText)
      const again = fromSpec(toSpec(rep))
      expect([again.text, again.group.name, again.dim]).toEqual([rep.text, rep.group.name, rep.dim])
    }
    const G = parseGroup('Oh')
    const half = stabilizer(parseRepresentation(G, 'V'), [0, 0, 1]).group
    const restricted = restrict(parseRepresentation(G, 'V+T(2)'), half)
    expect((fromSpec(toSpec(restricted)).group as FiniteGroup).order).toBe(8n)
  })

  it('is refused at saving where it would not read back', () => {
    const mine = permutationGroup([[1, 2, 0]], { name: 'mine' })
    expect(() => toSpec(parseRepresentation(mine, 'V'))).toThrow(/“mine” does not read back/)
    const impostor = permutationGroup([[1, 2, 0]], { name: 'S(3)' })
    expect(() => toSpec(parseRepresentation(impostor, 'V'))).toThrow(/does not read back/)
    const G = parseGroup('Z(4)')
    expect(() => toSpec(restrict(parseRepresentation(G, 'R'), parseGroup('Z(4)')))).toThrow(/no text/)
    expect(() => fromSpec({ group: 'nonsense', rep: 'v' })).toThrow(/cannot be read/)
    expect(() => fromSpec(null)).toThrow(/has texts for group and rep/)
  })
})

describe('saved models', () => {
  const V = parseRepresentation(parseGroup('C(4)'), 'V')
  const row = [[1, 2]]

  /** A saved model, its files, and a way to see what becomes of it when they are changed. */
  async function saved() {
    const folder = await mkdtemp(join(tmpdir(), 'buridan-emlp-'))
    const model = emlp({ repIn: V, repOut: V, hidden: 8, layers: 1, seed: 0 })
    await model.save(fileSystem(folder))
    const names = await readdir(folder)
    const binary = names.find((name) => name.endsWith('.bin'))!
    const json = await readFile(join(folder, 'model.json'))
    const weights = await readFile(join(folder, binary))
    const put = async (change: { json?: string | Uint8Array; weights?: Uint8Array }) => {
      await writeFile(join(folder, 'model.json'), change.json ?? json)
      await writeFile(join(folder, binary), change.weights ?? weights)
    }
    return { folder, model, names, text: json.toString('utf8'), json, weights, put }
  }

  it('are refused when cut short, of another kind or newer, or absent', async () => {
    const { folder, model, text, weights, put } = await saved()
    const refused = async (change: { json?: string; weights?: Uint8Array }, message: RegExp) => {
      await put(change)
      const before = tf.memory().numTensors
      await expect(loadEmlp(fileSystem(folder))).rejects.toMatchObject({ code: 'INVALID_FILE' })
      await expect(loadEmlp(fileSystem(folder))).rejects.toThrow(message)
      expect(tf.memory().numTensors).toBe(before)
    }
    await refused({ json: text.slice(0, -20) }, /not JSON/)
    await refused({ weights: weights.subarray(0, weights.length - 4) }, /declares \d+ bytes/)
    await refused({ json: text.replace('"format":4', '"format":99') }, /format 99/)
    await refused({ json: text.replace('"format":4', '"format":2') }, /format 2/)
    await refused({ json: text.replace('"kind":"emlp"', '"kind":"other"') }, /kind other/)
    await refused({ json: '{}' }, /names no file of weights/)
    for (const json of ['null', '3', 'true', '"model"']) await refused({ json }, /holds no object/)
    await refused({ json: text.replace('weights-', '../weights-') }, /names no file of weights/)
    await refused({ json: text.replace('"layers":[', '"lairs":[') }, /checksum/)
    // sizes that no memory holds, declared only
    await refused({ json: text.replace(/"shape":\[\d+/, '"shape":[999999999999') }, /declares \d+ bytes/)
    await rm(folder, { recursive: true })
    await expect(loadEmlp(fileSystem(folder))).rejects.toThrow(/cannot be read/)
    model.dispose()
  })

  it('go to addresses that TensorFlow.js has a handler for, and come from there', async () => {
    const { model } = await saved()
    const kept = new Map<string, tf.io.ModelArtifacts>()
    const router = (url: string | string[]): tf.io.IOHandler => {
      const at = String(url)
      return at.startsWith('kept-by-test://')
        ? {
            save: async (artifacts) => {
              kept.set(at, artifacts)
              return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } }
            },
            load: async () => kept.get(at)!,
          }
        : (null as never)
    }
    tf.io.registerSaveRouter(router)
    tf.io.registerLoadRouter(router)
    await model.save('kept-by-test://first')
    expect([...kept.keys()]).toEqual(['kept-by-test://first'])
    const loaded = await loadEmlp('kept-by-test://first')
    expect(loaded.predict(row)).toEqual(model.predict(row))
    for (const m of [model, loaded]) m.dispose()
  })

  it('go nowhere that nothing saves to', async () => {
    const { model } = await saved()
    for (const to of ['elsewhere://model', '', {}, { save: 3 }, null, 7]) {
      const saving = model.save(to as string)
      await expect(saving).rejects.toThrow(/nothing can save to|where to save/)
      await expect(saving).rejects.toMatchObject({ code: expect.stringMatching(/INVALID_(FILE|ARGUMENT)/) })
    }
    model.dispose()
  })

  it('with weights that are not finite are refused: all answers would be so', async () => {
    const { folder, model } = await saved()
    const [first] = model.network.weights
    const before = tf.memory().numTensors
    const kernel = first!.read().dataSync()
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const changed = tf.tensor(
        kernel.map((v, i) => (i === 0 ? value : v)),
        first!.read().shape,
      )
      first!.write(changed)
      changed.dispose()
      await model.save(fileSystem(folder))
      await expect(loadEmlp(fileSystem(folder))).rejects.toThrow(/weight 0 of the saved model is not finite/)
    }
    expect(tf.memory().numTensors).toBe(before)
    await rm(folder, { recursive: true })
    model.dispose()
  })

  it('with a bit flipped or a part cut are refused, or are the same model: never another', async () => {
    const { folder, model, json, weights, put } = await saved()
    const before = tf.memory().numTensors
    const expected = model.predict(row)
    let refused = 0
    const flipped = (bytes: Uint8Array, at: number) => bytes.with(at >> 3, bytes[at >> 3]! ^ (1 << (at & 7)))
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.boolean(), fc.nat(), async (ofWeights, cut, place) => {
        const bytes = Uint8Array.from(ofWeights ? weights : json)
        const damaged = cut
          ? bytes.slice(0, place % bytes.length)
          : flipped(bytes, place % (8 * bytes.length))
        await put(ofWeights ? { weights: damaged } : { json: damaged })
        try {
          const again = await loadEmlp(fileSystem(folder))
          expect(again.predict(row)).toEqual(expected)
          again.dispose()
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidFileError)
          refused++
        }
      }),
      { seed: 5, numRuns: 400 },
    )
    // what is not refused are bits of who wrote the file
    expect(refused).toBeGreaterThan(380)
    expect(tf.memory().numTensors).toBe(before)
    await rm(folder, { recursive: true })
    model.dispose()
  })

  it('are replaced whole: who saves again leaves one file of weights, and who is stopped between the old model', async () => {
    const { folder, model, names } = await saved()
    const other = emlp({ repIn: V, repOut: V, hidden: 8, layers: 1, seed: 1 })
    await other.save(fileSystem(folder))
    expect((await readdir(folder)).length).toBe(names.length)
    const again = await loadEmlp(fileSystem(folder))
    expect(again.predict(row)).toEqual(other.predict(row))
    // stopped after the weights were written: model.json still names those it belongs to
    await writeFile(join(folder, 'weights-00000000.bin'), 'half')
    const old = await loadEmlp(fileSystem(folder))
    expect(old.predict(row)).toEqual(other.predict(row))
    await rm(folder, { recursive: true })
    for (const m of [model, other, again, old]) m.dispose()
  })

  it('are one of the two where two are saved to a folder at once', async () => {
    const { folder, model } = await saved()
    const others = [1, 2, 3].map((seed) => emlp({ repIn: V, repOut: V, hidden: 8, layers: 1, seed }))
    for (let round = 0; round < 20; round++) {
      await Promise.all(others.map((other) => other.save(fileSystem(folder))))
      const again = await loadEmlp(fileSystem(folder))
      expect(others.map((other) => other.predict(row))).toContainEqual(again.predict(row))
      again.dispose()
    }
    await rm(folder, { recursive: true })
    for (const m of [model, ...others]) m.dispose()
  })

  it('are refused by a folder that cannot be written, with what was there untouched', async () => {
    const { folder, model } = await saved()
    const file = join(folder, 'model.json')
    const before = await readFile(file, 'utf8')
    await expect(model.save(fileSystem(join(file, 'inside')))).rejects.toThrow(/cannot be written/)
    expect(await readFile(file, 'utf8')).toBe(before)
    await rm(folder, { recursive: true })
    model.dispose()
  })
})
