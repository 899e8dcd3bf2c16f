import {
  type EquivariantBilinear,
  type EquivariantBlock,
  type EquivariantLinear,
  FieldDropout,
  InvariantPooling,
} from '@buridan/emlp'
import { type AnyRepresentation, trivial } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import {
  actsAsOne,
  blockByHand,
  copiesOf,
  denseByHand,
  gatedByHand,
  mapsBetween,
  normalizedByHand,
  normsByHand,
  POINTWISE,
  productsByHand,
} from '../../given/by-hand.js'
import { answers, type GivenLayer, type LayerKind, layersOf, numbers, withLayer } from '../../given/layers.js'
import { maps, repOf } from '../../given/networks.js'
import { float32, tensorRelation } from '../../given/tensors.js'
import { by, sameSpan } from '../../harness/compare.js'

const given = (...kinds: LayerKind[]) => layersOf(kinds)
const asked = (layer: GivenLayer) => withLayer(layer, (l, rows, [rep]) => answers(l, rows, rep.dim))
const weightsOf = (l: tf.layers.Layer) => Array.from(l.getWeights()[0]?.dataSync() ?? [])

/** A layer against a function of a row and the layer's weights. */
function rowByRow(
  asks: string,
  kinds: LayerKind[],
  hand: (rep: AnyRepresentation, x: number[], weights: number[]) => number[],
) {
  return tensorRelation(asks, 'computed by hand from its weights', {
    given: given(...kinds),
    one: asked,
    other: (layer) =>
      withLayer(layer, (l, rows) => rows.map((x) => hand(repOf(layer.group, layer.repIn), x, weightsOf(l)))),
    same: float32(1e-4, 1e-6),
    cost: 6,
  })
}

const small = maps().filter(
  ({ group, repIn, repOut }) => repOf(group, repIn).dim * repOf(group, repOut).dim <= 40,
)

