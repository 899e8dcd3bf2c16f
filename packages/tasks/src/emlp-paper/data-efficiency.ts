import { arrayOf, integerIn, knownOptions, objectOf, shown, throwIfAborted } from '@buridan/core'
import { emlp, minimize, rowsToTensor, type TrainingProgress, trainableVariables } from '@buridan/emlp'
import { act, InvalidArgumentError, type Rng, randomElement, rng, shuffled } from '@buridan/groups'
import { denseNetwork } from '@buridan/relaxed'
import * as tf from '@tensorflow/tfjs'
import type { RegressionTask, Samples } from './regression-task.js'

/** E-MLP; a network of dense layers; the same with every batch moved by random elements of the group. */
export const dataEfficiencyMethods = ['emlp', 'mlp', 'mlp-augmented'] as const
/** A name of {@link dataEfficiencyMethods}. */
export type DataEfficiencyMethod = (typeof dataEfficiencyMethods)[number]

/** Options of {@link measureDataEfficiency}. */
export interface DataEfficiencyOptions {
  /** Sizes of training sets, 30, 100, 300, 1000 and 3000 by default. */
  readonly sizes?: readonly number[]
  readonly seeds?: readonly number[]
  readonly methods?: readonly DataEfficiencyMethod[]
  /** Width of the hidden layers, 128 by default, of all methods. */
  readonly hidden?: number
  /** Hidden layers, 3 by default, of all methods. */
  readonly layers?: number
  /** Steps of Adam, 1500 by default, the same for all sizes and methods. */
  readonly steps?: number
  readonly batchSize?: number
  /** Adam's largest step size, 0.01 by default: of 0.001, 0.003, 0.01 and 0.03 about the best for each of the methods. */
  readonly learningRate?: number
  /** Test samples, 1000 by default. */
  readonly testSize?: number
  readonly signal?: AbortSignal
  readonly onProgress?: (method: DataEfficiencyMethod, size: number, progress: TrainingProgress) => void
}

/** The error of a method after training on a number of samples. */
export interface DataEfficiencyResult {
  readonly task: string
  readonly method: DataEfficiencyMethod
  readonly size: number
  readonly seed: number
  /** Root mean square error on the test samples over the root mean square of their labels about the mean. */
  readonly error: number
  readonly parameters: number
}

/**
 * How much a network learns from how few samples: test errors of an E-MLP, a network of dense layers of the same widths, and
 * the same with augmentation, over sizes of the training set, all with the same steps.
 *
 * @throws AbortedError if the signal aborts
 * @throws InvalidArgumentError if an option is not valid
 * @remarks O(sizes · seeds · methods · steps · cost of a step). Finzi, Welling & Wilson 2021, figure 4.
 *
 * @example
 * ```ts
 * import { measureDataEfficiency, o5Task } from '@buridan/tasks'
 * const options = { sizes: [20], methods: ['emlp' as const], hidden: 16, layers: 1, steps: 20, testSize: 50 }
 * const [result] = await measureDataEfficiency(o5Task(), options)
 * console.log(result!.method, result!.size, result!.error > 0) // → emlp 20 true
 * ```
 */
export async function measureDataEfficiency(
  task: RegressionTask,
  options: DataEfficiencyOptions = {},
): Promise<DataEfficiencyResult[]> {
  const {
    sizes = [30, 100, 300, 1000, 3000],
    seeds = [0],
    methods = dataEfficiencyMethods,
  } = knownOptions(options, OPTIONS, 'measureDataEfficiency')
  const { testSize = 1000 } = options
  if (typeof objectOf(task, 'a task').sample !== 'function') {
    throw new InvalidArgumentError(
      `sample is ${shown(task.sample)}; it must be a function of a count and a seed`,
    )
  }
  for (const size of arrayOf(sizes, 'sizes')) integerIn(size, 1, 1e7, 'a training-set size')
  for (const seed of arrayOf(seeds, 'seeds')) integerIn(seed, 0, 2 ** 31, 'a seed')
  for (const method of arrayOf(methods, 'methods')) {
    if (!dataEfficiencyMethods.includes(method)) {
      throw new InvalidArgumentError(`method ${shown(method)} is none of ${dataEfficiencyMethods.join(', ')}`)
    }
  }
  integerIn(testSize, 1, 1e7, 'testSize')
  throwIfAborted(options.signal)
  const { onProgress } = options
  if (onProgress !== undefined && typeof onProgress !== 'function')
    throw new InvalidArgumentError(`onProgress is ${shown(onProgress)}; it must be a function`)
  if (options.batchSize !== undefined) integerIn(options.batchSize, 1, 1e7, 'batchSize')
  const test = task.sample(testSize, 0x7e57)
  const scale = spread(test.y)
  const results: DataEfficiencyResult[] = []
  for (const seed of seeds) {
    for (const size of sizes) {
      const training = task.sample(size, 1000 + seed)
      for (const method of methods) {
        const { error, parameters } = await run(task, method, training, test, scale, seed, options)
        results.push({ task: task.name, method, size, seed, error, parameters })
      }
    }
  }
  return results
}

