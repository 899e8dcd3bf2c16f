import { checkEquivariance, disposeNetwork, type EquivarianceReport, EquivariantBlock } from '@buridan/emlp'
import type { AnyRepresentation } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { mapsBetween } from '../../given/by-hand.js'
import { type GivenModel, models, withModel } from '../../given/models.js'
import { type GivenMap, maps, moved, repOf, rowsOf, seeds } from '../../given/networks.js'
import { tensorRelation } from '../../given/tensors.js'
import { closeTo } from '../../harness/compare.js'

/** A matrix that is equivariant but for so much of a random one. */
const matrices = fc.record({
  map: maps('finite').filter((m) => repOf(m.group, m.repIn).dim * repOf(m.group, m.repOut).dim > 0),
  seed: seeds,
  off: fc.constantFrom<number>(0, 0, 0.1, 1),
  scale: fc.constantFrom<number>(1, 1, 1e-3, 1e4),
})
type GivenMatrix = typeof matrices extends fc.Arbitrary<infer T> ? T : never

function matrixOf({ map: { group, repIn, repOut }, seed, off, scale }: GivenMatrix): number[][] {
  const [from, to] = [repOf(group, repIn), repOf(group, repOut)]
  // averages that vanish do so but for rounding
  const basis = mapsBetween(from, to).filter((map) => map.some((v) => Math.abs(v) > 1e-9))
  const [c, noise] = [
    rowsOf({ count: 1, scale: 1, seed }, basis.length)[0]!,
    rowsOf({ count: to.dim, scale: off, seed: seed + 1 }, from.dim),
  ]
  return noise.map((row, i) =>
    row.map((v, j) => scale * (v + basis.reduce((sum, m, k) => sum + c[k]! * m[i * from.dim + j]!, 0))),
  )
}

const times = (m: readonly (readonly number[])[], x: ArrayLike<number>) =>
  m.map((row) => row.reduce((sum, v, j) => sum + v * x[j]!, 0))
const repsOf = ({ group, repIn, repOut }: GivenMap) => ({
  repIn: repOf(group, repIn),
  repOut: repOf(group, repOut),
})

/** The matrix as rows are predicted by it. */
function asked(g: GivenMatrix): EquivarianceReport {
  const m = matrixOf(g)
  const model = { predict: (rows: readonly Float64Array[]) => rows.map((x) => times(m, x)) }
  return checkEquivariance(model, { ...repsOf(g.map), seed: g.seed, elements: 30 })
}

/** The matrix as a network of one plain layer. */
function asNetwork<T>(g: GivenMatrix, ask: (network: tf.LayersModel) => T): T {
  const m = matrixOf(g)
  const columns = m[0]!.map((_, j) => m.map((row) => row[j]!))
  const layer = tf.layers.dense({ units: m.length, useBias: false, inputShape: [m[0]!.length] })
  const network = tf.sequential({ layers: [layer] })
  const kernel = tf.tensor2d(columns)
  layer.setWeights([kernel])
  kernel.dispose()
  try {
    return ask(network)
  } finally {
    layer.dispose()
  }
}

const verdict = ({ equivariant, error }: EquivarianceReport) => [equivariant, equivariant ? 0 : error]

