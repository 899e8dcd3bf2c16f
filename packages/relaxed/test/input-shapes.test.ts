import { cyclic, tensor } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LearnedVector, RelaxedLinear } from '../src/index.js'

beforeEach(() => tf.engine().startScope())
afterEach(() => tf.engine().endScope())

const V = tensor(cyclic(4), 1)
const mismatch = (message: string) =>
  expect.objectContaining({ code: 'DIMENSION_MISMATCH', message: expect.stringContaining(message) })
const invalid = (message: string) =>
  expect.objectContaining({ code: 'INVALID_ARGUMENT', message: expect.stringContaining(message) })

/** A layer at first, and one that was applied. */
const firstAndLater = <L extends tf.layers.Layer>(make: () => L, inputs: tf.Tensor | tf.Tensor[]): L[] => {
  const later = make()
  later.apply(inputs)
  return [make(), later]
}

describe('a relaxed linear layer takes rows, and their orbit types for each', () => {
  const make = () => new RelaxedLinear({ repIn: V, repOut: V, strata: [0, 1], seed: 0 })
  const both = () => firstAndLater(make, [tf.ones([1, 4]), tf.ones([1, 2])])

  it.each([
    ['rows of another length', [1, 5], [1, 2], 'takes [batch, 4] for V, not [1, 5]'],
    ['rows of more axes', [1, 1, 4], [1, 2], 'takes [batch, 4] for V, not [1, 1, 4]'],
    ['more orbit types', [1, 4], [1, 3], 'takes [1, 2] of strata beside [1,4], not [1,3]'],
    ['fewer orbit types', [1, 4], [1, 1], 'takes [1, 2] of strata beside [1,4], not [1,1]'],
    ['orbit types of more axes', [1, 4], [1, 2, 2], 'takes [1, 2] of strata beside [1,4], not [1,2,2]'],
    ['orbit types of one row for two', [2, 4], [1, 2], 'takes [2, 2] of strata beside [2,4], not [1,2]'],
    ['orbit types of two rows for one', [1, 4], [2, 2], 'takes [1, 2] of strata beside [1,4], not [2,2]'],
  ])('and no %s', (_, x, oneHot, message) => {
    for (const layer of both()) {
      expect(() => layer.apply([tf.ones(x), tf.ones(oneHot)])).toThrow(mismatch(message))
      expect(() => layer.computeOutputShape([x, oneHot])).toThrow(mismatch(message))
      const symbolic = [x, oneHot].map((batchShape) => tf.input({ batchShape }))
      expect(() => layer.apply(symbolic)).toThrow(mismatch(message))
    }
  })

  it('and not one input, or three', () => {
    const [x, oneHot] = [tf.ones([1, 4]), tf.ones([1, 2])]
    for (const layer of both()) {
      for (const inputs of [x, [x], [x, oneHot, x]]) {
        expect(() => layer.apply(inputs)).toThrow(
          invalid('takes two inputs, [batch, 4] for V and [batch, 2] of strata, and is given'),
        )
      }
      expect(() => layer.computeOutputShape([null, 4])).toThrow(invalid('and is given 1'))
    }
  })

  it('in networks, of any number of rows', () => {
    const inputs = [tf.input({ shape: [4] }), tf.input({ shape: [2] })]
    const network = tf.model({ inputs, outputs: make().apply(inputs) as tf.SymbolicTensor })
    expect((network.apply([tf.ones([3, 4]), tf.ones([3, 2])]) as tf.Tensor).shape).toEqual([3, 4])
    expect(() => network.apply([tf.ones([3, 4]), tf.ones([1, 2])])).toThrow(mismatch('[3, 2] of strata'))
    for (const [rows, others] of [
      [null, null],
      [null, 5],
      [5, null],
      [5, 5],
    ] as const) {
      const shape = make().computeOutputShape([
        [rows, 4],
        [others, 2],
      ])
      expect(shape).toEqual([rows, 4])
    }
  })
})

describe('a layer that puts a learned vector behind its input', () => {
  const make = () => new LearnedVector({ dim: 3, seed: 0 })

  it('takes rows of the length that it was built for', () => {
    const layer = make()
    layer.apply(tf.ones([1, 4]))
    for (const shape of [
      [1, 5],
      [2, 2],
      [1, 3],
    ]) {
      const message = `takes [batch, 4], which it was built for, not [${shape}]`
      expect(() => layer.apply(tf.ones(shape))).toThrow(mismatch(message))
    }
    expect(() => layer.apply(tf.input({ shape: [5] }))).toThrow(mismatch('not [null,5]'))
    expect((layer.apply(tf.ones([2, 4])) as tf.Tensor).shape).toEqual([2, 7])
    const input = tf.input({ shape: [4] })
    const network = tf.model({ inputs: input, outputs: layer.apply(input) as tf.SymbolicTensor })
    expect(() => network.apply(tf.ones([1, 5]))).toThrow(mismatch('takes [batch, 4]'))
  })

  it('takes one input of two axes', () => {
    for (const layer of firstAndLater(make, tf.ones([1, 4]))) {
      for (const shape of [[4], [1, 1, 4]]) {
        expect(() => layer.apply(tf.ones(shape))).toThrow(mismatch(`not [${shape}]`))
      }
      expect(() => layer.apply(tf.input({ shape: [null] }))).toThrow(mismatch('not [null,null]'))
      expect(() => layer.apply([tf.ones([1, 4]), tf.ones([1, 4])])).toThrow(invalid('takes one input'))
    }
  })

  it('takes whole numbers as others', () => {
    const [whole, other] = (['int32', 'float32'] as const).map((dtype) =>
      Array.from((make().apply(tf.ones([1, 4], dtype)) as tf.Tensor).dataSync()),
    )
    expect(whole).toEqual(other)
  })
})
