import { NotConvergedError } from '@buridan/constraints'
import { shown } from '@buridan/core'
import { DisposedError, InvalidArgumentError } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { type ResumableAdam, variableGradients } from '../tensorflow/adapter.js'
import { isThenable } from './until-aborted.js'

/** The loss of a step, as `minimize` takes it. */
export type StepLoss = (step: number) => tf.Scalar

/** What {@link GuardedSteps} needs of the options of `minimize`. */
interface GuardedOptions {
  readonly variables: readonly tf.Variable[]
  readonly loss: StepLoss
  readonly clipNorm: number | undefined
  readonly learningRate: number
  readonly steps: number
}

/**
 * How far a step of Adam takes a weight at most, in learning rates: by Cauchy and Schwarz |m|/√v ≤ (1 − β₁) / √((1 − β₂)(1 − β₁²/β₂)),
 * 7.3 for 0.9 and 0.999. So where weights stay below {@link SAFE} they need not be read after every step.
 */
const FARTHEST = 8
const SAFE = 1e38

/**
 * Steps of an optimizer that never leave weights behind at which the loss is not finite: before each step the weights are kept, and
 * they come back if the next loss, its gradient or the weights themselves are found not to be finite.
 */
export class GuardedSteps {
  readonly #optimizer: ResumableAdam
  readonly #variables: readonly tf.Variable[]
  readonly #loss: StepLoss
  readonly #clipNorm: number | undefined
  /** Whether steps are so large that weights may leave float32. */
  readonly #far: boolean
  /** The weights before the last step: the last at which loss and gradient were finite. They share memory until a step replaces them. */
  #kept: tf.Tensor[] = []

  constructor(optimizer: ResumableAdam, { variables, loss, clipNorm, learningRate, steps }: GuardedOptions) {
    this.#optimizer = optimizer
    this.#variables = variables
    this.#loss = loss
    this.#clipNorm = clipNorm
    let largest = 0
    for (const v of variables) for (const w of v.dataSync()) largest = Math.max(largest, Math.abs(w))
    this.#far = !(largest + FARTHEST * learningRate * steps < SAFE)
  }

  /** Makes a step, and returns the loss before it. @throws NotConvergedError if the loss or its gradient is not finite */
  take(step: number): number {
    return tf.tidy(() => {
      const { value, grads } = this.#gradients(step)
      const cost = value.dataSync()[0]!
      // checked before the weights move
      if (!Number.isFinite(cost)) this.#refuse(`the loss is ${cost} at step ${step}`, CHECK_DATA)
      if (Object.keys(grads).length === 0) return cost
      const norm = jointNorm(grads)
      if (!Number.isFinite(norm))
        this.#refuse(`the gradient is ${norm} at step ${step}, with loss ${cost}`, CLIP)
      this.#keep()
      const limit = this.#clipNorm
      this.#optimizer.apply(limit !== undefined && norm > limit ? scaled(grads, limit / norm) : grads)
      if (this.#far) this.#checkWeights(step)
      return cost
    })
  }

  /** The loss of a step and the norm of its gradient; nothing is changed. */
  probe(step: number): [number, number] {
    return tf.tidy(() => {
      const { value, grads } = this.#gradients(step)
      return [value.dataSync()[0]!, Object.keys(grads).length > 0 ? jointNorm(grads) : 0]
    })
  }

  /** Checks what no later step will: the weights after the last one, and the loss there. @throws NotConvergedError */
  checkLast(step: number): void {
    this.#checkWeights(step)
    const cost = tf.tidy(() => this.#cost(step).dataSync()[0]!)
    if (!Number.isFinite(cost)) this.#refuse(`the loss is ${cost} after the last step, ${step}`, LOWER)
  }

  /** @throws DisposedError if a weight is gone */
  checkAlive(step: number): void {
    if (this.#variables.every((v) => !v.isDisposed)) return
    throw new DisposedError(
      `the weights were freed at step ${step} of training; abort a run and wait for it before its model is disposed of`,
    )
  }

  #gradients(step: number): ReturnType<typeof variableGradients> {
    try {
      return variableGradients(() => this.#cost(step), this.#variables)
    } finally {
      this.checkAlive(step)
    }
  }

  /** The loss, checked to be a number that gradients can be taken of. */
  #cost(step: number): tf.Scalar {
    const cost: unknown = this.#loss(step)
    if (
      cost instanceof tf.Tensor &&
      cost.rank === 0 &&
      DIFFERENTIABLE.includes(cost.dtype) &&
      !cost.isDisposed
    )
      return cost as tf.Scalar
    // nobody else waits for it, and one that fails unheard would end the process
    if (isThenable(cost)) cost.then(undefined, () => {})
    throw new InvalidArgumentError(
      `the loss is ${described(cost)} at step ${step}; it must be a tf.Scalar, a tensor of one number and shape [], returned at once`,
    )
  }

  #checkWeights(step: number): void {
    for (const v of this.#variables) {
      const wrong = v.dataSync().find((w) => !Number.isFinite(w))
      if (wrong !== undefined) this.#refuse(`a weight is ${wrong} after step ${step}`, LOWER)
    }
  }

  dispose(): void {
    tf.dispose(this.#kept)
    this.#kept = []
  }

  #keep(): void {
    this.dispose()
    this.#kept = this.#variables.map((v) => tf.keep(v.clone()))
  }

  #refuse(what: string, advice: string): never {
    this.#kept.forEach((w, i) => {
      this.#variables[i]!.assign(w)
    })
    const weights =
      this.#kept.length > 0
        ? 'the weights are again those before the step that led there'
        : 'no weight was changed'
    throw new NotConvergedError(`${what}; ${weights}: ${advice}`)
  }
}

const DIFFERENTIABLE: readonly string[] = ['float32', 'int32']

function described(cost: unknown): string {
  if (isThenable(cost)) return 'a promise'
  if (!(cost instanceof tf.Tensor)) return shown(cost)
  return `a${cost.isDisposed ? ' disposed' : ''} tensor of shape [${cost.shape.join(', ')}] and dtype ${cost.dtype}`
}

const LOWER = 'lower the learning rate'
const CHECK_DATA = `${LOWER} or check the data`
const CLIP = `${LOWER} or set clipNorm`

function jointNorm(grads: tf.NamedTensorMap): number {
  // the wasm backend leaves sums of no numbers unwritten
  const full = Object.values(grads).filter((g) => g.size > 0)
  if (full.length === 0) return 0
  return Math.sqrt(tf.addN(full.map((g) => tf.sum(tf.square(g)))).dataSync()[0]!)
}

function scaled(grads: tf.NamedTensorMap, factor: number): tf.NamedTensorMap {
  return Object.fromEntries(Object.entries(grads).map(([name, g]) => [name, tf.mul(g, factor)]))
}
