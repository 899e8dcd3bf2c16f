import * as tf from '@tensorflow/tfjs'
import {
  type Info,
  inMainMemory,
  type Memory,
  mainMemoryKernel,
  nestedGradients,
} from '../tensorflow/adapter.js'
import { gate, gateByGraph } from './gate-kernels.js'
import { type GatePlan, gateForward, gateGradient } from './gate-math.js'
import { mix } from './mixing-kernels.js'
import { mixBackward, mixForward, mixWeights } from './mixing-math.js'
import type { MixingPlan } from './mixing-plan.js'
import { multiplyByGraph } from './product-graph.js'
import { multiply } from './product-kernels.js'
import { productForward, productGradient } from './product-math.js'
import type { ProductPlan } from './product-plan.js'
import { wholeWeights } from './weights.js'

/** Linear, bilinear and gate one after the other, in one operation: small networks spend their time on calls. */
export interface BlockPlan {
  readonly mixing: MixingPlan
  readonly products: ProductPlan
  readonly gates: GatePlan
}

/** The block's output for rows x; weights are those of the linear map, then those of the products. Differentiable. */
export function applyBlock(plan: BlockPlan, x: tf.Tensor2D, w: tf.Tensor1D): tf.Tensor2D {
  if (inMainMemory()) return block({ x, w }, plan)[0] as tf.Tensor2D
  return byParts(plan, x, w, multiply, gate)
}

/** The block as three operations. */
function byParts(
  { mixing, products, gates }: BlockPlan,
  x: tf.Tensor2D,
  w: tf.Tensor1D,
  multiplied: typeof multiply,
  gated: typeof gate,
): tf.Tensor2D {
  return tf.tidy(() => {
    const h = mix(mixing, x, tf.slice1d(w, 0, mixing.weightCount))
    const { weightCount } = products
    const p = weightCount > 0 ? multiplied(products, h, tf.slice1d(w, mixing.weightCount, weightCount)) : h
    return gated(gates, p)
  })
}

function productWeights(mixing: MixingPlan, info: Info) {
  return { info, at: mixing.weightCount }
}

const block = mainMemoryKernel<BlockPlan>({
  name: 'BuridanBlock',
  // the output, and what is between the parts: the gradient needs it
  body: (memory, { x, w }, { mixing, products, gates }) => {
    const h = mixForward(memory, mixing, true, x!, wholeWeights(w!))
    const p = products.weightCount > 0 ? productForward(memory, products, h, productWeights(mixing, w!)) : h
    const { y, s } = gateForward(memory, gates, p)
    return p === h ? [y, h, s] : [y, h, s, p]
  },
  gradient: {
    inputsToSave: ['x', 'w'],
    outputsToSave: [false, true, true, true],
    gradients: ([dy], saved, plan) => {
      const [x, w, h, s, p] = saved as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor | undefined]
      const [dx, dw] = gradient({ x, w, h, s, dy: dy!, ...(p ? { p } : {}) }, plan)
      return { x: () => dx!, w: () => dw! }
    },
  },
})

const gradient = mainMemoryKernel<BlockPlan>({
  name: 'BuridanBlockGradient',
  body: (memory, { x, w, h, s, p, dy }, plan) => blockGradient(memory, plan, x!, w!, h!, s!, p ?? h!, dy!),
  // second derivatives come from the same function made of parts that have them
  gradient: {
    inputsToSave: ['x', 'w', 'dy', 'h', 's'],
    gradients: (upstream, saved, plan) => {
      const [ux, uw] = upstream as [tf.Tensor, tf.Tensor]
      const paired = (x: tf.Tensor, w: tf.Tensor, dy: tf.Tensor) => {
        const vjp = tf.grads((a, b) =>
          byParts(plan, a as tf.Tensor2D, b as tf.Tensor1D, multiplyByGraph, gateByGraph),
        )
        const [dx, dw] = vjp([x, w], dy) as [tf.Tensor, tf.Tensor]
        return tf.add(tf.sum(tf.mul(dx, ux)), tf.sum(tf.mul(dw, uw)))
      }
      const [x, w, dy] = nestedGradients(paired as (...args: tf.Tensor[]) => tf.Tensor, saved.slice(0, 3))
      // what depends on x and w through h, s and p is in the derivatives by x and w
      const h = () => tf.zerosLike(saved[3]!)
      return { x: () => x!, w: () => w!, h, p: h, s: () => tf.zerosLike(saved[4]!), dy: () => dy! }
    },
  },
})

function blockGradient(
  memory: Memory,
  { mixing, products, gates }: BlockPlan,
  x: Info,
  w: Info,
  h: Info,
  s: Info,
  p: Info,
  dy: Info,
): Info[] {
  const dp = gateGradient(memory, gates, p, s, dy)
  const dw = memory.allocate([mixing.weightCount + products.weightCount])
  let dh = dp
  if (products.weightCount > 0) {
    const [below, weights] = productGradient(memory, products, h, productWeights(mixing, w), dp)
    memory.view(dw).set(memory.view(weights), mixing.weightCount)
    memory.free(weights)
    memory.free(dp)
    dh = below
  }
  const weights = mixWeights(memory, mixing, true, x, dh)
  memory.view(dw).set(memory.view(weights))
  const dx = mixBackward(memory, mixing, dh, wholeWeights(w))
  memory.free(weights)
  memory.free(dh)
  return [dx, dw]
}
