import {
  applyEmlp,
  disposeNetwork,
  type Emlp,
  EquivariantBlock,
  EquivariantLinear,
  emlp,
  emlpParameterCount,
  nonlinearity,
  residualBlock,
  toDense,
} from '@buridan/emlp'
import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { blockByHand, denseByHand, gatedByHand, productsByHand } from '../../given/by-hand.js'
import { answers } from '../../given/layers.js'
import {
  type GivenModel,
  models,
  networkByHand,
  optionsOf,
  weightsOf,
  withModel,
  withOther,
} from '../../given/models.js'
import { groupNames, moved, repOf, representations, rowsOf, seeds, someRows } from '../../given/networks.js'
import { float32, onBackend, tensorRelation } from '../../given/tensors.js'
import { relation } from '../../harness/relation.js'

const given = models()
const predicted = (model: Emlp, rows: readonly ArrayLike<number>[]) =>
  model.predict(rows).map((y) => Array.from(y))
const asked = (g: GivenModel) => withModel(g, predicted)

/** Whether some features, inputs or outputs have no coordinates. */
function hasEmptyFeatures({ group, repIn, repOut, hidden }: GivenModel): boolean {
  return [repIn, repOut, ...hidden].some((text) => typeof text === 'string' && repOf(group, text).dim === 0)
}

const fieldOf = groupNames().chain((group) =>
  fc.record({
    group: fc.constant(group),
    rep: representations(group),
    channels: fc.integer({ min: 1, max: 3 }),
    seed: seeds,
    rows: someRows(),
  }),
)

