import {
  AbortedError,
  arrayOf,
  BuridanError,
  InvalidArgumentError,
  integerIn,
  objectOf,
  shown,
} from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { type CheckpointOptions, decodeCheckpoint, encodeCheckpoint } from './checkpoint.js'
import { ResumableAdam } from './resumable-adam.js'

/** What a training run tells while it goes. */
export interface TrainingProgress {
  readonly step: number
  readonly steps: number
  readonly loss: number
}

/** Told after every step; a promise that it returns is waited for before the next one, to pause or to slow a run down. */
export type OnProgress = (progress: TrainingProgress) => unknown

/** Options of {@link minimize}. */
export interface MinimizeOptions {
  readonly steps: number
  /** The weights that are trained, such as `trainableVariables(network)`. */
  readonly variables: readonly tf.Variable[]
  /**
   * The loss of a step, a scalar of the weights; called inside a tidy. With checkpoints it must depend on the step's number
   * alone and not on what was called before.
   */
  readonly loss: (step: number) => tf.Scalar
  /** Adam's largest step size, 1e-3 by default: reached after a twentieth of the steps, then falling to zero along a cosine. */
  readonly learningRate?: number
  /** Gradients of a larger joint norm are scaled down to it; no limit by default. For losses with steep walls. */
  readonly clipNorm?: number
  /** Where the run is kept, to go on from if it is stopped. */
  readonly checkpoint?: CheckpointOptions
  /** What tells this run from others beside the options above, for checkpoints. */
  readonly run?: string
  readonly signal?: AbortSignal
  readonly onProgress?: OnProgress
}

const MAX_BLOCKED_MILLISECONDS = 30

/**
 * The trainable weights of a network.
 *
 * @example
 * ```ts
 * import { emlp, trainableVariables } from '@buridan/emlp'
 * import { cyclic, tensor } from '@buridan/groups'
 * const V = tensor(cyclic(3), 1)
 * const model = emlp({ repIn: V, repOut: V, hidden: 12, layers: 0, seed: 0 })
 * console.log(trainableVariables(model.network).length) // → 1
 * model.dispose()
 * ```
 */
export function trainableVariables(network: tf.LayersModel): tf.Variable[] {
  if (!Array.isArray(objectOf(network, 'a network').trainableWeights)) {
    throw new InvalidArgumentError(`the network is ${shown(network)}; it must be a tf.LayersModel`)
  }
  return network.trainableWeights.map((w) => w.read() as tf.Variable)
}

/**
 * Minimizes a loss by Adam with a cosine schedule; returns the loss of every step. Gives way to other work every 30 ms,
 * so that an abort takes effect at once. With a checkpoint it starts where the last run of the same options was stopped and
 * ends with the same weights, to the last bit, as a run that was not. A loss that no weight changes is no error: the weights stay.
 *
 * @throws AbortedError if the signal aborts; the weights stay as the last whole step left them
 * @throws BuridanError if the loss or its gradient is not finite, naming the step; the weights stay those before it
 * @throws InvalidFileError if the checkpoint is damaged, or of a run with other options
 */
