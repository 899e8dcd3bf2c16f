import * as tf from '@tensorflow/tfjs'

/** The numbers of variables, one after the other. */
export function numbersOf(variables: readonly tf.Variable[]): Float32Array {
  const parts = variables.map((v) => v.dataSync() as Float32Array)
  const out = new Float32Array(parts.reduce((sum, p) => sum + p.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

/** Sets variables to numbers as {@link numbersOf} gives them. */
export function assignNumbers(variables: readonly tf.Variable[], values: Float32Array): void {
  let at = 0
  tf.tidy(() => {
    for (const v of variables) {
      v.assign(tf.tensor(values.slice(at, at + v.size), v.shape))
      at += v.size
    }
  })
}

/** What a variable was. */
export interface Snapshot {
  readonly copy: tf.Tensor
  /** Where its numbers were: elsewhere once it is assigned to. Backends may give the copy a place of its own, as that of wasm does. */
  readonly place: object
}

export function snapshotOf(variable: tf.Variable): Snapshot {
  return { copy: variable.clone(), place: variable.dataId }
}

/** Whether a variable was assigned to since. */
export function hasMoved(variable: tf.Variable, { place }: Snapshot): boolean {
  return variable.dataId !== place
}
