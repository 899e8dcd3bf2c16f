import { dihedral, rng, tensor } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { byGradientsAndDifferences } from '../../emlp/test/derivatives.js'
import { breakerMethods, LearnedVector, RelaxedLinear, symmetryBreaker } from '../src/index.js'

const V = tensor(dihedral(4), 1)
function numbers(size: number, seed: number): Float32Array {
  const random = rng(seed)
  return Float32Array.from({ length: size }, () => random.normal())
}
const variable = (values: Float32Array, shape: [number, number]) =>
  tf.tidy(() => tf.variable(tf.tensor2d(values, shape)))

describe.each(['wasm', 'cpu'])('on %s, gradients of gradients are those of differences', (backend) => {
  beforeEach(async () => {
    await tf.setBackend(backend)
  })
  afterEach(async () => {
    await tf.setBackend('wasm')
  })

  function ask(energy: () => tf.Scalar, variables: readonly tf.Variable[]): void {
    for (const { order, exact, numeric, size } of byGradientsAndDifferences(
      energy,
      variables,
      3,
      [1e-2, 5e-3, 2e-3],
    )) {
      const off = Math.abs(exact - numeric)
      expect(off, `of order ${order}: ${exact}, by differences ${numeric}`).toBeLessThan(
        5e-3 * Math.abs(numeric) + 3e-4 * (1 + size),
      )
    }
  }
  /** A cube of answers, so that no derivative of a linear layer vanishes. */
  const cubed = (y: tf.Tensor) => tf.sum(tf.mul(y, tf.square(y))) as tf.Scalar
  const weightsOf = (layer: tf.layers.Layer) => layer.trainableWeights.map((w) => w.read() as tf.Variable)

  it('of layers', () => {
    const before = tf.memory().numTensors
    for (const rows of [2, 24]) {
      const x = variable(numbers(4 * rows, 4), [rows, 4])
      const oneHot = tf.tensor2d(
        Array.from({ length: rows }, (_, i) => [Number(i % 3 === 0), Number(i % 3 === 1)]),
      )
      const relaxed = new RelaxedLinear({ repIn: V, repOut: V, strata: [1, 3], breaking: 1, seed: 2 })
      const learned = new LearnedVector({ dim: 3, seed: 2 })
      tf.tidy(() => {
        for (const y of [relaxed.apply([x, oneHot]), learned.apply(x)]) expect(y).toBeDefined()
      })
      ask(() => cubed(relaxed.apply([x, oneHot]) as tf.Tensor), [x, ...weightsOf(relaxed)])
      ask(() => cubed(learned.apply(x) as tf.Tensor), [x, ...weightsOf(learned)])
      for (const each of [x, oneHot, relaxed, learned]) each.dispose()
    }
    expect(tf.memory().numTensors).toBe(before)
  })

  // the others are of TensorFlow.js' dense layers, whose swish has no right second derivative
  const equivariant = breakerMethods.filter((m) => m !== 'canonical' && m !== 'augmented')
  it.each(equivariant)('of the network of %s', (method) => {
    const model = symmetryBreaker(method, {
      repIn: V,
      repOut: V,
      hidden: 8,
      layers: 1,
      seed: 1,
      onWarning: () => {},
    })
    const { network } = model as unknown as { network: tf.LayersModel }
    const inputs = network.inputs.map((t, i) => variable(numbers(2 * t.shape[1]!, i), [2, t.shape[1]!]))
    const answer = () => network.apply(inputs.length === 1 ? inputs[0]! : inputs) as tf.Tensor
    ask(() => cubed(answer()), [...inputs, ...network.layers.flatMap(weightsOf)])
    tf.dispose(inputs)
    model.dispose()
  })
})
