import * as tf from '@tensorflow/tfjs'

/** What TensorFlow.js' Adam holds beside the weights; it types these as private. */
interface AdamInside {
  learningRate: number
  accBeta1: tf.Variable
  accBeta2: tf.Variable
  accumulatedFirstMoment: { originalName: string; variable: tf.Variable }[]
  accumulatedSecondMoment: { originalName: string; variable: tf.Variable }[]
}

const insideOf = (adam: object) => adam as AdamInside

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
    assign(this.#parts(), values)
  }

  /** The weights alone, one after the other. */
  get weights(): Float32Array {
    return numbersOf(this.#variables)
  }

  set weights(values: Float32Array) {
    assign(this.#variables, values)
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

function numbersOf(variables: readonly tf.Variable[]): Float32Array {
  const parts = variables.map((v) => v.dataSync() as Float32Array)
  const out = new Float32Array(parts.reduce((sum, p) => sum + p.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

function assign(variables: readonly tf.Variable[], values: Float32Array): void {
  let at = 0
  tf.tidy(() => {
    for (const v of variables) {
      v.assign(tf.tensor(values.slice(at, at + v.size), v.shape))
      at += v.size
    }
  })
}