const OPTIONS = {
  sizes: true,
  seeds: true,
  methods: true,
  hidden: true,
  layers: true,
  steps: true,
  batchSize: true,
  learningRate: true,
  testSize: true,
  signal: true,
  onProgress: true,
} as const satisfies { readonly [K in keyof Required<DataEfficiencyOptions>]: true }

/** Root mean square deviation of labels from their mean. */
function spread(y: readonly Float64Array[]): number {
  const mean = y[0]!.map((_, k) => y.reduce((sum, v) => sum + v[k]!, 0) / y.length)
  const squares = y.reduce((sum, v) => sum + v.reduce((s, z, k) => s + (z - mean[k]!) ** 2, 0), 0)
  return Math.sqrt(squares / y.length) || 1
}

async function run(
  task: RegressionTask,
  method: DataEfficiencyMethod,
  training: Samples,
  test: Samples,
  scale: number,
  seed: number,
  options: DataEfficiencyOptions,
): Promise<{ error: number; parameters: number }> {
  const { repIn, repOut } = task
  const { hidden = 128, layers = 3, steps = 1500, learningRate = 1e-2, signal, onProgress } = options
  const batchSize = Math.min(options.batchSize ?? 100, training.x.length)
  const network =
    method === 'emlp'
      ? emlp({ repIn, repOut, hidden, layers, seed }).network
      : denseNetwork({ inputs: repIn.dim, outputs: repOut.dim, hidden, layers, seed })
  const random = rng(seed)
  const batch = batches(training.x.length, batchSize, random)
  try {
    await minimize({
      steps,
      variables: trainableVariables(network),
      learningRate,
      clipNorm: 10,
      ...(signal === undefined ? {} : { signal }),
      ...(onProgress ? { onProgress: (p) => onProgress(method, training.x.length, p) } : {}),
      loss: () => {
        const rows = batch().map((i) => ({ x: training.x[i]!, y: training.y[i]! }))
        const moved = method === 'mlp-augmented' ? rows.map((r) => augmented(task, r, random)) : rows
        const x = rowsToTensor(
          moved.map((r) => r.x),
          repIn.dim,
        )
        const y = rowsToTensor(
          moved.map((r) => r.y.map((v) => v / scale)),
          repOut.dim,
        )
        const error = tf.sub(network.apply(x) as tf.Tensor2D, y)
        return tf.mean(tf.sum(tf.square(error), 1)) as tf.Scalar
      },
    })
    return { error: testError(network, test, repIn.dim, scale), parameters: network.countParams() }
  } finally {
    for (const layer of network.layers) layer.dispose()
  }
}

/** Positions of one minibatch after another, every sample once an epoch. */
function batches(count: number, size: number, random: Rng): () => number[] {
  let order: number[] = []
  return () => {
    if (order.length < size) order = [...order, ...shuffled(count, random)]
    return order.splice(0, size)
  }
}

function augmented(
  { repIn, repOut }: RegressionTask,
  row: { x: Float64Array; y: Float64Array },
  random: Rng,
) {
  const g = randomElement(repIn.group, random)
  return { x: act(repIn, g, row.x), y: act(repOut, g, row.y) }
}

function testError(network: tf.LayersModel, test: Samples, dim: number, scale: number): number {
  const out = tf.tidy(() => network.apply(rowsToTensor(test.x, dim)) as tf.Tensor2D)
  const predicted = out.dataSync()
  out.dispose()
  const width = test.y[0]!.length
  let sum = 0
  test.y.forEach((y, i) => {
    y.forEach((v, k) => {
      sum += (predicted[i * width + k]! - v / scale) ** 2
    })
  })
  return Math.sqrt(sum / test.y.length)
}
