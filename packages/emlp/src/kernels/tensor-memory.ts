import type * as tf from '@tensorflow/tfjs'

/** What TensorFlow.js knows of a tensor inside a kernel. */
export type Info = tf.TensorInfo

/**
 * A backend's memory, for kernels. A view is good until the next allocation or product: wasm memory that grows moves.
 */
export interface Memory {
  /** Nanoseconds a multiplication takes in a matrix product. Measured, for the choice between ways to compute. */
  readonly multiplication: number
  /** A new tensor, not cleared. */
  allocate(shape: number[]): Info
  view(info: Info): Float32Array
  /** a · b for matrices. */
  multiply(a: Info, b: Info): Info
  /** a · b + bias, the bias one number a column. */
  multiplyAdd(a: Info, b: Info, bias: Info): Info
  sigmoid(x: Info): Info
  free(info: Info): void
}

/** Weights that start at a place in a tensor. */
export interface Weights {
  readonly info: Info
  readonly at: number
}

/** The whole of a tensor as weights. */
export function all(info: Info): Weights {
  return { info, at: 0 }
}

/** A view of weights, good as long as one of the tensor. */
export function viewOf(memory: Memory, { info, at }: Weights): Float32Array {
  const view = memory.view(info)
  return at === 0 ? view : view.subarray(at)
}