export const byHand = [
  rowByRow('GatedNonlinearity', ['gated'], (rep, x) => gatedByHand(rep, x)),
  rowByRow('NormNonlinearity', ['norm'], normsByHand),
  rowByRow('EquivariantNormalization', ['normalization'], normalizedByHand),
  tensorRelation('PointwiseNonlinearity', 'each number by hand', {
    given: given('relu', 'sigmoid', 'swish', 'softplus', 'tanh'),
    one: asked,
    other: (layer) => withLayer(layer, (_, rows) => rows.map((x) => x.map(POINTWISE[layer.kind]!))),
    same: float32(1e-5, 1e-9),
    cost: 6,
  }),
  tensorRelation('EquivariantBilinear EquivariantBilinear#currentWeights', 'term by term from its plan', {
    given: given('bilinear'),
    one: asked,
    other: (layer) =>
      withLayer(layer, (l, rows) => {
        const { plan } = l as EquivariantBilinear
        return rows.map((x) => productsByHand(plan, (l as EquivariantBilinear).currentWeights(), x))
      }),
    same: float32(1e-4, 1e-6),
  }),
  tensorRelation('EquivariantLinear EquivariantLinear#toDense', 'as a dense layer by hand', {
    given: given('linear', 'withoutBias'),
    one: asked,
    other: (layer) => withLayer(layer, (l, rows) => denseByHand((l as EquivariantLinear).toDense(), rows)),
    same: float32(1e-4, 1e-6),
  }),
  tensorRelation(
    'EquivariantBlock EquivariantBlock#linearToDense EquivariantBlock#productWeights',
    'its three layers by hand',
    {
      given: given('block'),
      one: asked,
      other: (layer) =>
        withLayer(layer, (l, rows) => blockByHand(l as EquivariantBlock, layer.channels - 1, rows)),
      same: float32(1e-4, 1e-5),
    },
  ),
  tensorRelation('EquivariantLinear', 'all maps that group averages span', {
    given: fc.tuple(small, fc.constantFrom<LayerKind>('linear', 'withoutBias')),
    one: ([map, kind]) =>
      unitMaps({ ...map, kind, channels: 1, seed: 0, rows: { count: 1, scale: 1, seed: 0 } }),
    other: ([{ group, repIn, repOut }, kind]) => {
      const [from, to] = [repOf(group, repIn), repOf(group, repOut)]
      const linear = mapsBetween(from, to).map((w) => [...w, ...new Array<number>(to.dim).fill(0)])
      const scalar = trivial(from.group) as AnyRepresentation
      const biases = mapsBetween(scalar, to).map((b) => [
        ...new Array<number>(from.dim * to.dim).fill(0),
        ...b,
      ])
      return kind === 'linear' ? [...linear, ...biases] : linear
    },
    same: sameSpan(1e-4),
    cost: 20,
  }),
  tensorRelation('InvariantPooling', 'its odd part all invariant functionals, its even part the norms', {
    given: given('pooling'),
    one: (layer: GivenLayer) => {
      const rep = repOf(layer.group, layer.repIn)
      const pooling = new InvariantPooling({ rep })
      const unit = Array.from({ length: rep.dim }, (_, i) =>
        Array.from({ length: rep.dim }, (_, j) => Number(i === j)),
      )
      const plus = answers(pooling, [...unit, new Array<number>(rep.dim).fill(0.5)], rep.dim)
      const minus = answers(
        pooling,
        [...unit.map((x) => x.map((v) => -v)), new Array<number>(rep.dim).fill(-0.5)],
        rep.dim,
      )
      const odd = unit.map((_, i) => plus[i]!.map((v, k) => (v - minus[i]![k]!) / 2))
      const even = plus[rep.dim]!.map((v, k) => (v + minus[rep.dim]![k]!) / 2)
      const functionals = (odd[0] ?? []).map((_, k) => odd.map((row) => row[k]!))
      return { functionals, norms: even.filter((v) => Math.abs(v) > 1e-4) }
    },
    other: ({ group, repIn }) => {
      const rep = repOf(group, repIn)
      const normed = copiesOf(rep).filter(({ rep: part }) => part.structure !== 'general' && !actsAsOne(part))
      return {
        functionals: mapsBetween(rep, trivial(rep.group) as AnyRepresentation),
        norms: normed.map(({ dim }) => Math.sqrt(0.25 * dim + 1e-6)),
      }
    },
    same: (one, other, g) =>
      by((a: { functionals: number[][] }) => a.functionals, sameSpan(1e-4))(one, other, g) ??
      by((a: { norms: number[] }) => a.norms, float32(1e-4))(one, other, g),
  }),
  tensorRelation('FieldDropout', 'copies dropped or scaled as wholes; in training only', {
    given: given('dropout'),
    one: (layer: GivenLayer) => {
      const rep = repOf(layer.group, layer.repIn)
      const rate = layer.channels / 4
      const make = () => new FieldDropout({ rep, rate, seed: layer.seed })
      const x = Array.from({ length: 50 }, () => Array.from({ length: rep.dim }, (_, i) => i + 1))
      const dropped = (l: tf.layers.Layer) =>
        tf.tidy(() =>
          numbers(l.apply(tf.tensor2d(x.flat(), [50, rep.dim], 'float32'), { training: true }) as tf.Tensor),
        )
      const [first, again] = [dropped(make()), dropped(make())]
      const factors = first.flatMap((row) =>
        copiesOf(rep)
          .filter(({ dim }) => dim > 0)
          .map(({ at, dim }) => row.slice(at, at + dim).map((v, i) => v / (at + i + 1))),
      )
      const keeps = (f: number[]) => f.every((v) => Math.abs(v * (1 - rate) - 1) < 1e-5)
      const whole = factors.every((f) => keeps(f) || f.every((v) => v === 0))
      const part = factors.filter(keeps).length / Math.max(1, factors.length)
      const some = factors.length === 0 || Math.abs(part - (1 - rate)) < 5 * Math.sqrt(0.25 / factors.length)
      return [whole, some, JSON.stringify(first) === JSON.stringify(again)]
    },
    other: () => [true, true, true],
  }),
]

/** The affine map of each unit vector of weights: its matrix, row by row, and its bias. */
function unitMaps(given: GivenLayer): number[][] {
  return withLayer(given, (layer, _, [from, to]) => {
    const [weights] = layer.getWeights()
    const count = weights?.size ?? 0
    const inputs = [0, ...Array.from({ length: from.dim }, (_, i) => i + 1)].map((k) =>
      Array.from({ length: from.dim }, (_, i) => Number(i + 1 === k)),
    )
    return Array.from({ length: count }, (_, k) => {
      const values = tf.tensor1d(Array.from({ length: count }, (_, i) => Number(i === k)))
      layer.setWeights([values])
      const [bias, ...columns] = answers(layer, inputs, from.dim)
      values.dispose()
      const matrix = Array.from({ length: to.dim }, (_, i) => columns.map((c) => c[i]! - bias![i]!))
      return [...matrix.flat(), ...bias!]
    })
  })
}
