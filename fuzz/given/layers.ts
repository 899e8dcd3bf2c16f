import {
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
} from '@buridan/emlp'
import { type AnyRepresentation, rng } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import {
  type GivenMap,
  type GivenRows,
  type GroupKind,
  maps,
  repOf,
  rowsOf,
  seeds,
  someRows,
} from './networks.js'

export const KINDS = {
  linear: 'any',
  withoutBias: 'any',
  bilinear: 'any',
  block: 'any',
  product: 'any',
  gated: 'any',
  pooling: 'any',
  dropout: 'any',
  norm: 'orthogonal',
  normalization: 'orthogonal',
  tanh: 'orthogonal',
  relu: 'permutation',
  sigmoid: 'permutation',
  swish: 'permutation',
  softplus: 'permutation',
} as const satisfies Readonly<Record<string, GroupKind>>

export type LayerKind = keyof typeof KINDS

/** The classes of all layers, for what is asked of each. */
export const LAYERS =
  'EquivariantLinear EquivariantBilinear EquivariantBlock TensorProductNonlinearity GatedNonlinearity InvariantPooling ' +
  'FieldDropout NormNonlinearity EquivariantNormalization PointwiseNonlinearity RepresentationLayer'

/** A layer with other weights than it starts with, and what it is asked. */
export interface GivenLayer extends GivenMap {
  readonly kind: LayerKind
  readonly channels: number
  readonly seed: number
  readonly rows: GivenRows
}

export const layersOf = (
  kinds: readonly LayerKind[] = Object.keys(KINDS) as LayerKind[],
): fc.Arbitrary<GivenLayer> =>
  fc.constantFrom(...kinds).chain((kind) =>
    fc
      .record({
        map: maps(KINDS[kind]),
        channels: fc.integer({ min: 1, max: 3 }),
        seed: seeds,
        rows: someRows(),
      })
      .map(({ map, ...rest }) => ({ kind, ...map, ...rest })),
  )

/** A layer as it starts. */
export function layerOf({
  kind,
  group,
  repIn: textIn,
  repOut: textOut,
  channels,
  seed,
}: GivenLayer): tf.layers.Layer {
  const [repIn, repOut] = [repOf(group, textIn), repOf(group, textOut)]
  const rep = repIn
  switch (kind) {
    case 'linear':
      return new EquivariantLinear({ repIn, repOut, seed })
    case 'withoutBias':
      return new EquivariantLinear({ repIn, repOut, seed, useBias: false })
    case 'bilinear':
      return new EquivariantBilinear({ rep, channels, seed })
    case 'block':
      return new EquivariantBlock({ repIn, repOut, channels: channels - 1, seed })
    case 'product':
      return new TensorProductNonlinearity({ repIn, repOut, channels, seed })
    case 'gated':
      return new GatedNonlinearity({ rep })
    case 'pooling':
      return new InvariantPooling({ rep })
    case 'dropout':
      return new FieldDropout({ rep, rate: channels / 4, seed })
    case 'norm':
      return new NormNonlinearity({ rep })
    case 'normalization':
      return new EquivariantNormalization({ rep })
    default:
      return new PointwiseNonlinearity({ rep, activation: kind })
  }
}

/** What a layer takes and gives. */
export function repsOf(given: GivenLayer, layer: tf.layers.Layer): [AnyRepresentation, AnyRepresentation] {
  const rep = repOf(given.group, given.repIn)
  const { repOut } = layer as { repOut?: AnyRepresentation }
  return [given.kind === 'gated' ? gatedRepresentation(rep) : rep, repOut ?? rep]
}

/** Other weights, by a seed: none of them zero, biases neither. */
export function replaceWeights(layer: tf.layers.Layer, seed: number, dim: number): void {
  layer.apply(tf.input({ shape: [dim] }))
  const random = rng(seed)
  const fresh = layer.getWeights().map((w) =>
    tf.tensor(
      Float32Array.from({ length: w.size }, () => random.normal()),
      w.shape,
    ),
  )
  layer.setWeights(fresh)
  tf.dispose(fresh)
}

/** What a layer or network answers, as rows of numbers. */
export function answers(
  f: { apply(x: tf.Tensor): unknown },
  rows: readonly (readonly number[])[],
  dim: number,
): number[][] {
  return tf.tidy(() => numbers(f.apply(tf.tensor2d(rows.flat(), [rows.length, dim], 'float32')) as tf.Tensor))
}

/** A tensor [rows, dim] as rows of numbers. */
export function numbers(tensor: tf.Tensor): number[][] {
  const [count, dim] = tensor.shape as [number, number]
  const values = Array.from(tensor.dataSync())
  return Array.from({ length: count }, (_, i) => values.slice(i * dim, (i + 1) * dim))
}

/** A layer with replaced weights, its representations and rows for it; freed afterwards. */
export function withLayer<T>(
  given: GivenLayer,
  ask: (layer: tf.layers.Layer, rows: number[][], reps: [AnyRepresentation, AnyRepresentation]) => T,
): T {
  const layer = layerOf(given)
  const reps = repsOf(given, layer)
  try {
    replaceWeights(layer, given.seed + 1, reps[0].dim)
    return ask(layer, rowsOf(given.rows, reps[0].dim), reps)
  } finally {
    layer.dispose()
  }
}
