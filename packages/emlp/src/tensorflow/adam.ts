import * as tf from '@tensorflow/tfjs'
import { changed } from './inside.js'
import { assignNumbers, numbersOf } from './numbers.js'

/** A moment of one weight, as Adam keeps it. */
interface Moment {
  readonly originalName: string
  readonly variable: tf.Variable
}

/** What TensorFlow.js' Adam holds beside the weights; it types these as private. */
interface AdamInside {
  learningRate: number
  readonly beta1: number
  readonly beta2: number
  readonly accBeta1: tf.Variable
  readonly accBeta2: tf.Variable
  /** In the order of the weights, filled at the first step. */
  readonly accumulatedFirstMoment: Moment[]
  readonly accumulatedSecondMoment: Moment[]
}

function hasInside(adam: object): adam is AdamInside {
  const has = (key: string, is: (value: unknown) => boolean) => is(Reflect.get(adam, key))
  return (
    ['learningRate', 'beta1', 'beta2'].every((key) => has(key, (v) => typeof v === 'number')) &&
    ['accBeta1', 'accBeta2'].every((key) => has(key, (v) => v instanceof tf.Variable)) &&
    ['accumulatedFirstMoment', 'accumulatedSecondMoment'].every((key) => has(key, Array.isArray))
  )
}

function insideOf(adam: object): AdamInside {
  return hasInside(adam) ? adam : changed('Adam keeps its moments otherwise')
}

/**
 * TensorFlow.js' Adam on a fixed list of weights, with all its state as numbers: set again, the next steps are the same to
 * the last bit. (Its own `setWeights` computes the powers of β anew, and they come out differently.)
 */
export class ResumableAdam {
  readonly #adam: tf.AdamOptimizer
  readonly #inside: AdamInside
  readonly #variables: readonly tf.Variable[]

  constructor(variables: readonly tf.Variable[], learningRate: number) {
    this.#variables = variables
    this.#adam = tf.train.adam(learningRate)
    this.#inside = insideOf(this.#adam)
    for (const moments of [this.#inside.accumulatedFirstMoment, this.#inside.accumulatedSecondMoment]) {
      for (const v of variables) {
        moments.push({ originalName: v.name, variable: tf.tidy(() => tf.zerosLike(v).variable(false)) })
      }
    }
  }

  set learningRate(value: number) {
    this.#inside.learningRate = value
  }

  /** One step; weights without a gradient stay. */
  apply(gradients: tf.NamedTensorMap): void {
    const list = this.#variables.map(({ name }) => ({ name, tensor: gradients[name] ?? null }))
    // it skips those that are null, though its type has none
    this.#adam.applyGradients(list as Parameters<tf.AdamOptimizer['applyGradients']>[0])
  }

  /** Weights, first and second moments, and the powers of β, one after the other. */
  get state(): Float32Array {
    return numbersOf(this.#parts())
  }

  /** The number of entries of {@link state}. */
  get stateSize(): number {
    return this.#parts().reduce((sum, v) => sum + v.size, 0)
  }

  set state(values: Float32Array) {
    assignNumbers(this.#parts(), values)
  }

  /** Whether numbers may be a {@link state}: second moments are means of squares, and powers of β begin with β and fall. */
  mayBeState(values: Float32Array): boolean {
    const { beta1, beta2 } = this.#inside
    const size = (this.stateSize - 2) / 3
    const squares = values.subarray(2 * size, 3 * size)
    const isPower = (at: number, beta: number) => values[at]! >= 0 && values[at]! <= Math.fround(beta)
    return squares.every((v) => v >= 0) && isPower(3 * size, beta1) && isPower(3 * size + 1, beta2)
  }

  dispose(): void {
    this.#adam.dispose()
  }

  #parts(): tf.Variable[] {
    const { accBeta1, accBeta2, accumulatedFirstMoment, accumulatedSecondMoment } = this.#inside
    const moments = [...accumulatedFirstMoment, ...accumulatedSecondMoment].map((m) => m.variable)
    return [...this.#variables, ...moments, accBeta1, accBeta2]
  }
}
