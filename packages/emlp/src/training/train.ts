import { arrayOf, integerIn, knownOptions, objectOf, shown, stringOf, throwIfAborted } from '@buridan/core'
import { DisposedError, InvalidArgumentError } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { expectAlive } from '../layers/alive.js'
import { ResumableAdam, variableOf } from '../tensorflow/adapter.js'
import { Breath } from './breath.js'
import type { CheckpointOptions } from './checkpoint.js'
import { GuardedSteps } from './guarded-steps.js'
import { type RunIdentity, short } from './identity.js'
import { KeptRun } from './kept-run.js'
import { trainedAlone } from './trained-alone.js'
import { isThenable, untilAborted } from './until-aborted.js'

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
  /** The weights that are trained, of float32, such as `trainableVariables(network)`; one that is given twice counts once. */
  readonly variables: readonly tf.Variable[]
  /**
   * The loss of a step, a scalar of the weights; called inside a tidy. With checkpoints it must depend on the step's number
   * alone and not on what was called before.
   */
  readonly loss: (step: number) => tf.Scalar
  /** Adam's largest step size, 1e-3 by default, finite in float32: reached after a twentieth of the steps, then falling to zero along a cosine. */
  readonly learningRate?: number
  /** Gradients of a larger joint norm are scaled down to it; no limit by default. For losses with steep walls. */
  readonly clipNorm?: number
  /** Where the run is kept, to go on from if it is stopped. */
  readonly checkpoint?: CheckpointOptions
  /** What tells this run from others beside the options above, its first weights and the values of its loss, for checkpoints. */
  readonly run?: string
  readonly signal?: AbortSignal
  readonly onProgress?: OnProgress
}

/**
 * The trainable weights of a network.
 *
 * @throws InvalidArgumentError if the value is not a layers model
 * @throws DisposedError if it was freed
 * @remarks O(weights of the layers).
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
  expectAlive(network)
  return [...new Set(network.trainableWeights.map(variableOf))]
}

/** The weights that a network has beside the trained ones: frozen ones, and averages that move with each step. */
export function otherVariables(network: tf.LayersModel): tf.Variable[] {
  const trained = new Set(network.trainableWeights.map(variableOf))
  return [...new Set(network.weights.map(variableOf))].filter((v) => !trained.has(v))
}

/**
 * Minimizes a loss by Adam with a cosine schedule; returns the loss of every step. Gives way to other work every 30 ms,
 * so that an abort takes effect at once. With a checkpoint it starts where the same run was stopped and ends with the same
 * weights, to the last bit, as a run that was not; whether it is the same is decided by its options, the weights it starts from, and its
 * loss and gradient there at eight of the steps. A loss that no weight changes is no error: the weights stay.
 *
 * @returns one number for each step
 * @throws AbortedError if the signal aborts, within 100 ms also where `onProgress` or the store of checkpoints is waited for; the weights stay
 * as the last whole step left them. A step is not cut: one that takes longer is ended first
 * @throws BusyError if one of the weights, or the store of checkpoints, is in use by another run
 * @throws DisposedError if a weight was freed, before the run or in its course
 * @throws NotConvergedError if the loss, its gradient or a weight is not finite, at any step or after the last one, naming the step; the
 * weights are then the last at which loss and gradient were finite
 * @throws InvalidFileError if the checkpoint is damaged, or of another run, saying in what; the weights are not changed
 * @throws InvalidArgumentError if an option is not valid or not known, or the loss is not a tensor of one number
 * @remarks O(steps · cost of the loss and its gradient).
 *
 * @example
 * ```ts
 * import { minimize } from '@buridan/emlp'
 * import * as tf from '@tensorflow/tfjs'
 * const w = tf.variable(tf.scalar(1))
 * const loss = () => tf.square(w) as tf.Scalar
 * const losses = await minimize({ steps: 100, variables: [w], loss, learningRate: 0.1 })
 * console.log(losses.length, losses.at(-1)! < 0.01) // → 100 true
 * w.dispose()
 * ```
 */
export async function minimize(options: MinimizeOptions): Promise<Float64Array> {
  const { run } = knownOptions(options, OPTIONS, 'minimize')
  return minimizeRun(options, run === undefined ? {} : { run: short(stringOf(run, 'run')) })
}

const OPTIONS = {
  steps: true,
  variables: true,
  loss: true,
  learningRate: true,
  clipNorm: true,
  checkpoint: true,
  run: true,
  signal: true,
  onProgress: true,
} as const satisfies { readonly [K in keyof Required<MinimizeOptions>]: true }

/** What `fit` asks of a run beside what `minimize` does. */
export interface RunOfNetwork {
  /** It trains once at a time. */
  readonly network: tf.LayersModel
  /** Its weights that are not trained; some move all the same. */
  readonly others: readonly tf.Variable[]
  /** What is found once for each of so many rows, before the first step. */
  readonly rows: number
  readonly prepare?: ((row: number) => void) | undefined
}

