import { cyclic, rng, tensor, UnsupportedError } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EquivariantLinear, tensorToRows } from '../src/index.js'
import { Scratch } from '../src/kernels/scratch.js'
import { expectOwn } from '../src/layers/alive.js'
import {
  arrayInfo,
  beginTraining,
  copyOfLayer,
  endUses,
  hasMoved,
  type Info,
  inMainMemory,
  innerLayers,
  isDisposed,
  isForeign,
  isFreedWeight,
  isNetwork,
  isTraining,
  layersBefore,
  type Memory,
  mainMemoryKernel,
  nestedGradients,
  ResumableAdam,
  regularizers,
  snapshotOf,
  through,
  trainedVariables,
  useCounts,
  usesLeft,
  variableGradients,
  variableOf,
} from '../src/tensorflow/adapter.js'
import { memoryOf } from '../src/tensorflow/memory.js'

// one test for each inside of TensorFlow.js that is relied on

/** What a test asks inside a kernel: kernels alone have tensors by their infos. */
interface Question {
  readonly ask: (memory: Memory, x: Info, y: Info) => Info | Info[]
}

const asking = mainMemoryKernel<Question>({
  name: 'BuridanTestAsking',
  body: (memory, { x, y }, { ask }) => ask(memory, x!, y!),
  gradient: { inputsToSave: ['x'], gradients: ([dy], [x], question) => gradientAsked(dy!, x!, question) },
})
const seen: Question[] = []
function gradientAsked(dy: tf.Tensor, x: tf.Tensor, question: Question): Record<string, () => tf.Tensor> {
  seen.push(question)
  return { x: () => tf.mul(tf.mul(dy, 2), x), y: () => tf.zerosLike(x) }
}

/** The outputs of a kernel that answers a question about two matrices. */
function asked(ask: Question['ask'], x: number[][], y: number[][]): number[][] {
  return tf.tidy(() =>
    asking({ x: tf.tensor2d(x), y: tf.tensor2d(y) }, { ask }).map((t) => Array.from(t.dataSync())),
  )
}

const dataIds = () => {
  const backend: object = tf.backend()
  if (!('numDataIds' in backend && typeof backend.numDataIds === 'function'))
    throw new Error('the backend does not count its tensors')
  return backend.numDataIds()
}

const A = [
  [1, 2, 3],
  [4, 5, 6],
]
const B = [
  [1, 0],
  [0, 1],
  [2, 3],
]

