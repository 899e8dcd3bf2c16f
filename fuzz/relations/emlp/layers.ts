import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import {
  answers,
  type GivenLayer,
  KINDS,
  LAYERS,
  type LayerKind,
  layerOf,
  layersOf,
  numbers,
  repsOf,
  withLayer,
} from '../../given/layers.js'
import { moved } from '../../given/networks.js'
import { images } from '../../given/permutations.js'
import { sameSlope, slopeByDifferences, slopeByGradient, variablesOf, weighted } from '../../given/slopes.js'
import { float32, onBackend, tensorRelation } from '../../given/tensors.js'

const given = layersOf()
/** Differentiable ones; those whose gradients are the package's own more often. */
const OWN: readonly LayerKind[] = ['gated', 'block', 'bilinear', 'linear', 'product']
const SMOOTH = [...OWN, ...OWN, ...(Object.keys(KINDS) as LayerKind[]).filter((kind) => kind !== 'relu')]
const seed = fc.integer({ min: 0, max: 1000 })

/** The answers, and the gradients of a weighted sum of them in the rows and the weights. */
function answersAndGradients(layer: tf.layers.Layer, rows: number[][], dim: number): number[][] {
  return tf.tidy(() => {
    const x = tf.tensor2d(rows.flat(), [rows.length, dim], 'float32')
    const y = layer.apply(x) as tf.Tensor2D
    const weights = variablesOf(layer)
    const byWeights = weights.length > 0 ? tf.variableGrads(() => weighted(layer, x), weights).grads : {}
    const byRows = dim > 0 ? numbers(tf.grad((input) => weighted(layer, input))(x)) : []
    return [...numbers(y), ...byRows, ...weights.map((w) => Array.from(byWeights[w.name]?.dataSync() ?? []))]
  })
}

export const layers = [
  tensorRelation(LAYERS, 'inputs moved by an element of the group', {
    given: fc.tuple(given, seed),
    one: ([layer, by]: [GivenLayer, number]) =>
      withLayer(layer, (l, rows, [repIn]) => answers(l, moved([repIn], [rows], by)[0]!, repIn.dim)),
    other: ([layer, by]) =>
      withLayer(layer, (l, rows, [repIn, repOut]) => moved([repOut], [answers(l, rows, repIn.dim)], by)[0]!),
    same: float32(1e-3, 1e-4),
  }),
  tensorRelation('RepresentationLayer', 'on the plain backend, with gradients', {
    given,
    one: (layer: GivenLayer) => withLayer(layer, (l, rows, [rep]) => answersAndGradients(l, rows, rep.dim)),
    other: (layer) =>
      onBackend('cpu', () => withLayer(layer, (l, rows, [rep]) => answersAndGradients(l, rows, rep.dim))),
    same: float32(1e-4, 1e-5),
    cost: 20,
  }),
  tensorRelation('RepresentationLayer', 'gradients by differences', {
    given: fc.tuple(layersOf(SMOOTH), fc.constantFrom<1 | 2>(1, 1, 2)),
    one: ([layer, order]: [GivenLayer, 1 | 2]) =>
      withLayer(layer, (l, rows, [rep]) => slopeByGradient(l, rows, rep.dim, order)),
    other: ([layer, order]) =>
      withLayer(layer, (l, rows, [rep]) => slopeByDifferences(l, rows, rep.dim, order)),
    same: sameSlope,
  }),
  tensorRelation('RepresentationLayer', 'rows in another order, and one at a time', {
    given: given.chain((layer) => fc.tuple(fc.constant(layer), images(layer.rows.count))),
    one: ([layer, by]: [GivenLayer, number[]]) =>
      withLayer(layer, (l, rows, [rep]) => {
        const y = answers(l, rows, rep.dim)
        return by.map((i) => y[i]!)
      }),
    other: ([layer, by]) =>
      withLayer(layer, (l, rows, [rep]) => by.flatMap((i) => answers(l, [rows[i]!], rep.dim))),
    same: float32(1e-5, 1e-6),
  }),
  tensorRelation('RepresentationLayer', 'many rows at once, and each alone', {
    given,
    one: (layer: GivenLayer) =>
      withLayer(layer, (l, rows, [rep]) => {
        const many = Array.from({ length: 40 }, (_, i) => rows[i % rows.length]!)
        return answers(l, many, rep.dim).slice(0, rows.length)
      }),
    other: (layer) => withLayer(layer, (l, rows, [rep]) => rows.flatMap((row) => answers(l, [row], rep.dim))),
    same: float32(1e-5, 1e-6),
  }),
  tensorRelation('RepresentationLayer', 'made again from its configuration as text, with its weights', {
    given: fc.tuple(given, fc.boolean()),
    one: ([layer, trainable]: [GivenLayer, boolean]) =>
      withLayer(layer, (l, rows, [rep]) => [answers(l, rows, rep.dim), Number(trainable)]),
    other: ([layer, trainable]) =>
      withLayer(layer, (l, rows, [rep]) => {
        l.trainable = trainable
        const again = asText(l)
        again.apply(tf.input({ shape: [rep.dim] }))
        again.setWeights(l.getWeights())
        try {
          return [answers(again, rows, rep.dim), Number(again.trainable)]
        } finally {
          again.dispose()
        }
      }),
  }),
  tensorRelation('RepresentationLayer', 'weights at the start, from the configuration as text', {
    given,
    one: (layer: GivenLayer) => startOf(layer, (l) => l),
    other: (layer) => startOf(layer, asText),
  }),
  tensorRelation('RepresentationLayer', 'the shape that it says', {
    given,
    one: (layer: GivenLayer) =>
      withLayer(layer, (l, rows, [rep]) => l.computeOutputShape([rows.length, rep.dim])),
    other: (layer) =>
      withLayer(layer, (l, rows, [rep]) =>
        tf.tidy(
          () => (l.apply(tf.tensor2d(rows.flat(), [rows.length, rep.dim], 'float32')) as tf.Tensor).shape,
        ),
      ),
  }),
  tensorRelation(
    'RepresentationLayer',
    'asked again after others, and with rows of twice the numbers between',
    {
      given,
      one: (layer: GivenLayer) => withLayer(layer, (l, rows, [rep]) => answers(l, rows, rep.dim)),
      other: (layer) =>
        withLayer(layer, (l, rows, [rep]) => {
          answers(
            l,
            [...rows, ...rows].map((row) => row.map((v) => 2 * v)),
            rep.dim,
          )
          answersAndGradients(l, rows, rep.dim)
          return answers(l, rows, rep.dim)
        }),
    },
  ),
]

/** The weights that a layer starts with. */
function startOf(given: GivenLayer, change: (layer: tf.layers.Layer) => tf.layers.Layer): number[][] {
  const layer = change(layerOf(given))
  layer.apply(tf.input({ shape: [repsOf(given, layer)[0].dim] }))
  try {
    return layer.getWeights().map((w) => Array.from(w.dataSync()))
  } finally {
    layer.dispose()
  }
}

/** A layer made from the configuration of another, which went through text. */
function asText(layer: tf.layers.Layer): tf.layers.Layer {
  const config = JSON.parse(JSON.stringify(layer.getConfig())) as tf.serialization.ConfigDict
  const Made = layer.constructor as unknown as {
    fromConfig(cls: unknown, config: tf.serialization.ConfigDict): tf.layers.Layer
  }
  return Made.fromConfig(layer.constructor, config)
}
