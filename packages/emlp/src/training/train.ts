import { AbortedError, BuridanError, InvalidArgumentError, integerIn } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'

/** What a training run tells while it goes. */
export interface TrainingProgress {
  readonly step: number
  readonly steps: number
  readonly loss: number
}

/** Options of {@link minimize}. */
export interface MinimizeOptions {
  readonly steps: number
  /** The loss of a step, a scalar of the trainable weights; called inside a tidy. */
  readonly loss: (step: number) => tf.Scalar
  /** Adam's largest step size, 1e-3 by default: reached after a twentieth of the steps, then falling to zero along a cosine. */
  readonly learningRate?: number
  /** Gradients of a larger joint norm are scaled down to it; no limit by default. For losses with steep walls. */
  readonly clipNorm?: number
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: TrainingProgress) => void
}

const MAX_BLOCKED_MILLISECONDS = 30

/**
 * Minimizes a loss by Adam with a cosine schedule; returns the loss of every step. Gives way to other work every 30 ms,
 * so that an abort takes effect at once.
 *
 * @throws AbortedError if the signal aborts; the weights stay as the last whole step left them
 * @throws BuridanError if the loss or its gradient is not finite, naming the step; the weights stay those before it
 */
export async function minimize(options: MinimizeOptions): Promise<Float64Array> {
  const { steps, loss, learningRate = 1e-3, clipNorm, signal, onProgress } = options
  integerIn(steps, 1, 1e9, 'steps')
  if (typeof learningRate !== 'number' || !(learningRate > 0))
    throw new InvalidArgumentError(`learningRate is ${String(learningRate)}; it must be positive`)
  if (clipNorm !== undefined && !(clipNorm > 0))
    throw new InvalidArgumentError(`clipNorm is ${clipNorm}; it must be positive`)
  const optimizer = tf.train.adam(learningRate)
  const losses = new Float64Array(steps)
  let breath = performance.now()
  try {
    for (let step = 0; step < steps; step++) {
      if (signal?.aborted) throw new AbortedError(`training was aborted before step ${step} of ${steps}`)
      setLearningRate(optimizer, learningRate * schedule(step, steps))
      losses[step] = takeStep(optimizer, () => loss(step), step, clipNorm)
      onProgress?.({ step: step + 1, steps, loss: losses[step]! })
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

/** Warm-up over a twentieth of the steps, then half a cosine down. */
function schedule(step: number, steps: number): number {
  const warmup = Math.min(1, (step + 1) / Math.max(1, steps / 20))
  return warmup * 0.5 * (1 + Math.cos((Math.PI * step) / steps))
}

function takeStep(
  optimizer: tf.AdamOptimizer,
  loss: () => tf.Scalar,
  step: number,
  clipNorm: number | undefined,
): number {
  return tf.tidy(() => {
    const { value, grads } = tf.variableGrads(loss)
    const cost = value.dataSync()[0]!
    // checked before the weights move, so that they stay those of the last good step
    if (!Number.isFinite(cost)) {
      throw new BuridanError(
        'INVALID_ARGUMENT',
        `the loss is ${cost} at step ${step}: lower the learning rate or check the data`,
      )
    }
    const norm = jointNorm(grads)
    if (!Number.isFinite(norm)) {
      throw new BuridanError(
        'INVALID_ARGUMENT',
        `the gradient is ${norm} at step ${step}, with loss ${cost}: lower the learning rate or set clipNorm`,
      )
    }
    const clipped = clipNorm !== undefined && norm > clipNorm ? scaled(grads, clipNorm / norm) : grads
    optimizer.applyGradients(clipped as Parameters<tf.AdamOptimizer['applyGradients']>[0])
    return cost
  })
}

function jointNorm(grads: tf.NamedTensorMap): number {
  return Math.sqrt(tf.addN(Object.values(grads).map((g) => tf.sum(tf.square(g)))).dataSync()[0]!)
}

function scaled(grads: tf.NamedTensorMap, factor: number): tf.NamedTensorMap {
  return Object.fromEntries(Object.entries(grads).map(([name, g]) => [name, tf.mul(g, factor)]))
}

/** TensorFlow.js reads the field at every step but types it as protected. */
function setLearningRate(optimizer: tf.AdamOptimizer, value: number): void {
  ;(optimizer as unknown as { learningRate: number }).learningRate = value
}
