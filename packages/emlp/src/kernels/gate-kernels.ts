import * as tf from '@tensorflow/tfjs'
import { type GatePlan, gateForward, gateGradient } from './gate-math.js'
import { inMainMemory, nestedGradients, registerMainMemoryKernel, run, tensorsOf } from './memory.js'
import { smoothSigmoid } from './smooth.js'

const GATE = 'BuridanGate'
const GRADIENT = 'BuridanGateGradient'

/** y_i = x_i σ(x_gate(i)), [batch, inputs] → [batch, outputs]; differentiable. */
export function gate(plan: GatePlan, x: tf.Tensor2D): tf.Tensor2D {
  return inMainMemory()
    ? ((run(GATE, { x }, { plan }) as tf.Tensor[])[0] as tf.Tensor2D)
    : gateByGraph(plan, x)
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

registerMainMemoryKernel(GATE, (memory, { x }, attrs) => {
  const { y, s } = gateForward(memory, planOf(attrs), x!)
  return [y, s]
})
registerMainMemoryKernel(GRADIENT, (memory, { x, s, dy }, attrs) =>
  gateGradient(memory, planOf(attrs), x!, s!, dy!),
)

tf.registerGradient({
  kernelName: GATE,
  inputsToSave: ['x'],
  outputsToSave: [false, true],
  gradFunc: (dys, saved, attrs) => {
    const [x, s] = saved as [tf.Tensor, tf.Tensor]
    const dy = tensorsOf(dys)[0]!
    return { x: () => run(GRADIENT, { x, s, dy }, { plan: planOf(attrs) }) as tf.Tensor }
  },
})
// second derivatives come from the same function made of TensorFlow.js operations
tf.registerGradient({
  kernelName: GRADIENT,
  inputsToSave: ['x', 'dy', 's'],
  gradFunc: (upstream, saved, attrs) => {
    const paired = (x: tf.Tensor, dy: tf.Tensor) => {
      const vjp = tf.grad((v) => gateByGraph(planOf(attrs), v as tf.Tensor2D))
      return tf.sum(tf.mul(vjp(x, dy), upstream as tf.Tensor))
    }
    const [x, dy] = nestedGradients(paired as (...args: tf.Tensor[]) => tf.Tensor, saved.slice(0, 2))
    // what depends on x through s is in the derivative by x
    return { x: () => x!, dy: () => dy!, s: () => tf.zerosLike(saved[2]!) }
  },
})
