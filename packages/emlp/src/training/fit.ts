import { integerIn, knownOptions, objectOf, shown, stringOf } from '@buridan/core'
import { type AnyRepresentation, InvalidArgumentError, type Rng, rng } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { expectAlive } from '../layers/alive.js'
import { expectNetworkShapes } from '../layers/network-shapes.js'
import { regularizers } from '../tensorflow/adapter.js'
import type { CheckpointOptions } from './checkpoint.js'
import { drawingIdentity, stepwiseLayers } from './drawing.js'
import { dataIdentity, networkIdentity, short } from './identity.js'
import { batches, checkedRows, rowsToTensor } from './rows.js'
import {
  type MinimizeOptions,
  minimizeRun,
  type OnProgress,
  otherVariables,
  trainableVariables,
} from './train.js'

/** The samples of a step. */
export interface Batch {
  /** Positions of the samples in the rows given to `fit`. */
  readonly indices: readonly number[]
  /** [batch, dim ρ_in] */
  readonly inputs: tf.Tensor2D
  /** [batch, dim ρ_out]; undefined if there are no labels. */
  readonly labels: tf.Tensor2D | undefined
  /** The step's own source of random numbers, from the seed and the number of the step alone. */
  readonly random: Rng
  /** The part of all steps that lies behind, from 0 to less than 1: for losses that change on the way, such as annealed ones. */
  readonly progress: number
}

/** A loss of predictions [batch, dim ρ_out], a scalar. */
export type Loss = (predicted: tf.Tensor2D, batch: Batch) => tf.Scalar

/** Options of the models' `fit`. */
export interface FitOptions {
  readonly epochs?: number
  /** Samples a step; all by default. */
  readonly batchSize?: number
  /** Adam's largest step size, 1e-3 by default; positive, and finite in float32. */
  readonly learningRate?: number
  /** Gradients of a larger joint norm are scaled down to it; no limit by default. */
  readonly clipNorm?: number
  /** Loss of a batch, a scalar; {@link squaredError} by default. What regularizers of layers ask for is added to it. */
  readonly loss?: Loss
  /**
   * Seed of the order of samples and of what is random in a step, 0 by default: the same call is the same run, also after a stop. Models
   * that shall differ do so by their own seeds.
   */
  readonly seed?: number
  /**
   * Where the run is kept: stopped at any moment, the same call on the same model, made anew with its seed or the one that was stopped, goes
   * on to the same weights, those that are not trained too. A checkpoint of another run, of other rows, options, layers, first weights or
   * loss, is refused.
   */
  readonly checkpoint?: CheckpointOptions
  readonly signal?: AbortSignal
  readonly onProgress?: OnProgress
}

/**
 * Mean over the batch of the squared error summed over components.
 *
 * @param predicted - [batch, dim ρ_out]
 * @returns a scalar
 * @throws InvalidArgumentError if the batch has no labels
 * @remarks O(batch · dim ρ_out).
 *
 * @example
 * ```ts
 * import { squaredError } from '@buridan/emlp'
 * import { rng } from '@buridan/groups'
 * import * as tf from '@tensorflow/tfjs'
 * const [predicted, labels] = [tf.tensor2d([[1, 2]]), tf.tensor2d([[0, 0]])]
 * const batch = { indices: [0], inputs: labels, labels, random: rng(0), progress: 0 }
 * const loss = squaredError(predicted, batch)
 * console.log(loss.dataSync()[0]) // → 5
 * tf.dispose([predicted, labels, loss])
 * ```
 */
export const squaredError: Loss = (predicted, { labels }) => {
  if (!labels) throw new InvalidArgumentError('the squared error needs labels; give y, or a loss of your own')
  // the wasm backend leaves sums of no numbers unwritten
  if (predicted.size === 0) return tf.scalar(0)
  return tf.tidy(() => tf.mean(tf.sum(tf.squaredDifference(predicted, labels), 1)) as tf.Scalar)
}

/** What {@link fitRows} trains on. */
export interface FitData {
  readonly repIn: AnyRepresentation
  readonly repOut: AnyRepresentation
  readonly x: readonly ArrayLike<number>[]
  /** Labels, or null where the loss needs none. */
  readonly y: readonly ArrayLike<number>[] | null
  /** The network whose weights are trained. */
  readonly network: tf.LayersModel
  /** The model's outputs for a batch; the network's outputs for its inputs by default. */
  readonly forward?: (batch: Batch) => tf.Tensor2D
  /** What is found once for each row before the first step, such as its symmetry: the run may be aborted between two rows. */
  readonly prepare?: (row: number) => void
  /** What tells the model from others of the same network, where it has a `forward` of its own; short, for checkpoints. */
  readonly run?: string
}