describe.each(['wasm', 'cpu'])('the memory of %s', (name) => {
  beforeEach(async () => {
    await tf.setBackend(name)
  })
  afterEach(async () => {
    await tf.setBackend('wasm')
  })

  it('is main memory', () => {
    expect(inMainMemory()).toBe(true)
  })

  it('hands a kernel the numbers of its inputs', () => {
    const [values] = asked(
      (memory, x) => {
        const out = memory.allocate([2])
        const numbers = memory.view(x)
        memory.view(out).set([numbers[0]!, numbers[5]!])
        return out
      },
      A,
      B,
    )
    expect(values).toEqual([1, 6])
  })

  it('gives new tensors of a shape, that are the kernel’s outputs when they are written', () => {
    tf.tidy(() => {
      const [y, z] = asking(
        { x: tf.tensor2d(A), y: tf.tensor2d(B) },
        {
          ask: (memory) => {
            const out = [memory.allocate([2, 2]), memory.allocate([3])]
            memory.view(out[0]!).set([1, 2, 3, 4])
            memory.view(out[1]!).set([5, 6, 7])
            return out
          },
        },
      )
      expect([y!.shape, z!.shape]).toEqual([[2, 2], [3]])
      expect([y!.arraySync(), z!.arraySync()]).toEqual([
        [
          [1, 2],
          [3, 4],
        ],
        [5, 6, 7],
      ])
    })
  })

  it('multiplies matrices', () => {
    expect(asked((memory, x, y) => memory.multiply(x, y), A, B)).toEqual([[7, 11, 16, 23]])
  })

  it('multiplies matrices and adds a bias', () => {
    const biased = (memory: Memory, x: Info, y: Info) => {
      const bias = memory.allocate([2])
      memory.view(bias).set([10, 20])
      return memory.multiplyAdd(x, y, bias)
    }
    expect(asked(biased, A, B)).toEqual([[17, 31, 26, 43]])
  })

  it('writes products of no terms, which the kernels of wasm do not', () => {
    const empty = (memory: Memory) => {
      const [a, b, bias] = [memory.allocate([2, 0]), memory.allocate([0, 2]), memory.allocate([2])]
      memory.view(bias).set([3, 4])
      return [memory.multiply(a, b), memory.multiplyAdd(a, b, bias)]
    }
    expect(asked(empty, A, B)).toEqual([
      [0, 0, 0, 0],
      [3, 4, 3, 4],
    ])
  })

  it('has the logistic function', () => {
    const [values] = asked((memory, x) => memory.sigmoid(x), A, B)
    values!.forEach((v, i) => expect(v).toBeCloseTo(1 / (1 + Math.exp(-A.flat()[i]!)), 6))
  })

  it('has the same products in plain arrays, for small work', () => {
    const random = rng(3)
    const matrix = (rows: number, cols: number) =>
      Array.from({ length: rows }, () => Array.from({ length: cols }, () => random.normal()))
    // of the last, products take more than there is at first
    for (const [x, y] of [
      [A, B],
      [matrix(3, 5), matrix(5, 2)],
      [matrix(300, 2), matrix(2, 300)],
    ] as const) {
      const [real, plain] = asked(
        (memory, a, b) => {
          const scratch = new Scratch(memory)
          return [memory.multiply(a, b), scratch.toReal(scratch.multiply(a, b))]
        },
        x,
        y,
      )
      expect(plain!.length).toBe(real!.length)
      expect(Math.max(...plain!.map((v, i) => Math.abs(v - real![i]!)))).toBeLessThan(1e-5)
    }
  })

  it('takes tensors back', () => {
    const before = dataIds()
    asked(
      (memory, x, y) => {
        for (let k = 0; k < 5; k++) memory.free(memory.multiply(x, y))
        return memory.allocate([1])
      },
      A,
      B,
    )
    expect(dataIds()).toBe(before)
  })

  it('has numbers of float32 for tensors of integers', () => {
    const values = tf.tidy(() => {
      const x = tf.tensor2d(A, [2, 3], 'int32')
      return asking({ x, y: x }, { ask: (memory, a) => memory.sigmoid(a) })[0]!.dataSync()
    })
    expect(values[5]).toBeCloseTo(1 / (1 + Math.exp(-6)), 6)
  })

  it('hands attributes to kernels and to their gradients as they are', () => {
    const question: Question = {
      ask: (memory, x) => {
        const out = memory.allocate([2, 3])
        memory.view(out).set(memory.view(x).map((v) => v * v))
        return out
      },
    }
    seen.length = 0
    tf.tidy(() => {
      const y = tf.tensor2d(A)
      const dx = tf.grad((x) => tf.sum(asking({ x, y }, question)[0]!))(tf.tensor2d(A))
      expect(dx.arraySync()).toEqual(A.map((row) => row.map((v) => 2 * v)))
    })
    expect(seen.every((q) => q === question)).toBe(true)
    expect(seen.length).toBe(1)
  })
})

describe('memory that is not as relied on', () => {
  it('is refused, with the version', () => {
    for (const backend of ['wasm', 'cpu'] as const) {
      expect(() => memoryOf(backend, { disposeData: () => true })).toThrow(UnsupportedError)
      expect(() => memoryOf(backend, {})).toThrow(/TensorFlow.js 4\.22\.0.*use version 4\.22\.0/)
    }
  })

  it('is of no backend where it is an array with a shape', () => {
    const values = Float32Array.of(1, 2)
    const info = arrayInfo([1, 2], values)
    expect([info.shape, info.dtype, info.values]).toEqual([[1, 2], 'float32', values])
  })
})