export async function minimize(options: MinimizeOptions): Promise<Float64Array> {
  const {
    steps,
    variables,
    loss,
    learningRate = 1e-3,
    clipNorm,
    checkpoint,
    signal,
    onProgress,
  } = objectOf(options, 'options')
  integerIn(steps, 1, 1e9, 'steps')
  if (typeof learningRate !== 'number' || !(learningRate > 0))
    throw new InvalidArgumentError(`learningRate is ${shown(learningRate)}; it must be positive`)
  if (clipNorm !== undefined && !(typeof clipNorm === 'number' && clipNorm > 0))
    throw new InvalidArgumentError(`clipNorm is ${shown(clipNorm)}; it must be positive`)
  arrayOf(variables, 'variables').forEach((v, i) => {
    if (!(v instanceof tf.Variable)) {
      throw new InvalidArgumentError(`variables[${i}] is ${shown(v)}; it must be a tf.Variable`)
    }
  })
  if (typeof loss !== 'function')
    throw new InvalidArgumentError(`loss is ${shown(loss)}; it must be a function of the step`)
  if (onProgress !== undefined && typeof onProgress !== 'function')
    throw new InvalidArgumentError(`onProgress is ${shown(onProgress)}; it must be a function`)
  const every = integerIn(checkpoint?.every ?? 100, 1, 1e9, 'checkpoint.every')
  const run = JSON.stringify({ steps, learningRate, clipNorm: clipNorm ?? null, run: options.run ?? '' })
  const optimizer = new ResumableAdam(variables, learningRate)
  const losses = new Float64Array(steps)
  let breath = performance.now()
  try {
    const kept = await checkpoint?.store.read()
    let step = kept ? resume(kept, run, optimizer, losses) : 0
    while (step < steps) {
      if (signal?.aborted) throw new AbortedError(`training was aborted before step ${step} of ${steps}`)
      optimizer.learningRate = learningRate * schedule(step, steps)
      losses[step] = takeStep(optimizer, variables, loss, step, clipNorm)
      step++
      if (checkpoint && (step % every === 0 || step === steps)) {
        await checkpoint.store.write(encodeCheckpoint(run, { step, losses, state: optimizer.state }))
      }
      const pause = onProgress?.({ step, steps, loss: losses[step - 1]! })
      if (pause instanceof Promise) await pause
      if (performance.now() - breath > MAX_BLOCKED_MILLISECONDS) {
        await new Promise((resolve) => setTimeout(resolve))
        breath = performance.now()
      }
    }
  } finally {
    optimizer.dispose()
  }
  return losses
}

/** Sets weights, optimizer and losses to those of a checkpoint; returns the number of steps it had made. */
function resume(bytes: Uint8Array, run: string, optimizer: ResumableAdam, losses: Float64Array): number {
  const kept = decodeCheckpoint(bytes, run, optimizer.stateSize)
  optimizer.state = kept.state
  losses.set(kept.losses)
  return kept.step
}

/** Warm-up over a twentieth of the steps, then half a cosine down. */
function schedule(step: number, steps: number): number {
  const warmup = Math.min(1, (step + 1) / Math.max(1, steps / 20))
  return warmup * 0.5 * (1 + Math.cos((Math.PI * step) / steps))
}

function takeStep(
  optimizer: ResumableAdam,
  variables: readonly tf.Variable[],
  loss: (step: number) => tf.Scalar,
  step: number,
  clipNorm: number | undefined,
): number {
  return tf.tidy(() => {
    const { value, grads } = gradients(() => loss(step), variables)
    const cost = value.dataSync()[0]!
    // checked before the weights move, so that they stay those of the last good step
    if (!Number.isFinite(cost)) {
      throw new BuridanError(
        'INVALID_ARGUMENT',
        `the loss is ${cost} at step ${step}: lower the learning rate or check the data`,
      )
    }
    if (Object.keys(grads).length === 0) return cost
    const norm = jointNorm(grads)
    if (!Number.isFinite(norm)) {
      throw new BuridanError(
        'INVALID_ARGUMENT',
        `the gradient is ${norm} at step ${step}, with loss ${cost}: lower the learning rate or set clipNorm`,
      )
    }
    optimizer.apply(clipNorm !== undefined && norm > clipNorm ? scaled(grads, clipNorm / norm) : grads)
    return cost
  })
}

/** The loss and its gradients: none if it does not depend on the weights, as with a layer whose space of maps is 0. */
function gradients(
  loss: () => tf.Scalar,
  variables: readonly tf.Variable[],
): { value: tf.Scalar; grads: tf.NamedTensorMap } {
  if (variables.length === 0) return { value: loss(), grads: {} }
  try {
    return tf.variableGrads(loss, [...variables])
  } catch (error) {
    if (!(error instanceof Error && error.message.includes(UNCONNECTED))) throw error
    return { value: loss(), grads: {} }
  }
}

/** What TensorFlow.js says where a loss depends on no weight. */
const UNCONNECTED = 'Cannot find a connection between any variable'

function jointNorm(grads: tf.NamedTensorMap): number {
  return Math.sqrt(tf.addN(Object.values(grads).map((g) => tf.sum(tf.square(g)))).dataSync()[0]!)
}

function scaled(grads: tf.NamedTensorMap, factor: number): tf.NamedTensorMap {
  return Object.fromEntries(Object.entries(grads).map(([name, g]) => [name, tf.mul(g, factor)]))
}
