import type * as tf from '@tensorflow/tfjs'
import { inMainMemory, mainMemoryKernel, type RunKernel } from '../tensorflow/adapter.js'
import { mixByGraph } from './mixing-graph.js'
import { mixBackward, mixForward, mixWeights } from './mixing-math.js'
import type { MixingPlan } from './mixing-plan.js'
import { wholeWeights } from './weights.js'

interface Attributes {
  readonly plan: MixingPlan
  /** Whether the constant 1 is read: gradients of the form in x have none. */
  readonly affine: boolean
}

/** y = W(w) [x, 1] for rows x, [batch, inputs] → [batch, outputs]; differentiable. */
export function mix(plan: MixingPlan, x: tf.Tensor2D, w: tf.Tensor1D): tf.Tensor2D {
  if (!inMainMemory()) return mixByGraph(plan, x, w)
  return forward({ x, w }, { plan, affine: true })[0] as tf.Tensor2D
}

/*
 * The trilinear form τ(w, x, z) = zᵀ W(w) [x, 1] of an affine equivariant map as three kernels, each its gradient in one
 * argument: forward (z), backward (x) and weights (w). Their own gradients are the other two, so that they can be
 * differentiated any number of times.
 */

const forward: RunKernel<Attributes> = mainMemoryKernel({
  name: 'BuridanMix',
  body: (memory, { x, w }, { plan, affine }) => mixForward(memory, plan, affine, x!, wholeWeights(w!)),
  gradient: {
    inputsToSave: ['x', 'w'],
    gradients: ([dy], saved, { plan, affine }) => {
      const [x, w] = saved as [tf.Tensor, tf.Tensor]
      const z = dy!
      return {
        x: () => backward({ z, w }, { plan, affine: false })[0]!,
        w: () => weights({ x, z }, { plan, affine })[0]!,
      }
    },
  },
})

const backward: RunKernel<Attributes> = mainMemoryKernel({
  name: 'BuridanMixBackward',
  body: (memory, { z, w }, { plan }) => mixBackward(memory, plan, z!, wholeWeights(w!)),
  gradient: {
    inputsToSave: ['z', 'w'],
    gradients: ([dy], saved, { plan }) => {
      const [z, w] = saved as [tf.Tensor, tf.Tensor]
      const x = dy!
      return {
        z: () => forward({ x, w }, { plan, affine: false })[0]!,
        w: () => weights({ x, z }, { plan, affine: false })[0]!,
      }
    },
  },
})

const weights: RunKernel<Attributes> = mainMemoryKernel({
  name: 'BuridanMixWeights',
  body: (memory, { x, z }, { plan, affine }) => mixWeights(memory, plan, affine, x!, z!),
  gradient: {
    inputsToSave: ['x', 'z'],
    gradients: ([dy], saved, { plan, affine }) => {
      const [x, z] = saved as [tf.Tensor, tf.Tensor]
      const w = dy!
      return {
        x: () => backward({ z, w }, { plan, affine: false })[0]!,
        z: () => forward({ x, w }, { plan, affine })[0]!,
      }
    },
  },
})
