import { type AnyRepresentation, orthogonal, parseRepresentation, symmetric, tensor } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  EquivariantBilinear,
  EquivariantBlock,
  EquivariantLinear,
  EquivariantNormalization,
  emlp,
  FieldDropout,
  fitRows,
  GatedNonlinearity,
  InvariantPooling,
  NormNonlinearity,
  PointwiseNonlinearity,
  TensorProductNonlinearity,
} from '../src/index.js'

beforeEach(() => tf.engine().startScope())
afterEach(() => tf.engine().endScope())

const O3 = orthogonal(3)
const R = (text: string): AnyRepresentation => parseRepresentation(O3, text)
const [V, V2] = [R('V'), R('2*V')]
const P: AnyRepresentation = tensor(symmetric(6), 1)

const layers: [name: string, () => tf.layers.Layer, takes?: string][] = [
  ['linear', () => new EquivariantLinear({ repIn: V2, repOut: V, seed: 0 })],
  ['linear, of no maps', () => new EquivariantLinear({ repIn: V2, repOut: R('T(0)'), useBias: false })],
  ['block', () => new EquivariantBlock({ repIn: V2, repOut: V2, seed: 0 })],
  ['bilinear', () => new EquivariantBilinear({ rep: V2, seed: 0 })],
  ['gated', () => new GatedNonlinearity({ rep: R('T(0)+V') }), 'T(0)+V+T(0)'],
  ['norm', () => new NormNonlinearity({ rep: V2 })],
  ['pointwise', () => new PointwiseNonlinearity({ rep: P }), 'V'],
  ['tensor product', () => new TensorProductNonlinearity({ repIn: V2, repOut: R('T(2)'), seed: 0 })],
  ['pooling', () => new InvariantPooling({ rep: V2 })],
  ['normalization', () => new EquivariantNormalization({ rep: V2 })],
  ['dropout', () => new FieldDropout({ rep: V2, rate: 0.5, seed: 0 })],
]

describe.each(layers)('a layer takes rows of its representation alone: %s', (name, make, takes = '2*V') => {
  const dim = name === 'gated' ? 5 : 6
  const shapes = [[1, dim + 3], [2, dim + 3], [1, dim / 2], [dim], [2, 2, dim], [], [1, 2, 2, dim]]
  const built = () => {
    const layer = make()
    layer.apply(tf.ones([1, dim]))
    return layer
  }

  it('of tensors, at first and later', () => {
    for (const shape of shapes.filter((s) => s.every(Number.isInteger))) {
      for (const layer of [make(), built()]) {
        expect(() => layer.apply(tf.ones(shape))).toThrow(
          expect.objectContaining({
            code: 'DIMENSION_MISMATCH',
            message: `${layer.name} takes [batch, ${dim}] for ${takes}, not [${shape.join(', ')}]`,
          }),
        )
      }
    }
  })

  it('of symbolic tensors', () => {
    for (const layer of [make(), built()]) {
      for (const shape of [[dim + 3], [2, dim], [null]]) {
        expect(() => layer.apply(tf.input({ shape }))).toThrow(
          expect.objectContaining({ code: 'DIMENSION_MISMATCH' }),
        )
      }
      expect(() => layer.computeOutputShape([null, dim + 1])).toThrow(
        `takes [batch, ${dim}] for ${takes}, not [batch, ${dim + 1}]`,
      )
    }
  })

  it('of one input', () => {
    const [a, b] = [tf.ones([1, dim]), tf.ones([1, dim])]
    const [x, y] = [tf.input({ shape: [dim] }), tf.input({ shape: [dim] })]
    for (const layer of [make(), built()]) {
      for (const two of [
        [a, b],
        [x, y],
      ]) {
        expect(() => layer.apply(two as tf.Tensor[])).toThrow(
          expect.objectContaining({
            code: 'INVALID_ARGUMENT',
            message: expect.stringContaining('takes one input'),
          }),
        )
      }
      expect((layer.apply([a]) as tf.Tensor).dataSync()).toEqual((layer.apply(a) as tf.Tensor).dataSync())
      for (const wrong of [1, null, [], [[1, 2]], 'x']) {
        expect(() => layer.apply(wrong as never)).toThrow(
          expect.objectContaining({
            code: 'INVALID_ARGUMENT',
            message: expect.stringContaining('takes tensors'),
          }),
        )
      }
    }
  })

  it('in networks, alone, nested and over time', () => {
    const layer = make()
    const input = tf.input({ shape: [dim] })
    const network = tf.model({ inputs: input, outputs: layer.apply(input) as tf.SymbolicTensor })
    const outer = tf.sequential()
    outer.add(network as unknown as tf.layers.Layer)
    for (const n of [network, outer]) {
      expect(() => n.apply(tf.ones([1, dim + 1]))).toThrow(
        expect.objectContaining({ code: 'DIMENSION_MISMATCH' }),
      )
    }
    const timed = tf.layers.timeDistributed({ layer: make() })
    expect((timed.apply(tf.ones([2, 4, dim])) as tf.Tensor).shape.slice(0, 2)).toEqual([2, 4])
    // by itself, at once
    expect(() => timed.apply(tf.ones([2, 4, dim + 1]))).toThrow(`found shape=2,4,${dim + 1}`)
    expect(() => tf.layers.timeDistributed({ layer: make() }).apply(tf.ones([2, 4, dim + 1]))).toThrow(
      expect.objectContaining({ code: 'DIMENSION_MISMATCH' }),
    )
  })

  it('of any numbers, of whole ones and of truth values as of others, and of no rows', () => {
    const layer = make()
    const values = ['float32', 'int32', 'bool'].map((dtype) =>
      Array.from((layer.apply(tf.ones([1, dim], dtype as 'float32')) as tf.Tensor).dataSync()),
    )
    expect(values[1]).toEqual(values[0])
    expect(values[2]).toEqual(values[0])
    expect(() => layer.apply(tf.tensor2d(new Array<string>(dim).fill('a'), [1, dim]))).toThrow(
      /takes numbers of float32, int32 or bool, not of "string"/,
    )
    expect((layer.apply(tf.zeros([0, dim])) as tf.Tensor).shape[0]).toBe(0)
  })
})

