import { type AnyRepresentation, parseAnyGroup, parseRepresentation, rng } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as emlpPackage from '../src/index.js'
import {
  AffineMaps,
  EquivariantBilinear,
  EquivariantBlock,
  EquivariantLinear,
  EquivariantNormalization,
  FieldDropout,
  GatedNonlinearity,
  gatedRepresentation,
  InvariantPooling,
  NormNonlinearity,
  PointwiseNonlinearity,
  TensorProductNonlinearity,
} from '../src/index.js'
import { byGradientsAndDifferences } from './derivatives.js'

const rep = (group: string, text: string): AnyRepresentation =>
  parseRepresentation(parseAnyGroup(group), text)
const o3 = rep('O(3)', '3*T(0)+2*V')
const cube = rep('Oh', '2*T(0)+2*V+T(2)')
const s4 = rep('S(4)', 'V+T(2)')
const lorentz = rep('O(1,3)', 'V+2*T(0)')

const pointwise = ['relu', 'sigmoid', 'swish', 'softplus', 'tanh'] as const
const CASES: readonly (readonly [string, AnyRepresentation, () => tf.layers.Layer])[] = [
  ...[o3, cube, s4, lorentz].flatMap((r) => {
    const two = { repIn: r, repOut: r, seed: 1 }
    const gated = gatedRepresentation(r)
    return [
      ['EquivariantLinear', r, () => new EquivariantLinear(two)],
      ['EquivariantBilinear', r, () => new EquivariantBilinear({ rep: r, seed: 1 })],
      ['EquivariantBlock', r, () => new EquivariantBlock(two)],
      ['GatedNonlinearity', gated, () => new GatedNonlinearity({ rep: r })],
      ['TensorProductNonlinearity', r, () => new TensorProductNonlinearity(two)],
      ['FieldDropout', r, () => new FieldDropout({ rep: r, rate: 0.5, seed: 1 })],
    ] as const
  }),
  ...[o3, cube, s4].flatMap((r) => {
    return [
      ['NormNonlinearity', r, () => new NormNonlinearity({ rep: r })],
      ['EquivariantNormalization', r, () => new EquivariantNormalization({ rep: r })],
      ['InvariantPooling', r, () => new InvariantPooling({ rep: r })],
    ] as const
  }),
  ...pointwise.map(
    (activation) =>
      ['PointwiseNonlinearity', s4, () => new PointwiseNonlinearity({ rep: s4, activation })] as const,
  ),
]
const BATCHES = [2, 24]

function input(rows: number, dim: number, seed: number): tf.Variable {
  const random = rng(seed)
  // norms and the like have no derivatives at 0, and differences close to it are of no use
  const away = (v: number) => v + Math.sign(v) / 2
  const values = Float32Array.from({ length: rows * dim }, () => away(random.normal()))
  return tf.tidy(() => tf.variable(tf.tensor2d(values, [rows, dim])))
}

it('derivatives are asked of every layer there is', () => {
  const layers = Object.entries(emlpPackage).filter(
    ([, value]) =>
      typeof value === 'function' && value.prototype instanceof tf.layers.Layer && 'className' in value,
  )
  const concrete = layers.map(([name]) => name).filter((name) => name !== 'RepresentationLayer')
  expect([...new Set(CASES.map(([name]) => name))].sort()).toEqual(concrete.sort())
})

describe.each(['wasm', 'cpu'])('on %s, gradients of gradients are those of differences', (backend) => {
  beforeEach(async () => {
    await tf.setBackend(backend)
  })
  afterEach(async () => {
    await tf.setBackend('wasm')
  })

  /** Up to third derivatives, in the input and the weights together. */
  function ask(apply: (x: tf.Tensor2D) => tf.Tensor, x: tf.Variable, weights: readonly tf.Variable[]): void {
    // weights of the answers' coordinates, so that no derivative vanishes by symmetry
    const c = tf.tidy(() => apply(x as tf.Tensor as tf.Tensor2D).shape)
    const random = rng(9)
    const factors = tf.tensor(
      Float32Array.from({ length: c.reduce((n, d) => n * d, 1) }, () => random.normal()),
      c,
    )
    const energy = () => tf.sum(tf.mul(apply(x as tf.Tensor as tf.Tensor2D), factors)) as tf.Scalar
    for (const { order, exact, numeric, size } of byGradientsAndDifferences(
      energy,
      [x, ...weights],
      3,
      [2e-2, 1e-2],
    )) {
      const off = Math.abs(exact - numeric)
      expect(off, `rows ${x.shape[0]}, order ${order}: ${exact}, by differences ${numeric}`).toBeLessThan(
        5e-3 * Math.abs(numeric) + 3e-4 * (1 + size),
      )
    }
    factors.dispose()
  }

  // the second backend has a third of them, another with each FC_SEED, and all at night
  const turn = Math.abs(Number(process.env.FC_SEED ?? 1) | 0) % 3
  const asked = CASES.map(([name, r, make], k) => [name, r.group.name, r.text, k, r, make] as const)
  it.each(asked.filter(([, , , k]) => backend === 'wasm' || process.env.NIGHTLY || k % 3 === turn))(
    '%s on %s, %s (%d)',
    (_, __, ___, k, r, make) => {
      for (const rows of BATCHES) {
        const tensors = tf.memory().numTensors
        const layer = make()
        const x = input(rows, r.dim, 5 + k)
        tf.tidy(() => {
          layer.apply(x)
        })
        const weights = layer.trainableWeights.map((w) => w.read() as tf.Variable)
        ask((value) => layer.apply(value, { training: false }) as tf.Tensor, x, weights)
        layer.dispose()
        x.dispose()
        expect(tf.memory().numTensors).toBe(tensors)
      }
    },
  )

  it('of affine maps of one’s own', () => {
    for (const r of [o3, s4]) {
      const maps = new AffineMaps({ repIn: r, repOut: r, biasDeviation: 1 })
      const weights = tf.tidy(() => tf.variable(tf.tensor1d(maps.start(1))))
      const x = input(2, r.dim, 3)
      ask((value) => maps.apply(value, weights as tf.Tensor as tf.Tensor1D), x, [weights])
      tf.dispose([weights, x])
    }
  })
})
