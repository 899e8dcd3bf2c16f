import * as tf from '@tensorflow/tfjs'
import { gate, gateByGraph } from './gate-kernels.js'
import { type GatePlan, gateForward, gateGradient } from './gate-math.js'
import { inMainMemory, nestedGradients, registerMainMemoryKernel, run, tensorsOf } from './memory.js'
import { mix } from './mixing-kernels.js'
import { mixBackward, mixForward, mixWeights } from './mixing-math.js'
import type { MixingPlan } from './mixing-plan.js'
import { multiplyByGraph } from './product-graph.js'
import { multiply } from './product-kernels.js'
import { productForward, productGradient } from './product-math.js'
import type { ProductPlan } from './product-plan.js'
import { all, type Info, type Memory } from './tensor-memory.js'

/** Linear, bilinear and gate one after the other, in one operation: small networks spend their time on calls. */
export interface BlockPlan {
  readonly mixing: MixingPlan
  readonly products: ProductPlan
  readonly gates: GatePlan
}

const BLOCK = 'BuridanBlock'
const GRADIENT = 'BuridanBlockGradient'

/** The block's output for rows x; weights are those of the linear map, then those of the products. Differentiable. */
export function applyBlock(plan: BlockPlan, x: tf.Tensor2D, w: tf.Tensor1D): tf.Tensor2D {
  if (inMainMemory()) return (run(BLOCK, { x, w }, { plan }) as tf.Tensor[])[0] as tf.Tensor2D
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

const planOf = (attrs: unknown) => (attrs as { plan: BlockPlan }).plan

/** The output, and what is between the parts: the gradient needs it. */
registerMainMemoryKernel(BLOCK, (memory, { x, w }, attrs) => {
  const { mixing, products, gates } = planOf(attrs)
  const h = mixForward(memory, mixing, true, x!, all(w!))
  const p = products.weightCount > 0 ? productForward(memory, products, h, productWeights(mixing, w!)) : h
  const { y, s } = gateForward(memory, gates, p)
  return p === h ? [y, h, s] : [y, h, s, p]
})

function productWeights(mixing: MixingPlan, info: Info) {
  return { info, at: mixing.weightCount }
}

registerMainMemoryKernel(GRADIENT, (memory, inputs, attrs) => blockGradient(memory, planOf(attrs), inputs))

function blockGradient(memory: Memory, plan: BlockPlan, { x, w, h, s, p, dy }: Record<string, Info>): Info[] {
  const { mixing, products, gates } = plan
  const dp = gateGradient(memory, gates, p ?? h!, s!, dy!)
  const dw = memory.allocate([mixing.weightCount + products.weightCount])
  let dh = dp
  if (products.weightCount > 0) {
    const [below, weights] = productGradient(memory, products, h!, productWeights(mixing, w!), dp)
    memory.view(dw).set(memory.view(weights), mixing.weightCount)
    memory.free(weights)
    memory.free(dp)
    dh = below
  }
  const weights = mixWeights(memory, mixing, true, x!, dh)
  memory.view(dw).set(memory.view(weights))
  const dx = mixBackward(memory, mixing, dh, all(w!))
  memory.free(weights)
  memory.free(dh)
  return [dx, dw]
}

tf.registerGradient({
  kernelName: BLOCK,
  inputsToSave: ['x', 'w'],
  outputsToSave: [false, true, true, true],
  gradFunc: (dys, saved, attrs) => {
    const [x, w, h, s, p] = saved as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor | undefined]
    const dy = tensorsOf(dys)[0]!
    const inputs = { x, w, h, s, dy, ...(p ? { p } : {}) }
    const [dx, dw] = run(GRADIENT, inputs, { plan: planOf(attrs) }) as tf.Tensor[]
    return { x: () => dx!, w: () => dw! }
  },
})
// second derivatives come from the same function made of parts that have them
tf.registerGradient({
  kernelName: GRADIENT,
  inputsToSave: ['x', 'w', 'dy', 'h', 's'],
  gradFunc: (upstream, saved, attrs) => {
    const [ux, uw] = tensorsOf(upstream) as [tf.Tensor, tf.Tensor]
    const plan = planOf(attrs)
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
})