it('an E-MLP’s network takes rows of its input alone', () => {
  const { network } = emlp({ repIn: V, repOut: V, hidden: 16, layers: 1, seed: 0 })
  expect(() => network.apply(tf.ones([1, 5]))).toThrow(/takes \[batch, 3\] for V, not \[1, 5\]/)
})

describe('training on rows', () => {
  const rows = (dim: number) => [1, 2].map((v) => new Array<number>(dim).fill(v))
  const { network } = emlp({ repIn: V, repOut: V, hidden: 16, layers: 1, seed: 0 })
  const two = () => {
    const inputs = [tf.input({ shape: [3] }), tf.input({ shape: [3] })]
    return tf.model({ inputs, outputs: tf.layers.add().apply(inputs) as tf.SymbolicTensor })
  }
  const deep = () =>
    tf.sequential({
      layers: [tf.layers.dense({ units: 6, inputShape: [3] }), tf.layers.reshape({ targetShape: [2, 3] })],
    })

  it.each([
    [
      'of wider rows',
      network,
      V2,
      V,
      /the network takes \[null,3\]; for the repIn 2\*V it must be \[batch, 6\]/,
    ],
    [
      'to wider rows',
      network,
      V,
      V2,
      /the network gives \[null,3\]; for the repOut 2\*V it must be \[batch, 6\]/,
    ],
    ['of several inputs', two(), V, V, /takes \[null,3\] and \[null,3\]; for the repIn V/],
    ['to more axes', deep(), V, V, /gives \[null,2,3\]; for the repOut V it must be \[batch, 3\]/],
  ])('refuses networks that do not fit: %s', async (_, network, repIn, repOut, message) => {
    const data = { network, repIn, repOut, x: rows(repIn.dim), y: rows(repOut.dim) }
    for (const y of [data.y, null]) {
      await expect(fitRows({ ...data, y }, { epochs: 2 })).rejects.toMatchObject({
        code: 'DIMENSION_MISMATCH',
        message: expect.stringMatching(message),
      })
    }
  })

  it('refuses what is no representation, and networks of no layers, in words', async () => {
    const data = { network, repIn: V, repOut: undefined as never, x: rows(3), y: null }
    await expect(fitRows(data)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' })
    const empty = { ...data, repOut: V, network: tf.sequential() }
    await expect(fitRows(empty)).rejects.toThrow(
      'the network takes nothing; for the repIn V it must be [batch, 3]',
    )
  })

  it('leaves the shapes to a forward of one’s own', async () => {
    const forward = ({ inputs }: { inputs: tf.Tensor2D }) =>
      network.apply(tf.slice(inputs, [0, 0], [-1, 3])) as tf.Tensor2D
    const losses = await fitRows(
      { network, repIn: V2, repOut: V, x: rows(6), y: rows(3), forward },
      { epochs: 2 },
    )
    expect(losses.length).toBe(2)
  })
})
