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

/**
 * Whether two tensors are of the same numbers in memory. A variable that was not assigned to is of those of its copy where the backend does
 * not copy them, as that of wasm does; one that was assigned to never is.
 */
export function shareNumbers(a: tf.Tensor, b: tf.Tensor): boolean {
  return a.dataId === b.dataId
}