export const networks = [
  tensorRelation('emlp Emlp Emlp#predict', 'layer by layer by hand', {
    given,
    one: asked,
    other: (g) => withModel(g, (model, rows) => networkByHand(model, g, rows)),
    same: float32(1e-3, 1e-5),
    cost: 15,
  }),
  tensorRelation('Emlp#predict', 'inputs moved by an element of the group', {
    given: fc.tuple(given, seeds),
    one: ([g, by]: [GivenModel, number]) =>
      withModel(g, (m, rows) => predicted(m, moved([m.repIn], [rows], by)[0]!)),
    other: ([g, by]) => withModel(g, (m, rows) => moved([m.repOut], [predicted(m, rows)], by)[0]!),
    same: float32(2e-3, 1e-4),
  }),
  tensorRelation('Emlp#predict', 'rows one by one as typed arrays, on the plain backend', {
    given,
    one: asked,
    other: (g) =>
      onBackend('cpu', () =>
        withModel(g, (m, rows) => rows.flatMap((row) => predicted(m, [Float64Array.from(row)]))),
      ),
    same: float32(1e-4, 1e-6),
    cost: 20,
  }),
  tensorRelation('emlp', 'the seed that another says, and its weights', {
    given,
    one: asked,
    other: (g) =>
      withModel(g, (m, rows) =>
        withOther(emlp({ ...optionsOf(g), seed: g.seed + 1 }), (other) => {
          other.network.setWeights(m.network.getWeights())
          return predicted(other, rows)
        }),
      ),
  }),
  relation('emlp', 'two without a seed differ', {
    given: given.filter((g) => emlpParameterCount(optionsOf(g)) > 0),
    one: (g: GivenModel) => {
      const { seed: _, ...options } = optionsOf(g)
      return withOther(emlp(options), (a) =>
        withOther(emlp(options), (b) => {
          const [first, second] = [weightsOf(a.network).flat(), weightsOf(b.network).flat()]
          // biases alone start at 0
          return first.every((v) => v === 0) || first.some((v, i) => v !== second[i])
        }),
      )
    },
    other: () => true,
    repeatable: false,
    cost: 15,
  }),
  tensorRelation('applyEmlp disposeNetwork', 'as a network of its own', {
    given,
    one: asked,
    other: (g) => {
      const options = optionsOf(g)
      const input = tf.input({ shape: [options.repIn.dim] })
      const network = tf.model({ inputs: input, outputs: applyEmlp(options, input) })
      try {
        return answers(network, rowsOf(g.rows, options.repIn.dim), options.repIn.dim)
      } finally {
        disposeNetwork(network)
      }
    },
  }),
  tensorRelation('emlpParameterCount', 'numbers of all weights counted', {
    given,
    one: (g: GivenModel) => emlpParameterCount(optionsOf(g)),
    other: (g) => withModel(g, (m) => weightsOf(m.network).flat().length),
  }),
  tensorRelation('toDense', 'the network that is written out', {
    given: given.filter((g) => !hasEmptyFeatures(g)),
    one: asked,
    other: (g) =>
      withModel(g, (m, rows) => {
        const dense = toDense(m.network)
        try {
          return answers(dense, rows, m.repIn.dim)
        } finally {
          dense.dispose()
        }
      }),
    same: float32(1e-3, 1e-5),
    cost: 25,
  }),
  tensorRelation('toDense', 'refused where features have dimension zero, which plain layers cannot have', {
    given: models('empty').filter(hasEmptyFeatures),
    one: (g: GivenModel) =>
      withModel(g, (m) => {
        try {
          toDense(m.network).dispose()
          return 'written out'
        } catch (error) {
          return (error as { code?: string }).code
        }
      }),
    other: () => 'UNSUPPORTED',
    cost: 50,
  }),
  tensorRelation('residualBlock', 'by hand', {
    given: fieldOf,
    one: ({ group, rep: text, channels, seed, rows }) => {
      const rep = repOf(group, text)
      return residual(
        rep.dim,
        (x) => residualBlock(x, { rep, channels, seed }),
        (network) => answers(network, rowsOf(rows, rep.dim), rep.dim),
      )
    },
    other: ({ group, rep: text, channels, seed, rows }) => {
      const rep = repOf(group, text)
      return residual(
        rep.dim,
        (x) => residualBlock(x, { rep, channels, seed }),
        (network) => {
          const block = network.layers.find((l): l is EquivariantBlock => l instanceof EquivariantBlock)!
          const linear = network.layers.find((l): l is EquivariantLinear => l instanceof EquivariantLinear)!
          const x = rowsOf(rows, rep.dim)
          const y = denseByHand(linear.toDense(), blockByHand(block, channels, x))
          return y.map((row, i) => row.map((v, k) => v + x[i]![k]!))
        },
      )
    },
    same: float32(1e-3, 1e-5),
  }),
  tensorRelation('nonlinearity', 'by hand', {
    given: fieldOf,
    one: ({ group, rep: text, seed, rows }) => {
      const [bilinear, gates] = nonlinearity(repOf(group, text), seed)
      const dim = (bilinear as unknown as { rep: { dim: number } }).rep.dim
      try {
        return answers(
          { apply: (x) => gates!.apply(bilinear!.apply(x) as tf.Tensor) },
          rowsOf(rows, dim),
          dim,
        )
      } finally {
        for (const l of [bilinear!, gates!]) l.dispose()
      }
    },
    other: ({ group, rep: text, seed, rows }) => {
      const rep = repOf(group, text)
      const [layer] = nonlinearity(rep, seed)
      const bilinear = layer as import('@buridan/emlp').EquivariantBilinear
      bilinear.apply(tf.input({ shape: [bilinear.rep.dim] }))
      try {
        return rowsOf(rows, bilinear.rep.dim).map((x) =>
          gatedByHand(rep, productsByHand(bilinear.plan, bilinear.currentWeights(), x)),
        )
      } finally {
        bilinear.dispose()
      }
    },
    same: float32(1e-3, 1e-5),
  }),
]

/** A network of one symbolic expression; freed afterwards. */
function residual<T>(
  dim: number,
  make: (x: tf.SymbolicTensor) => tf.SymbolicTensor,
  ask: (network: tf.LayersModel) => T,
): T {
  const input = tf.input({ shape: [dim] })
  const network = tf.model({ inputs: input, outputs: make(input) })
  try {
    return ask(network)
  } finally {
    disposeNetwork(network)
  }
}
