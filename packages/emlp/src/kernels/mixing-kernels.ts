import * as tf from '@tensorflow/tfjs'
import { inMainMemory, registerMainMemoryKernel, run } from './memory.js'
import { mixByGraph } from './mixing-graph.js'
import { mixBackward, mixForward, mixWeights } from './mixing-math.js'
import type { MixingPlan } from './mixing-plan.js'
import { all } from './tensor-memory.js'

/**
 * The trilinear form τ(w, x, z) = zᵀ W(w) [x, 1] of an affine equivariant map as three kernels, each its gradient in one
 * argument: forward (z), backward (x) and weights (w). Their own gradients are the other two, so that they can be
 * differentiated any number of times.
 */
const FORWARD = 'BuridanMix'
const BACKWARD = 'BuridanMixBackward'
const WEIGHTS = 'BuridanMixWeights'

/** y = W(w) [x, 1] for rows x, [batch, inputs] → [batch, outputs]; differentiable. */
export function mix(plan: MixingPlan, x: tf.Tensor2D, w: tf.Tensor1D): tf.Tensor2D {
  if (!inMainMemory()) return mixByGraph(plan, x, w)
  return run(FORWARD, { x, w }, { plan, affine: true }) as tf.Tensor2D
}

interface Attributes {
  readonly plan: MixingPlan
  /** Whether the constant 1 is read: gradients of the form in x have none. */
  readonly affine: boolean
}

const attributesOf = (attrs: object) => attrs as Attributes

function forward(inputs: Record<string, tf.Tensor>, plan: MixingPlan, affine: boolean): tf.Tensor {
  return run(FORWARD, inputs, { plan, affine }) as tf.Tensor
}

function backward(inputs: Record<string, tf.Tensor>, plan: MixingPlan): tf.Tensor {
  return run(BACKWARD, inputs, { plan }) as tf.Tensor
}

function weights(inputs: Record<string, tf.Tensor>, plan: MixingPlan, affine: boolean): tf.Tensor {
  return run(WEIGHTS, inputs, { plan, affine }) as tf.Tensor
}

registerMainMemoryKernel(FORWARD, (memory, { x, w }, attrs) => {
  const { plan, affine } = attributesOf(attrs)
  return mixForward(memory, plan, affine, x!, all(w!))
})
registerMainMemoryKernel(BACKWARD, (memory, { z, w }, attrs) =>
  mixBackward(memory, attributesOf(attrs).plan, z!, all(w!)),
)
registerMainMemoryKernel(WEIGHTS, (memory, { x, z }, attrs) => {
  const { plan, affine } = attributesOf(attrs)
  return mixWeights(memory, plan, affine, x!, z!)
})

tf.registerGradient({
  kernelName: FORWARD,
  inputsToSave: ['x', 'w'],
  gradFunc: (dy, saved, attrs) => {
    const [x, w] = saved as [tf.Tensor, tf.Tensor]
    const { plan, affine } = attributesOf(attrs)
    const z = dy as tf.Tensor
    return { x: () => backward({ z, w }, plan), w: () => weights({ x, z }, plan, affine) }
  },
})
tf.registerGradient({
  kernelName: BACKWARD,
  inputsToSave: ['z', 'w'],
  gradFunc: (dy, saved, attrs) => {
    const [z, w] = saved as [tf.Tensor, tf.Tensor]
    const { plan } = attributesOf(attrs)
    const x = dy as tf.Tensor
    return { z: () => forward({ x, w }, plan, false), w: () => weights({ x, z }, plan, false) }
  },
})
tf.registerGradient({
  kernelName: WEIGHTS,
  inputsToSave: ['x', 'z'],
  gradFunc: (dy, saved, attrs) => {
    const [x, z] = saved as [tf.Tensor, tf.Tensor]
    const { plan, affine } = attributesOf(attrs)
    const w = dy as tf.Tensor
    return { x: () => backward({ z, w }, plan), z: () => forward({ x, w }, plan, affine) }
  },
})
