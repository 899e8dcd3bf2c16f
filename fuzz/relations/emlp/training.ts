import { type Batch, fitRows, type Loss, squaredError } from '@buridan/emlp'
import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import {
  fitOptions,
  type GivenRun,
  labelsOf,
  optionsOf,
  runs,
  stepsOf,
  trained,
  weightsOf,
  withModel,
} from '../../given/models.js'
import { rowsOf, seeds, someRows } from '../../given/networks.js'
import { images } from '../../given/permutations.js'
import { float32, tensorRelation } from '../../given/tensors.js'

const given = runs()
/** All rows in every step. */
const whole = given.map((run) => ({ ...run, batchSize: run.model.rows.count }))
const asked = (run: GivenRun) => trained(run)
const numbersOf = ({ losses, weights }: { losses: number[]; weights: number[][] }) => [losses, ...weights]

/** Numbers everywhere: of no coordinates TensorFlow.js takes no sums on wasm. */
const full = whole.filter((run) => {
  const { repIn, repOut } = optionsOf(run.model)
  return repIn.dim > 0 && repOut.dim > 0 && run.model.group !== 'S(0)'
})

export const training = [
  tensorRelation('Emlp#fit fitRows', 'trained again', { given, one: asked, other: asked, cost: 40 }),
  tensorRelation('Emlp#fit', 'rows and labels as typed arrays', {
    given,
    one: asked,
    other: (run) =>
      trained(
        run,
        {},
        { x: (r) => r.map((v) => Float64Array.from(v)), y: (r) => r.map((v) => Float32Array.from(v)) },
      ),
    cost: 40,
  }),
  tensorRelation('fitRows', 'as the model trains itself', {
    given,
    one: asked,
    other: (run) =>
      withModel(run.model, async ({ network, repIn, repOut }, x) => {
        const forward = ({ inputs }: Batch) => network.apply(inputs) as tf.Tensor2D
        const losses = await fitRows(
          { network, repIn, repOut, x, y: labelsOf(run), forward },
          fitOptions(run),
        )
        return { losses: Array.from(losses), weights: weightsOf(network) }
      }),
    cost: 40,
  }),
  tensorRelation('fitRows', 'all rows in each step, in another order', {
    given: full.chain((run) => fc.tuple(fc.constant(run), images(run.model.rows.count))),
    one: ([run]: [GivenRun, number[]]) => trained(run).then(({ losses }) => losses),
    other: ([run, by]) => {
      const turned = (rows: number[][]) => by.map((i) => rows[i]!)
      return trained(run, {}, { x: turned, y: turned }).then(({ losses }) => losses)
    },
    same: float32(1e-2, 1e-4),
    cost: 40,
  }),
  tensorRelation('fitRows', 'each row twice', {
    given: full,
    one: (run: GivenRun) => trained(run).then(({ losses }) => losses),
    other: (run) => {
      const twice = (rows: number[][]) => [...rows, ...rows]
      const more = { batchSize: 2 * run.batchSize }
      return trained(run, more, { x: twice, y: twice }).then(({ losses }) => losses)
    },
    same: float32(1e-2, 1e-4),
    cost: 40,
  }),
  tensorRelation('squaredError', 'a loss by hand, of the labels and rows of its batch', {
    given,
    one: asked,
    other: (run) => trained(run, { loss: ownLoss(run) }),
    same: (one, other, g) => float32(1e-2, 1e-3)(numbersOf(one as never), numbersOf(other as never), g),
    cost: 40,
  }),
  tensorRelation('squaredError', 'in float64 by hand', {
    given: fc.record({ rows: someRows(), seed: seeds, dim: fc.integer({ min: 1, max: 4 }) }),
    one: ({ rows, seed, dim }) =>
      tf.tidy(() => {
        const [a, b] = [rowsOf(rows, dim), rowsOf({ ...rows, seed }, dim)]
        const labels = tf.tensor2d(b)
        return squaredError(tf.tensor2d(a), { labels } as Batch).dataSync()[0]
      }),
    other: ({ rows, seed, dim }) => {
      const [a, b] = [rowsOf(rows, dim), rowsOf({ ...rows, seed }, dim)]
      return a.flat().reduce((sum, v, i) => sum + (v - b.flat()[i]!) ** 2, 0) / rows.count
    },
    same: float32(1e-5, 1e-12),
    cost: 1,
  }),
  tensorRelation('fitRows', 'outputs of dimension zero cost nothing', {
    given: runs().map((run) => ({
      ...run,
      model: { ...run.model, group: 'S(0)', repIn: 'V+T(0)', repOut: 'V', hidden: [] },
    })),
    one: (run: GivenRun) => trained(run).then(({ losses }) => losses),
    other: (run) => new Array(stepsOf(run)).fill(0),
    cost: 40,
  }),
  tensorRelation('Emlp#fit', 'layers that are not trained stay', {
    given: fc.tuple(given, fc.integer({ min: 0, max: 7 })),
    one: ([run, which]: [GivenRun, number]) =>
      trained(run, {}, { model: (m) => freezeSome(m.network, which) }).then(({ weights }) => weights.length),
    other: ([run, which]) =>
      withModel(run.model, async (m, x) => {
        freezeSome(m.network, which)
        const layers = m.network.layers.map((l) => ({
          l,
          before: l.getWeights().map((w) => Array.from(w.dataSync())),
        }))
        await m.fit(x, labelsOf(run), fitOptions(run))
        for (const { l, before } of layers) {
          const after = l.getWeights().map((w) => Array.from(w.dataSync()))
          if (!l.trainable && JSON.stringify(before) !== JSON.stringify(after))
            throw new Error(`${l.name} was trained`)
        }
        return m.network.getWeights().length
      }),
    cost: 60,
  }),
  tensorRelation('Emlp#fit', 'a rate that is too large is found, and weights stay finite', {
    given: fc.tuple(
      given,
      fc.constantFrom(1e38, 1e30, 1e39, 1e300, Number.POSITIVE_INFINITY, Number.NaN, 0, -1, 1e-46),
    ),
    one: ([run, learningRate]: [GivenRun, number]) =>
      withModel(run.model, async (m, x) => {
        const refused = await m.fit(x, labelsOf(run), { ...fitOptions(run), learningRate }).then(
          () => 'trained',
          (error) => (error as { code?: string }).code,
        )
        const finite = weightsOf(m.network).flat().every(Number.isFinite)
        const rate = Math.fround(learningRate)
        const expected =
          rate > 0 && rate < Number.POSITIVE_INFINITY ? ['trained', 'NOT_CONVERGED'] : ['INVALID_ARGUMENT']
        return finite && expected.includes(refused!) ? 'as it should' : `${refused}, finite: ${finite}`
      }),
    other: () => 'as it should',
    cost: 30,
  }),
]

/** The mean squared error by arrays, with the labels taken from the rows that were given. */
function ownLoss(run: GivenRun): Loss {
  const all = labelsOf(run)
  return (predicted, { indices, labels, inputs, progress }) => {
    if (!(progress >= 0 && progress < 1) || inputs.shape[0] !== indices.length)
      throw new Error('a batch of another size')
    const own = tf.tensor2d(
      indices.flatMap((i) => all[i]!),
      [indices.length, predicted.shape[1]],
      'float32',
    )
    const apart = tf.sub(own, labels!).dataSync()
    if (apart.some((v) => v !== 0)) throw new Error('labels of other rows')
    const squares = tf.square(tf.sub(predicted, own))
    return (predicted.size === 0 ? tf.scalar(0) : tf.div(tf.sum(squares), indices.length)) as tf.Scalar
  }
}

function freezeSome(network: tf.LayersModel, which: number): void {
  network.layers.forEach((layer, i) => {
    layer.trainable = ((which >> i) & 1) === 0
  })
}