/** {@link minimize} with what else tells the run from others. */
export async function minimizeRun(
  options: MinimizeOptions,
  identity: RunIdentity,
  of?: RunOfNetwork,
): Promise<Float64Array> {
  const {
    steps,
    variables: given,
    loss,
    learningRate = 1e-3,
    clipNorm,
    checkpoint,
    signal,
    onProgress,
  } = checked(options)
  // a weight that is given twice takes one step at a time
  const variables = [...new Set(given)]
  const others = of?.others ?? []
  const giveBack = trainedAlone(variables, of?.network)
  const breath = new Breath(signal)
  const aborted = (step: number) => `training was aborted before step ${step} of ${steps}`
  let [optimizer, guarded, kept]: [ResumableAdam?, GuardedSteps?, KeptRun?] = []
  try {
    for (let row = 0; of?.prepare && row < of.rows; row++) {
      throwIfAborted(signal, aborted(0))
      of.prepare(row)
      await breath.taken()
    }
    optimizer = new ResumableAdam(variables, learningRate)
    guarded = new GuardedSteps(optimizer, { variables, others, loss, clipNorm, learningRate, steps })
    const losses = new Float64Array(steps)
    const run = { steps, learningRate, clipNorm: clipNorm ?? null, ...identity }
    if (checkpoint)
      kept = new KeptRun({ checkpoint, run, steps, variables, others, optimizer, guarded, breath })
    let step = (await kept?.begin(losses)) ?? 0
    while (step < steps) {
      guarded.checkAlive(step)
      throwIfAborted(signal, aborted(step))
      optimizer.learningRate = learningRate * schedule(step, steps)
      losses[step] = guarded.take(step)
      if (step + 1 === steps) guarded.checkLast(step)
      step++
      const every = checkpoint?.every ?? 100
      if (kept && (step % every === 0 || step === steps)) await kept.write(step, losses)
      const pause = onProgress?.({ step, steps, loss: losses[step - 1]! })
      if (isThenable(pause)) await untilAborted(pause, signal, () => aborted(step))
      await breath.taken()
    }
    return losses
  } finally {
    kept?.stop()
    guarded?.dispose()
    optimizer?.dispose()
    giveBack()
  }
}

function checked(options: MinimizeOptions): MinimizeOptions {
  const { steps, variables, loss, learningRate, clipNorm, checkpoint, signal, onProgress } = objectOf(
    options,
    'options',
  )
  integerIn(steps, 1, 1e9, 'steps')
  if (learningRate !== undefined) checkRate(learningRate, 'learningRate')
  // no limit is a limit too
  if (clipNorm !== undefined && clipNorm !== Number.POSITIVE_INFINITY) checkRate(clipNorm, 'clipNorm')
  arrayOf(variables, 'variables').forEach((v, i) => {
    if (!(v instanceof tf.Variable)) {
      throw new InvalidArgumentError(`variables[${i}] is ${shown(v)}; it must be a tf.Variable`)
    }
    if (v.isDisposed) {
      throw new DisposedError(`variables[${i}] was disposed of; make the model anew, or load it, to train it`)
    }
    if (v.dtype !== 'float32') {
      throw new InvalidArgumentError(
        `variables[${i}] is of dtype ${v.dtype}; it must be of float32, in which steps of any size are made`,
      )
    }
  })
  if (typeof loss !== 'function')
    throw new InvalidArgumentError(`loss is ${shown(loss)}; it must be a function of the step`)
  if (onProgress !== undefined && typeof onProgress !== 'function')
    throw new InvalidArgumentError(`onProgress is ${shown(onProgress)}; it must be a function`)
  if (checkpoint !== undefined) {
    const { store, every = 1 } = knownOptions(
      objectOf(checkpoint, 'checkpoint'),
      { store: true, every: true },
      'checkpoint',
    )
    integerIn(every, 1, 1e9, 'checkpoint.every')
    const { read, write } = objectOf(store, 'checkpoint.store')
    if (typeof read !== 'function' || typeof write !== 'function')
      throw new InvalidArgumentError('checkpoint.store must have the methods read and write')
  }
  throwIfAborted(signal, 'training was aborted before it began')
  return options
}

/** Weights are numbers of float32: a rate that is 0 there moves none of them, and an infinite one takes them with it. */
function checkRate(value: unknown, what: string): void {
  const inFloat32 = typeof value === 'number' ? Math.fround(value) : Number.NaN
  if (inFloat32 > 0 && inFloat32 < Number.POSITIVE_INFINITY) return
  throw new InvalidArgumentError(
    `${what} is ${shown(value)}; it must be a positive number that float32 holds, from 1e-45 to 3.4e38`,
  )
}

/** Warm-up over a twentieth of the steps, then half a cosine down. */
function schedule(step: number, steps: number): number {
  const warmup = Math.min(1, (step + 1) / Math.max(1, steps / 20))
  return warmup * 0.5 * (1 + Math.cos((Math.PI * step) / steps))
}
