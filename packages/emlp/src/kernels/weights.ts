import type { Info, MatrixMemory } from '../tensorflow/adapter.js'

/** Weights that start at a place in a tensor. */
export interface Weights {
  readonly info: Info
  readonly at: number
}

/** The whole of a tensor as weights. */
export function wholeWeights(info: Info): Weights {
  return { info, at: 0 }
}

/** A view of weights, good as long as one of the tensor. */
export function viewOf(memory: MatrixMemory, { info, at }: Weights): Float32Array {
  const view = memory.view(info)
  return at === 0 ? view : view.subarray(at)
}