describe('the engine', () => {
  it('keeps the tape of an outer gradient where an inner one is marked as nested', () => {
    // f(x) = x³ with its gradient by an inner gradient: the second derivative is 6x
    const cube = tf.customGrad((...args) => {
      const [x, save] = args as [tf.Tensor, tf.GradSaveFunc]
      save([x])
      return { value: tf.pow(x, 3), gradFunc: (dy, saved) => slope(saved[0]!, dy as tf.Tensor) }
    })
    const slope = tf.customGrad((...args) => {
      const [x, dy, save] = args as [tf.Tensor, tf.Tensor, tf.GradSaveFunc]
      save([x, dy])
      return {
        value: tf.mul(dy, tf.mul(3, tf.square(x))),
        gradFunc: (up, saved) =>
          nestedGradients(
            (a, b) => tf.sum(tf.mul(up as tf.Tensor, tf.mul(b!, tf.mul(3, tf.square(a!))))),
            saved,
          ),
      }
    })
    tf.tidy(() => {
      const x = tf.tensor1d([1, 2, 3])
      const first = tf.grad((v) => tf.sum(cube(v)))
      expect(Array.from(first(x).dataSync())).toEqual([3, 12, 27])
      expect(
        Array.from(
          tf
            .grad((v) => tf.sum(first(v)))(x)
            .dataSync(),
        ),
      ).toEqual([6, 12, 18])
    })
  })

  it('keeps what operations save for a gradient outside of scopes, and has it freed where the loss throws', () => {
    const w = tf.variable(tf.tensor1d([1, 2]))
    const before = tf.memory().numTensors
    const broken = (): tf.Scalar => {
      tf.square(tf.square(w))
      throw new UnsupportedError('of its own')
    }
    const fails = (gradients: typeof variableGradients) =>
      tf.tidy(() => {
        expect(() => gradients(broken, [w])).toThrow(/of its own/)
      })
    // its own gradients leave what was saved
    fails((loss, variables) => tf.variableGrads(loss, [...variables]))
    const left = tf.memory().numTensors
    expect(left).toBeGreaterThan(before)
    for (let k = 0; k < 3; k++) fails(variableGradients)
    expect(tf.memory().numTensors).toBe(left)
    // and the next gradient is right
    tf.tidy(() => {
      const { grads } = variableGradients(() => tf.sum(tf.square(w)), [w])
      expect(Array.from(grads[w.name]!.dataSync())).toEqual([2, 4])
    })
    w.dispose()
  })

  it('trains no weight that is not to be trained', () => {
    const fixed = tf.variable(tf.scalar(2), false)
    tf.tidy(() => {
      const { value, grads } = variableGradients(() => tf.square(fixed), [fixed])
      expect([value.dataSync()[0], Object.keys(grads)]).toEqual([4, []])
    })
    fixed.dispose()
  })

  it('says in known words where a loss depends on no weight, and other errors are handed on', () => {
    const w = tf.variable(tf.scalar(2))
    tf.tidy(() => {
      const alone = variableGradients(() => tf.scalar(3), [w])
      expect([alone.value.dataSync()[0], Object.keys(alone.grads)]).toEqual([3, []])
      const joined = variableGradients(() => tf.square(w), [w])
      expect([joined.value.dataSync()[0], joined.grads[w.name]!.dataSync()[0]]).toEqual([4, 4])
      expect(variableGradients(() => tf.scalar(3), []).value.dataSync()[0]).toBe(3)
      const broken = (): tf.Scalar => {
        throw new UnsupportedError('of its own')
      }
      expect(() => variableGradients(broken, [w])).toThrow(/of its own/)
    })
    w.dispose()
  })
})