export const equivariance = [
  tensorRelation('checkEquivariance', 'all elements on all unit vectors', {
    given: matrices,
    one: (g: GivenMatrix) => asked(g).equivariant,
    other: (g) => {
      const { repIn, repOut } = repsOf(g.map)
      const m = matrixOf(g)
      const unit = Array.from({ length: repIn.dim }, (_, i) =>
        Array.from({ length: repIn.dim }, (_, j) => Number(i === j)),
      )
      const largest = Math.max(...m.flat().map(Math.abs))
      return Array.from({ length: 40 }, (_, seed) => seed).every((seed) => {
        const [x] = moved([repIn], [unit], seed)
        const [y] = moved([repOut], [unit.map((u) => times(m, u))], seed)
        return x!.every((v, i) => times(m, v).every((w, k) => Math.abs(w - y![i]![k]!) <= 1e-5 * largest))
      })
    },
    cost: 8,
  }),
  tensorRelation('checkEquivariance', 'of a function of a tensor, and of a network', {
    given: matrices,
    one: (g: GivenMatrix) => verdict(asked(g)),
    other: (g) => {
      const options = { ...repsOf(g.map), seed: g.seed, elements: 30 }
      return asNetwork(g, (network) => {
        const [a, b] = [
          checkEquivariance(network, options),
          checkEquivariance((x) => network.apply(x) as tf.Tensor, options),
        ]
        if (a.error !== b.error) throw new Error(`${a.error} for a network, ${b.error} for its function`)
        if (a.layers[0]?.equivariant !== (a.layers[0]?.method === 'known' ? a.layers[0].error <= 1e-4 : true))
          throw new Error('a layer of another verdict')
        return verdict(a)
      })
    },
    same: closeTo(1e-3),
    cost: 25,
  }),
  tensorRelation('checkEquivariance', 'answers a thousand times as large', {
    given: matrices,
    one: (g: GivenMatrix) => verdict(asked(g)),
    other: (g) => verdict(asked({ ...g, scale: 1000 * g.scale })),
    same: closeTo(1e-6),
    cost: 8,
  }),
  tensorRelation('checkEquivariance', 'a network of equivariant layers, and of one plain layer between', {
    given: fc.tuple(models('finite', 1), fc.boolean()).filter(([g]) => g.group !== 'S(0)'),
    one: ([g, spoilt]: [GivenModel, boolean]) =>
      spoilt
        ? spoiltReport(g)
        : withModel(g, (m) =>
            shortReport(checkEquivariance(m, { repIn: m.repIn, repOut: m.repOut }), m.repIn, true),
          ),
    other: ([g]) => shortReport(undefined, repOf(g.group, g.repIn), true),
    cost: 60,
  }),
]

/** What is said of a network that is equivariant as a whole, or stops being so at a layer that turns nothing with the group. */
function shortReport(
  report: EquivarianceReport | undefined,
  rep: AnyRepresentation,
  expected: boolean,
): unknown {
  if (!report) return { agrees: true, dim: rep.dim }
  const consistent =
    report.equivariant === expected &&
    (report.stopsAt === undefined) === report.layers.every((l) => l.equivariant)
  return { agrees: consistent && (!expected || report.stopsAt === undefined), dim: rep.dim }
}

/** A block, a plain layer that multiplies its coordinates by 1, 2, 3 …, said to keep the representation, and what is said of it. */
function spoiltReport(g: GivenModel): unknown {
  const rep = repOf(g.group, g.repIn)
  const input = tf.input({ shape: [rep.dim] })
  const block = new EquivariantBlock({ repIn: rep, repOut: rep, seed: g.seed })
  const plain = tf.layers.dense({ units: rep.dim, useBias: false })
  const network = tf.model({ inputs: input, outputs: plain.apply(block.apply(input)) as tf.SymbolicTensor })
  const diagonal = Array.from({ length: rep.dim }, (_, i) =>
    Array.from({ length: rep.dim }, (_, j) => (i === j ? i + 1 : 0)),
  )
  const kernel = tf.tensor2d(diagonal)
  plain.setWeights([kernel])
  kernel.dispose()
  try {
    const report = checkEquivariance(network, { repIn: rep, repOut: rep, elements: 40 })
    const unit = diagonal.map((row) => row.map(Number))
    const commutes = Array.from({ length: 40 }, (_, seed) => seed).every((seed) => {
      const [gx] = moved([rep], [unit.map((u) => u.map((v) => Number(v !== 0)))], seed)
      return gx!.every((x, i) => x.every((v, k) => Math.abs((k + 1) * v - (i + 1) * v) < 1e-9))
    })
    const stops = report.stopsAt === (commutes ? undefined : plain.name)
    return { agrees: stops && report.equivariant === commutes, dim: rep.dim }
  } finally {
    disposeNetwork(network)
  }
}
