import { NotConvergedError } from '@buridan/constraints'
import { shown } from '@buridan/core'
import { DisposedError, InvalidArgumentError } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import {
  hasMoved,
  type ResumableAdam,
  type Snapshot,
  snapshotOf,
  variableGradients,
} from '../tensorflow/adapter.js'
import { jointNorm, LARGEST_NORM, scaledTo } from './gradient-norm.js'
import { isThenable } from './until-aborted.js'

/** The loss of a step, as `minimize` takes it. */
export type StepLoss = (step: number) => tf.Scalar

/** What {@link GuardedSteps} needs of the options of `minimize`. */
interface GuardedOptions {
  readonly variables: readonly tf.Variable[]
  /** Weights that are not trained, but may move as the loss is computed, such as averages over batches. */
  readonly others: readonly tf.Variable[]
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
  readonly #others: readonly tf.Variable[]
  readonly #loss: StepLoss
  readonly #clipNorm: number | undefined
  /** Whether steps are so large that weights may leave float32. */
  readonly #far: boolean
  /**
   * All weights before the last step: the last at which loss and gradient were finite. They share memory until a step replaces them.
   */
  #kept: Snapshot[] = []

  constructor(
    optimizer: ResumableAdam,
    { variables, others, loss, clipNorm, learningRate, steps }: GuardedOptions,
  ) {
    this.#optimizer = optimizer
    this.#variables = variables
    this.#others = others
    this.#loss = loss
    this.#clipNorm = clipNorm
    let largest = 0
    for (const v of variables) for (const w of v.dataSync()) largest = Math.max(largest, Math.abs(w))
    this.#far = !(largest + FARTHEST * learningRate * steps < SAFE)
  }

  /** Makes a step, and returns the loss before it. @throws NotConvergedError if the loss or its gradient is not finite */
  take(step: number): number {
    return tf.tidy(() => {
      const before = this.#others.map(snapshotOf)
      const { value, grads } = this.#orBack(before, () => this.#gradients(step))
      const cost = value.dataSync()[0]!
      // checked before the weights move
      if (!Number.isFinite(cost)) this.#refuse(`the loss is ${cost} at step ${step}`, CHECK_DATA, before)
      if (Object.keys(grads).length === 0) return cost
      const norm = jointNorm(grads)
      if (!Number.isFinite(norm))
        this.#refuse(`the gradient is ${norm} at step ${step}, with loss ${cost}`, CHECK_LOSS, before)
      const limit = this.#clipNorm ?? Number.POSITIVE_INFINITY
      if (Math.min(norm, limit) > LARGEST_NORM) this.#refuseNorm(step, norm, before)
      this.#checkMoved(step, before)
      this.#keep(before)
      this.#optimizer.apply(norm > limit ? scaledTo(limit, norm, grads) : grads)
      if (this.#far) this.#checkWeights(step)
      return cost
    })
  }

  /** The loss of a step and the norm of its gradient; nothing is changed. */
  probe(step: number): [number, number] {
    return this.#asIfNever(() => {
      const { value, grads } = this.#gradients(step)
      return [value.dataSync()[0]!, Object.keys(grads).length > 0 ? jointNorm(grads) : 0]
    })
  }

  /** Checks what no later step will: the weights after the last one, and the loss there. @throws NotConvergedError */
  checkLast(step: number): void {
    this.#checkWeights(step)
    const cost = this.#asIfNever(() => this.#cost(step).dataSync()[0]!)
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

  /** Averages may leave float32 where the loss does not. */
  #checkMoved(step: number, before: readonly Snapshot[]): void {
    this.#others.forEach((v, i) => {
      if (!hasMoved(v, before[i]!)) return
      const wrong = v.dataSync().find((w) => !Number.isFinite(w))
      if (wrong !== undefined) this.#refuse(`an average is ${wrong} at step ${step}`, CHECK_DATA, before)
    })
  }

  #checkWeights(step: number): void {
    for (const v of this.#variables) {
      const wrong = v.dataSync().find((w) => !Number.isFinite(w))
      if (wrong !== undefined) this.#refuse(`a weight is ${wrong} after step ${step}`, LOWER)
    }
  }

  dispose(): void {
    tf.dispose(this.#kept.map(({ copy }) => copy))
    this.#kept = []
  }

  #keep(others: readonly Snapshot[]): void {
    this.dispose()
    this.#kept = [...this.#variables.map(snapshotOf), ...others]
    for (const { copy } of this.#kept) tf.keep(copy)
  }

  /** What a function tells; weights that it moves are put back. */
  #asIfNever<T extends tf.TensorContainer>(tell: () => T): T {
    return tf.tidy(() => {
      const before = this.#others.map(snapshotOf)
      try {
        return tell()
      } finally {
        putBack(this.#others, before)
      }
    })
  }

  /** What a function tells; weights that it moved before it failed are put back. */
  #orBack<T>(before: readonly Snapshot[], tell: () => T): T {
    try {
      return tell()
    } catch (error) {
      putBack(this.#others, before)
      throw error
    }
  }

  #refuseNorm(step: number, norm: number, before: readonly Snapshot[]): never {
    const limit = this.#clipNorm
    const clip =
      limit === undefined || limit === Number.POSITIVE_INFINITY
        ? 'set clipNorm, such as to 1'
        : `lower clipNorm, which is ${limit}`
    this.#refuse(
      `the gradient has norm ${norm.toPrecision(3)} at step ${step}, and Adam keeps squares, which float32 holds to 3.4e38`,
      `${clip}, or give data in a larger unit`,
      before,
    )
  }

  /** @param others - what the weights that are not trained were before the first step */
  #refuse(what: string, advice: string, others: readonly Snapshot[] = []): never {
    if (this.#kept.length > 0) putBack([...this.#variables, ...this.#others], this.#kept)
    else putBack(this.#others.slice(0, others.length), others)
    const weights =
      this.#kept.length > 0
        ? 'the weights are again those before the step that led there'
        : 'no weight was changed'
    throw new NotConvergedError(`${what}; ${weights}: ${advice}`)
  }
}

/** Sets variables to what they were; those that were freed meanwhile stay so, and those that did not move are not touched. */
function putBack(variables: readonly tf.Variable[], before: readonly Snapshot[]): void {
  variables.forEach((v, i) => {
    if (!v.isDisposed && hasMoved(v, before[i]!)) v.assign(before[i]!.copy)
  })
}

const DIFFERENTIABLE: readonly string[] = ['float32', 'int32']

function described(cost: unknown): string {
  if (isThenable(cost)) return 'a promise'
  if (!(cost instanceof tf.Tensor)) return shown(cost)
  return `a${cost.isDisposed ? ' disposed' : ''} tensor of shape [${cost.shape.join(', ')}] and dtype ${cost.dtype}`
}

const LOWER = 'lower the learning rate'
const CHECK_DATA = `${LOWER} or check the data`
/** No clipping scales what is not finite. */
const CHECK_LOSS = `${LOWER}, or check the loss and the data`