describe('Adam', () => {
  const run = (adam: ResumableAdam, w: tf.Variable, steps: number) => {
    for (let k = 0; k < steps; k++)
      tf.tidy(() => {
        adam.apply({ [w.name]: tf.mul(w, 2) })
      })
  }

  it('goes on to the last bit where its state is set: weights, both moments and the powers of β', () => {
    const [w, v] = [tf.variable(tf.tensor1d([1, -2])), tf.variable(tf.tensor1d([1, -2]))]
    const [adam, other] = [new ResumableAdam([w], 0.1), new ResumableAdam([v], 0.1)]
    run(adam, w, 3)
    const { state } = adam
    expect([state.length, adam.stateSize]).toEqual([8, 8])
    // the powers after three steps
    expect(Array.from(state.slice(6), (b) => Number(b.toFixed(5)))).toEqual([
      Number((0.9 ** 4).toFixed(5)),
      Number((0.999 ** 4).toFixed(5)),
    ])
    other.state = state
    run(adam, w, 4)
    run(other, v, 4)
    expect(Array.from(v.dataSync())).toEqual(Array.from(w.dataSync()))
    expect(other.state).toEqual(adam.state)
    for (const each of [adam, other, w, v]) each.dispose()
  })

  it('takes a step of the rate that is set', () => {
    const w = tf.variable(tf.tensor1d([1]))
    const adam = new ResumableAdam([w], 0.1)
    adam.learningRate = 0.25
    run(adam, w, 1)
    // the first step is the rate, whatever the gradient
    expect(w.dataSync()[0]).toBeCloseTo(0.75, 5)
    adam.dispose()
    w.dispose()
  })

  it('leaves weights without a gradient, and their moments, as they are', () => {
    const [w, v] = [tf.variable(tf.tensor1d([1])), tf.variable(tf.tensor1d([5]))]
    const adam = new ResumableAdam([v, w], 0.1)
    run(adam, w, 2)
    expect(v.dataSync()[0]).toBe(5)
    expect(w.dataSync()[0]).toBeLessThan(1)
    const [, , first, , second] = adam.state
    expect([first, second]).toEqual([0, 0])
    for (const each of [adam, w, v]) each.dispose()
  })

  it('frees all that it holds', () => {
    const w = tf.variable(tf.tensor1d([1]))
    const before = tf.memory().numTensors
    const adam = new ResumableAdam([w], 0.1)
    run(adam, w, 1)
    adam.dispose()
    expect(tf.memory().numTensors).toBe(before)
    w.dispose()
  })
})

const isTrained = (weight: tf.LayerVariable) => trainedVariables().has(variableOf(weight))

