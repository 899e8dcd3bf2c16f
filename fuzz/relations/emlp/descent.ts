import { emlpParameterCount, minimize, trainableVariables } from '@buridan/emlp'
import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import {
  type GivenRun,
  labelsOf,
  optionsOf,
  runs,
  stepsOf,
  trained,
  weightsOf,
  withModel,
} from '../../given/models.js'
import { float32, tensorRelation } from '../../given/tensors.js'
import { relation } from '../../harness/relation.js'

const given = runs()
/** All rows in every step. */
const whole = given.map((run) => ({ ...run, batchSize: run.model.rows.count }))
const numbersOf = ({ losses, weights }: { losses: number[]; weights: number[][] }) => [losses, ...weights]

/** Numbers everywhere: of no coordinates TensorFlow.js takes no sums on wasm. */
const full = whole.filter((run) => {
  const { repIn, repOut } = optionsOf(run.model)
  return repIn.dim > 0 && repOut.dim > 0 && run.model.group !== 'S(0)'
})

const quadratic = fc.record({
  start: fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 3 }),
  steps: fc.integer({ min: 1, max: 12 }),
  learningRate: fc.constantFrom(0.01, 0.3),
})

export const descent = [
  tensorRelation('minimize', 'Adam of books in float64', {
    given: full,
    one: (run: GivenRun) => trained(run).then(numbersOf),
    other: adamByHand,
    // steps of Adam are of one size however small a gradient is, so that rounding may turn some
    same: float32(2e-2, 2e-3),
    cost: 40,
  }),
  tensorRelation(
    'minimize',
    'a sum of squares comes down, and its losses are those of the weights before each step',
    {
      given: quadratic,
      one: ({ start, steps, learningRate }) =>
        lossesAndWeights(start, steps, learningRate).then(({ losses }) => losses),
      other: ({ start, steps, learningRate }) =>
        lossesAndWeights(start, steps, learningRate).then(({ before }) =>
          before.map((w) => w.reduce((sum, v) => sum + v * v, 0)),
        ),
      same: float32(1e-5, 1e-9),
      cost: 5,
    },
  ),
  relation('trainableVariables minimize', 'a loss that no weight changes leaves them', {
    given: given.filter((run) => emlpParameterCount(optionsOf(run.model)) > 0),
    one: (run: GivenRun) => withModel(run.model, (m) => weightsOf(m.network)),
    other: (run) =>
      withModel(run.model, async (m) => {
        await minimize({
          variables: trainableVariables(m.network),
          steps: 3,
          loss: () => tf.scalar(2),
          learningRate: 0.1,
        })
        return weightsOf(m.network)
      }),
    cost: 20,
  }),
]

/** Adam as it is written in books, in float64, with the gradients of a network. */
function adamByHand(run: GivenRun): Promise<number[][]> {
  return withModel(run.model, async ({ network }, rows) => {
    const variables = trainableVariables(network)
    const steps = stepsOf(run)
    const [x, y] = [rows, labelsOf(run)]
    const state = variables.map((v) => ({
      w: Array.from(v.dataSync()),
      m: new Float64Array(v.size),
      s: new Float64Array(v.size),
    }))
    const losses: number[] = []
    for (let step = 0; step < steps; step++) {
      const { loss, grads } = gradients(network, variables, x, y)
      losses.push(loss)
      const norm = Math.hypot(...grads.flat())
      const scale = run.clipNorm !== undefined && norm > run.clipNorm ? run.clipNorm / norm : 1
      const rate =
        run.learningRate *
        Math.min(1, (step + 1) / Math.max(1, steps / 20)) *
        0.5 *
        (1 + Math.cos((Math.PI * step) / steps))
      variables.forEach((v, k) => {
        const { w, m, s } = state[k]!
        for (let i = 0; i < w.length; i++) {
          const g = scale * (grads[k]?.[i] ?? 0)
          m[i] = 0.9 * m[i]! + 0.1 * g
          s[i] = 0.999 * s[i]! + 0.001 * g * g
          w[i]! -=
            (rate * (m[i]! / (1 - 0.9 ** (step + 1)))) / (Math.sqrt(s[i]! / (1 - 0.999 ** (step + 1))) + 1e-7)
        }
        tf.tidy(() => v.assign(tf.tensor(w, v.shape)))
      })
    }
    return [losses, ...weightsOf(network)]
  })
}

/** The mean squared error and its gradients by TensorFlow.js, asked of the network without what trains it. */
function gradients(network: tf.LayersModel, variables: tf.Variable[], x: number[][], y: number[][]) {
  return tf.tidy(() => {
    const inputs = tf.tensor2d(x.flat(), [x.length, x[0]!.length], 'float32')
    const labels = tf.tensor2d(y.flat(), [y.length, y[0]!.length], 'float32')
    const f = () => {
      const loss = tf.div(tf.sum(tf.squaredDifference(network.apply(inputs) as tf.Tensor, labels)), y.length)
      // of layers without maps too
      return tf.addN([loss, ...variables.map((v) => tf.mul(0, tf.sum(v)))]) as tf.Scalar
    }
    if (variables.length === 0) return { loss: f().dataSync()[0]!, grads: [] }
    const { value, grads } = tf.variableGrads(f, variables)
    return { loss: value.dataSync()[0]!, grads: variables.map((v) => Array.from(grads[v.name]!.dataSync())) }
  })
}

/** A sum of squares, its losses and the weights that each was of. */
async function lossesAndWeights(start: readonly number[], steps: number, learningRate: number) {
  const w = tf.tidy(() => tf.variable(tf.tensor1d([...start], 'float32')))
  const before: number[][] = []
  const loss = () => tf.sum(tf.square(w)) as tf.Scalar
  try {
    before.push(Array.from(w.dataSync()))
    const onProgress = () => {
      before.push(Array.from(w.dataSync()))
    }
    const losses = await minimize({ variables: [w], steps, loss, learningRate, onProgress })
    return { losses: Array.from(losses), before: before.slice(0, steps) }
  } finally {
    w.dispose()
  }
}
