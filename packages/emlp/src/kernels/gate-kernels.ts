import * as tf from '@tensorflow/tfjs'
import { type GatePlan, gateForward, gateGradient } from './gate-math.js'
import { inMainMemory, nestedGradients, registerMainMemoryKernel, run } from './memory.js'
import { smoothSigmoid } from './smooth.js'

const GATE = 'BuridanGate'
const GRADIENT = 'BuridanGateGradient'

/** y_i = x_i σ(x_gate(i)), [batch, inputs] → [batch, outputs]; differentiable. */
export function gate(plan: GatePlan, x: tf.Tensor2D): tf.Tensor2D {
  return inMainMemory() ? (run(GATE, { x }, { plan }) as tf.Tensor2D) : gateByGraph(plan, x)
}

/** The same by TensorFlow.js operations alone: for other backends and second derivatives. */
export function gateByGraph({ inputs, outputs, source, gateOf }: GatePlan, x: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => {
    // a product with a selection: gather has no gradient on every backend
    const selection = new Float32Array(inputs * outputs)
    for (let i = 0; i < outputs; i++) selection[source[gateOf[i]!]! * outputs + i] = 1
    const gates = smoothSigmoid(tf.matMul(x, tf.tensor2d(selection, [inputs, outputs])))
    return tf.mul(tf.slice2d(x, [0, 0], [-1, outputs]), gates)
  })
}

const planOf = (attrs: unknown) => (attrs as { plan: GatePlan }).plan

registerMainMemoryKernel(GATE, (memory, { x }, attrs) => gateForward(memory, planOf(attrs), x!))
registerMainMemoryKernel(GRADIENT, (memory, { x, dy }, attrs) => gateGradient(memory, planOf(attrs), x!, dy!))

tf.registerGradient({
  kernelName: GATE,
  inputsToSave: ['x'],
  gradFunc: (dy, saved, attrs) => ({
    x: () => run(GRADIENT, { x: saved[0]!, dy: dy as tf.Tensor }, { plan: planOf(attrs) }) as tf.Tensor,
  }),
})
// second derivatives come from the same function made of TensorFlow.js operations
tf.registerGradient({
  kernelName: GRADIENT,
  inputsToSave: ['x', 'dy'],
  gradFunc: (upstream, saved, attrs) => {
    const paired = (x: tf.Tensor, dy: tf.Tensor) => {
      const vjp = tf.grad((v) => gateByGraph(planOf(attrs), v as tf.Tensor2D))
      return tf.sum(tf.mul(vjp(x, dy), upstream as tf.Tensor))
    }
    const [x, dy] = nestedGradients(paired as (...args: tf.Tensor[]) => tf.Tensor, saved)
    return { x: () => x!, dy: () => dy! }
  },
})