describe('layers', () => {
  it('have variables for weights', () => {
    const layer = tf.layers.dense({ units: 2, inputShape: [3] })
    const model = tf.sequential({ layers: [layer] })
    const variable = variableOf(layer.trainableWeights[0]!)
    expect([variable.shape, variable.trainable]).toEqual([[3, 2], true])
    variable.assign(tf.ones([3, 2]))
    expect(Array.from(layer.getWeights()[0]!.dataSync())).toEqual([1, 1, 1, 1, 1, 1])
    model.dispose()
  })

  it('know the layers that they read, for each use', () => {
    const input = tf.input({ shape: [2] })
    const [shared, left, right] = [1, 2, 3].map(() => tf.layers.dense({ units: 2 }))
    const sum = tf.layers.add()
    const [a, b] = [left!, right!].map((l) => shared!.apply(l.apply(input)) as tf.SymbolicTensor)
    sum.apply([a!, b!])
    expect(layersBefore(sum)).toEqual([[shared, shared]])
    expect(layersBefore(shared!)).toEqual([[left], [right]])
    for (const layer of [shared!, left!, right!]) layer.dispose()
  })

  it('know the layers that they are made of, and regularizers of all of them', () => {
    const dense = (l2?: number) =>
      tf.layers.dense({
        units: 2,
        inputShape: [2],
        kernelInitializer: 'ones',
        ...(l2 ? { kernelRegularizer: tf.regularizers.l2({ l2 }) } : {}),
      })
    const wrapped = dense()
    const within = (layer: tf.layers.Layer) => innerLayers(layer).map((inner) => inner.layer)
    expect(within(tf.layers.timeDistributed({ layer: wrapped }))).toEqual([wrapped])
    expect(within(wrapped)).toEqual([])
    const [first, second] = [dense(1), dense(10)]
    const inner = tf.sequential({ layers: [first] })
    // a sequential model has another one train, that knows the layers of a model that is its first
    const outer = tf.sequential()
    outer.add(inner)
    outer.add(second)
    expect(within(outer)).toEqual([inner, first, second])
    tf.tidy(() => {
      outer.predict(tf.ones([1, 2]))
      expect(regularizers(outer).map((loss) => loss.dataSync()[0])).toEqual([4, 40])
    })
    outer.dispose()
  })

  it('and models say that they were freed, and that they train', async () => {
    const layer = tf.layers.dense({ units: 1, inputShape: [1] })
    const input = tf.input({ shape: [1] })
    const output = tf.layers.dense({ units: 1 }).apply(input) as tf.SymbolicTensor
    const models = [tf.sequential({ layers: [layer] }), tf.model({ inputs: input, outputs: output })]
    for (const model of models) await trainsAndEnds(model)
    expect(isDisposed(layer)).toBe(true)
  })

  async function trainsAndEnds(model: tf.LayersModel): Promise<void> {
    expect(isDisposed(model)).toBe(false)
    model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' })
    const [x, y] = [tf.ones([1, 1]), tf.ones([1, 1])]
    const run = model.fit(x, y, { verbose: 0 })
    expect(isTraining(model)).toBe(true)
    await run
    expect(isTraining(model)).toBe(false)
    const end = beginTraining(model)
    expect(isTraining(model)).toBe(true)
    await expect(model.fit(x, y, { verbose: 0 })).rejects.toThrow(/another fit/)
    end()
    expect(model.trainableWeights.some(isTrained)).toBe(false)
    await model.fit(x, y, { verbose: 0 })
    model.dispose()
    expect(isDisposed(model)).toBe(true)
    tf.dispose([x, y])
  }

  it('of a sequential model are trained by one that it has once it is built', () => {
    const model = tf.sequential()
    expect(isTraining(model)).toBe(false)
    for (const inner of [null, undefined, 3]) {
      const network = { model: inner }
      const end = beginTraining(network)
      expect([isTraining(network), network.model]).toEqual([true, inner])
      end()
      expect(isTraining(network)).toBe(false)
    }
    const network = { model: {} }
    const end = beginTraining(network)
    expect(network).toEqual({ model: { isTraining: true } })
    end()
    // one that is built while it trains
    const late = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] })
    const over = beginTraining(late)
    late.predict(tf.ones([1, 1]))
    expect(late.trainableWeights.every(isTrained)).toBe(true)
    over()
    expect([isTraining(late), late.trainableWeights.some(isTrained)]).toEqual([false, false])
    late.dispose()
  })

  it('say which weights they train while they do, in their own fit', async () => {
    const layer = tf.layers.dense({ units: 1, inputShape: [1] })
    const inner = tf.sequential({ layers: [layer] })
    const outer = tf.sequential()
    outer.add(inner)
    outer.compile({ optimizer: 'sgd', loss: 'meanSquaredError' })
    const [x, y] = [tf.ones([1, 1]), tf.ones([1, 1])]
    const run = outer.fit(x, y, { verbose: 0 })
    expect(layer.trainableWeights.map(isTrained)).toEqual([true, true])
    expect([isTraining(outer), isTraining(inner)]).toEqual([true, false])
    await run
    expect(layer.trainableWeights.some(isTrained)).toBe(false)
    outer.dispose()
    tf.dispose([x, y])
  })

  it('are given tensors of their own TensorFlow.js, others are told apart', () => {
    const own = tf.input({ shape: [2] })
    // what another copy's symbolic tensors look like from here
    const foreign = { sourceLayer: {}, shape: [null, 2] }
    for (const value of [own, tf.scalar(1), null, undefined, 3, {}]) expect(isForeign(value)).toBe(false)
    expect(isForeign(foreign)).toBe(true)
    for (const value of [foreign, [foreign], [own, foreign], [foreign, own]]) {
      expect(() => expectOwn(value)).toThrow(UnsupportedError)
    }
    for (const value of [own, [own], null, []]) expect(() => expectOwn(value)).not.toThrow()
  })

  it('without weights or uses as relied on are refused', () => {
    const layer = tf.layers.dense({ units: 2 })
    Reflect.set(layer, 'inboundNodes', undefined)
    expect(() => layersBefore(layer)).toThrow(/no list of its uses/)
    const x = tf.input({ shape: [2] })
    const model = tf.model({
      inputs: x,
      outputs: tf.layers.dense({ units: 2 }).apply(x) as tf.SymbolicTensor,
    })
    Reflect.set(model.layers[1]!.inboundNodes[0]!, 'inputTensors', undefined)
    expect(() => useCounts(model)).toThrow(/no lists of its tensors/)
    Reflect.set(layer, '_refCount', undefined)
    expect(() => usesLeft(layer)).toThrow(/do not count who uses them/)
    for (const val of [undefined, null, {}]) {
      expect(() => isFreedWeight({ val } as never)).toThrow(/weights do not say whether/)
    }
    const weight = new tf.LayerVariable(tf.zeros([1]))
    weight.read = () => tf.zeros([1])
    expect(() => tf.tidy(() => variableOf(weight))).toThrow(UnsupportedError)
  })

  it('are found at any depth of networks, wrappers and recurrent layers, each once', () => {
    const dense = (name: string) => tf.layers.dense({ units: 2, name })
    const [a, b] = [dense('a'), dense('b')]
    const inner = tf.sequential({ name: 'inner', layers: [tf.layers.inputLayer({ inputShape: [2] }), a] })
    const inputs = tf.input({ shape: [5, 2], name: 'input' })
    const chain = [
      tf.layers.timeDistributed({ layer: inner, name: 'each' }),
      tf.layers.timeDistributed({ layer: b, name: 'other' }),
      tf.layers.timeDistributed({ layer: b, name: 'again' }),
      tf.layers.rnn({
        cell: [tf.layers.simpleRNNCell({ units: 2 }), tf.layers.lstmCell({ units: 3 })] as never,
        name: 'recurrent',
      }),
    ]
    const outputs = chain.reduce((x, layer) => layer.apply(x) as tf.SymbolicTensor, inputs)
    const found = innerLayers(tf.model({ inputs, outputs }))
    const paths = found.map(({ path }) => path.join('/'))
    expect(paths).toEqual([
      'input',
      'each',
      'each/layer',
      expect.stringMatching('each/layer/input'),
      'each/layer/a',
      'other',
      'other/layer',
      'again',
      'recurrent',
      'recurrent/cell',
      'recurrent/cell/cells 0',
      'recurrent/cell/cells 1',
    ])
    expect(found[4]!.layer).toBe(a)
    expect(innerLayers(a)).toEqual([])
    // once built a sequential network has another one inside, of the same layers
    inner.predict(tf.zeros([1, 2]))
    expect(innerLayers(inner).map(({ layer }) => layer)).toEqual(inner.layers)
  })

  it('count their uses, networks one more for themselves, and say what they read and give in each', () => {
    const [layer, add] = [tf.layers.dense({ units: 2 }), tf.layers.add()]
    expect(usesLeft(layer)).toBe(0)
    const a = tf.input({ shape: [2] })
    const inner = tf.model({ inputs: a, outputs: layer.apply(layer.apply(a)) as tf.SymbolicTensor })
    const [b, c] = [tf.input({ shape: [2] }), tf.input({ shape: [2] })]
    const outputs = add.apply([inner.apply(b), c] as tf.SymbolicTensor[]) as tf.SymbolicTensor
    const outer = tf.model({ inputs: [b, c], outputs: [outputs, b] })
    expect([layer, inner, outer, add].map(usesLeft)).toEqual([2, 2, 1, 1])
    expect([layer, inner, tf.sequential()].map(isNetwork)).toEqual([false, true, true])
    const counts = [...useCounts(outer)].map(([used, count]) => [used.name, count])
    expect(counts).toEqual([
      [add.name, 1],
      [inner.name, 1],
      [b.sourceLayer.name, 1],
      [c.sourceLayer.name, 1],
    ])
    expect(useCounts(inner).get(layer)).toBe(2)
    const asked: string[] = []
    const values = through(outer, ['b', 'c'], ({ layer: used, inputs, outputs: given }, read) => {
      asked.push(`${used.getClassName()} of ${inputs.length} to ${given.length}`)
      return [`${used === layer ? 'f' : 'sum'}(${read.join()})`]
    })
    expect(values).toEqual(['sum(f(f(b)),c)', 'b'])
    expect(asked).toEqual(['Dense of 1 to 1', 'Dense of 1 to 1', 'Add of 2 to 1'])
    const [kernel] = layer.weights
    expect(isFreedWeight(kernel!)).toBe(false)
    layer.dispose()
    expect([usesLeft(layer), isFreedWeight(kernel!), isDisposed(layer)]).toEqual([1, false, false])
    layer.dispose()
    expect([usesLeft(layer), isFreedWeight(kernel!), isDisposed(layer)]).toEqual([0, true, true])
    endUses(outer)
    expect(isDisposed(outer)).toBe(true)
    expect(() => outer.dispose()).toThrow(/already disposed/)
  })

  it('are made again from their class and configuration', () => {
    const layer = tf.layers.dense({ units: 2, activation: 'tanh', name: 'first' })
    const copy = copyOfLayer(layer, 'second')
    expect([copy.getClassName(), copy.name]).toEqual(['Dense', 'second'])
    expect(copy.getConfig()).toEqual({ ...layer.getConfig(), name: 'second' })
  })

  it('start with what their initializer gives', () => {
    const V = tensor(cyclic(3), 1)
    const layer = new EquivariantLinear({ repIn: V, repOut: V, seed: 1 })
    layer.apply(tf.zeros([1, 3]))
    const weights = layer.trainableWeights[0]!.read().dataSync()
    expect(weights.length).toBe(4)
    expect(Array.from(weights).filter((w) => w !== 0).length).toBe(3)
    layer.dispose()
  })
})

describe('rows of a tensor', () => {
  it('are of a matrix alone', () => {
    const rows = tf.tidy(() => tensorToRows(tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3])))
    expect(rows).toEqual([Float32Array.of(1, 2, 3), Float32Array.of(4, 5, 6)])
    const others = [tf.scalar(1), tf.tensor1d([1, 2]), tf.zeros([1, 2, 3]), [[1]], 3, null, undefined]
    for (const value of others) {
      expect(() => tensorToRows(value as tf.Tensor)).toThrow(/it must be a tf\.Tensor \[rows, dim\]/)
    }
    tf.dispose(others.filter((value) => value instanceof tf.Tensor))
  })
})

it('a variable has moved once it is assigned to, and has its numbers again from what it was', () => {
  tf.tidy(() => {
    const v = tf.variable(tf.tensor1d([1, 2]))
    const before = snapshotOf(v)
    expect(hasMoved(v, before)).toBe(false)
    v.assign(tf.tensor1d([1, 3]))
    expect(hasMoved(v, before)).toBe(true)
    v.assign(before.copy as tf.Tensor1D)
    expect([...v.dataSync()]).toEqual([1, 2])
    v.dispose()
  })
})
