import * as tf from '@tensorflow/tfjs'
import { inMainMemory, nestedGradients, registerMainMemoryKernel, run, tensorsOf } from './memory.js'
import { multiplyByGraph } from './product-graph.js'
import { productForward, productGradient } from './product-math.js'
import type { ProductPlan } from './product-plan.js'
import { all } from './tensor-memory.js'

const PRODUCT = 'BuridanProduct'
const GRADIENT = 'BuridanProductGradient'

/** y = x + Σ W_c Q(U x_a ⊗ V x_b), [batch, dim] → [batch, dim]; differentiable. */
export function multiply(plan: ProductPlan, x: tf.Tensor2D, w: tf.Tensor1D): tf.Tensor2D {
  return inMainMemory() ? (run(PRODUCT, { x, w }, { plan }) as tf.Tensor2D) : multiplyByGraph(plan, x, w)
}

const planOf = (attrs: unknown) => (attrs as { plan: ProductPlan }).plan

registerMainMemoryKernel(PRODUCT, (memory, { x, w }, attrs) =>
  productForward(memory, planOf(attrs), x!, all(w!)),
)
registerMainMemoryKernel(GRADIENT, (memory, { x, w, dy }, attrs) =>
  productGradient(memory, planOf(attrs), x!, all(w!), dy!),
)

tf.registerGradient({
  kernelName: PRODUCT,
  inputsToSave: ['x', 'w'],
  gradFunc: (dy, saved, attrs) => {
    const [x, w] = saved as [tf.Tensor, tf.Tensor]
    const [dx, dw] = run(GRADIENT, { x, w, dy: dy as tf.Tensor }, { plan: planOf(attrs) }) as tf.Tensor[]
    return { x: () => dx!, w: () => dw! }
  },
})
// second derivatives come from the same function made of TensorFlow.js operations
tf.registerGradient({
  kernelName: GRADIENT,
  inputsToSave: ['x', 'w', 'dy'],
  gradFunc: (upstream, saved, attrs) => {
    const [ux, uw] = tensorsOf(upstream) as [tf.Tensor, tf.Tensor]
    const paired = (x: tf.Tensor, w: tf.Tensor, dy: tf.Tensor) => {
      const vjp = tf.grads((a, b) => multiplyByGraph(planOf(attrs), a as tf.Tensor2D, b as tf.Tensor1D))
      const [dx, dw] = vjp([x, w], dy) as [tf.Tensor, tf.Tensor]
      return tf.add(tf.sum(tf.mul(dx, ux)), tf.sum(tf.mul(dw, uw)))
    }
    const [x, w, dy] = nestedGradients(paired as (...args: tf.Tensor[]) => tf.Tensor, saved)
    return { x: () => x!, w: () => w!, dy: () => dy! }
  },
})