/**
 * Trains a model on rows in seeded minibatches; returns the loss of every step.
 *
 * @returns one number for each step
 * @throws RepresentationMismatchError | InvalidArgumentError for rows of the wrong length, NaN, or empty data, and for a network of other
 * shapes than [batch, dim ρ_in] → [batch, dim ρ_out], unless it has a `forward`
 * @throws InvalidFileError if a checkpoint is damaged, or of another run, saying in what
 * @throws NotConvergedError if the loss, its gradient or a weight is not finite, after the last step too; the weights are then the last good ones
 * @throws AbortedError if the signal aborts
 * @throws BusyError if the network is being trained, or shares weights with one that is, also by TensorFlow.js' own `fit`
 * @throws DisposedError if the network was freed, before the run or in its course
 * @remarks O(epochs · rows · cost of the network and its gradient).
 *
 * @example
 * ```ts
 * import { emlp, fitRows } from '@buridan/emlp'
 * import { cyclic, tensor } from '@buridan/groups'
 * const V = tensor(cyclic(3), 1)
 * const { network, repIn, repOut } = emlp({ repIn: V, repOut: V, hidden: 12, layers: 0, seed: 0 })
 * const losses = await fitRows({ repIn, repOut, network, x: [[1, 0, 0]], y: [[0, 1, 0]] }, { epochs: 3 })
 * console.log(losses.length) // → 3
 * network.dispose()
 * ```
 */
export async function fitRows(data: FitData, options: FitOptions = {}): Promise<Float64Array> {
  knownOptions(options, OPTIONS, 'fit')
  const { repIn, repOut, network } = knownOptions(objectOf(data, 'data'), DATA, 'fitRows')
  expectAlive(network)
  const { forward = ({ inputs }: Batch) => network.apply(inputs, { training: true }) as tf.Tensor2D } = data
  for (const [what, value] of [
    ['forward', data.forward],
    ['prepare', data.prepare],
    ['loss', options.loss],
  ] as const) {
    if (value !== undefined && typeof value !== 'function')
      throw new InvalidArgumentError(
        `${what} is ${shown(value)}; it must be a function${what === 'loss' ? ' such as squaredError' : ''}`,
      )
  }
  const inputs = checkedRows(data.x, repIn, 'x')
  const labels = data.y === null ? undefined : checkedRows(data.y, repOut, 'y')
  if (labels && inputs.length !== labels.length) {
    throw new InvalidArgumentError(`x has ${inputs.length} rows and y ${labels.length}; they must pair up`)
  }
  const { epochs = 100, batchSize = inputs.length, loss = squaredError, seed = 0, ...rest } = options
  integerIn(epochs, 1, 1e9, 'epochs')
  integerIn(batchSize, 1, Number.MAX_SAFE_INTEGER, 'batchSize')
  integerIn(seed, -(2 ** 31), 2 ** 32 - 1, 'seed')
  const perEpoch = Math.ceil(inputs.length / batchSize)
  const rowsOf = (rows: readonly Float64Array[], indices: readonly number[], dim: number) =>
    rowsToTensor(
      indices.map((i) => rows[i]!),
      dim,
    )
  const variables = trainableVariables(network)
  if (data.forward === undefined) expectNetworkShapes(network, repIn, repOut)
  const others = otherVariables(network)
  const stepwise = stepwiseLayers(network)
  let order: number[][] = []
  let ordered = -1
  // found out only where it is needed
  const identity = rest.checkpoint
    ? {
        seed,
        batchSize,
        data: dataIdentity(inputs, labels),
        network: networkIdentity(network, repIn, repOut),
        drawing: drawingIdentity(network),
        model: data.run === undefined ? null : short(stringOf(data.run, 'run')),
      }
    : {}
  const run: MinimizeOptions = {
    ...rest,
    steps: epochs * perEpoch,
    variables,
    loss: (step) => {
      const epoch = Math.floor(step / perEpoch)
      if (epoch !== ordered) order = batches(inputs.length, batchSize, streamOf(seed, epoch, 0))
      ordered = epoch
      for (const layer of stepwise) layer.beginStep(step)
      const indices = order[step % perEpoch]!
      const batch: Batch = {
        indices,
        inputs: rowsOf(inputs, indices, repIn.dim),
        labels: labels && rowsOf(labels, indices, repOut.dim),
        random: streamOf(seed, step, 1),
        progress: step / (epochs * perEpoch),
      }
      return regularized(loss(forward(batch), batch), network)
    },
  }
  return minimizeRun(run, identity, { network, others, rows: inputs.length, prepare: data.prepare })
}

/** A loss and what the layers' regularizers add, as in the models' own `fit`. */
function regularized(loss: tf.Scalar, network: tf.LayersModel): tf.Scalar {
  // what is no scalar is refused by who asked for it
  if (!(loss instanceof tf.Tensor && loss.rank === 0)) return loss
  return regularizers(network).reduce<tf.Scalar>((sum, penalty) => tf.add(sum, penalty), loss)
}

const DATA = {
  repIn: true,
  repOut: true,
  x: true,
  y: true,
  network: true,
  forward: true,
  prepare: true,
  run: true,
} as const satisfies { readonly [K in keyof Required<FitData>]: true }

const OPTIONS = {
  epochs: true,
  batchSize: true,
  learningRate: true,
  clipNorm: true,
  loss: true,
  seed: true,
  checkpoint: true,
  signal: true,
  onProgress: true,
} as const satisfies { readonly [K in keyof Required<FitOptions>]: true }

/** A source of random numbers for the epoch or the step of a number: a run that is resumed needs none of those before. */
function streamOf(seed: number, number: number, purpose: number): Rng {
  return rng((Math.imul(seed, 0x9e3779b1) ^ Math.imul(2 * number + purpose, 0x85ebca77)) | 0)
}
