import * as tf from '@tensorflow/tfjs'
import { inMainMemory, mainMemoryKernel, nestedGradients } from '../tensorflow/adapter.js'
import { multiplyByGraph } from './product-graph.js'
import { productForward, productGradient } from './product-math.js'
import type { ProductPlan } from './product-plan.js'
import { wholeWeights } from './weights.js'

/** y = x + Σ W_c Q(U x_a ⊗ V x_b), [batch, dim] → [batch, dim]; differentiable. */
export function multiply(plan: ProductPlan, x: tf.Tensor2D, w: tf.Tensor1D): tf.Tensor2D {
  return inMainMemory() ? (product({ x, w }, plan)[0] as tf.Tensor2D) : multiplyByGraph(plan, x, w)
}

const product = mainMemoryKernel<ProductPlan>({
  name: 'BuridanProduct',
  body: (memory, { x, w }, plan) => productForward(memory, plan, x!, wholeWeights(w!)),
  gradient: {
    inputsToSave: ['x', 'w'],
    gradients: ([dy], saved, plan) => {
      const [x, w] = saved as [tf.Tensor, tf.Tensor]
      const [dx, dw] = gradient({ x, w, dy: dy! }, plan)
      return { x: () => dx!, w: () => dw! }
    },
  },
})

const gradient = mainMemoryKernel<ProductPlan>({
  name: 'BuridanProductGradient',
  body: (memory, { x, w, dy }, plan) => productGradient(memory, plan, x!, wholeWeights(w!), dy!),
  // second derivatives come from the same function made of TensorFlow.js operations
  gradient: {
    inputsToSave: ['x', 'w', 'dy'],
    gradients: (upstream, saved, plan) => {
      const [ux, uw] = upstream as [tf.Tensor, tf.Tensor]
      const paired = (x: tf.Tensor, w: tf.Tensor, dy: tf.Tensor) => {
        const vjp = tf.grads((a, b) => multiplyByGraph(plan, a as tf.Tensor2D, b as tf.Tensor1D))
        const [dx, dw] = vjp([x, w], dy) as [tf.Tensor, tf.Tensor]
        return tf.add(tf.sum(tf.mul(dx, ux)), tf.sum(tf.mul(dw, uw)))
      }
      const [x, w, dy] = nestedGradients(paired as (...args: tf.Tensor[]) => tf.Tensor, saved)
      return { x: () => x!, w: () => w!, dy: () => dy! }
    },
  },
})
