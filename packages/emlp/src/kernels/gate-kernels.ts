import * as tf from '@tensorflow/tfjs'
import { inMainMemory, mainMemoryKernel, nestedGradients } from '../tensorflow/adapter.js'
import { type GatePlan, gateForward, gateGradient } from './gate-math.js'
import { smoothSigmoid } from './smooth.js'

/** y_i = x_i σ(x_gate(i)), [batch, inputs] → [batch, outputs]; differentiable. */
export function gate(plan: GatePlan, x: tf.Tensor2D): tf.Tensor2D {
  return inMainMemory() ? (gated({ x }, plan)[0] as tf.Tensor2D) : gateByGraph(plan, x)
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

const gated = mainMemoryKernel<GatePlan>({
  name: 'BuridanGate',
  body: (memory, { x }, plan) => {
    const { y, s } = gateForward(memory, plan, x!)
    return [y, s]
  },
  gradient: {
    inputsToSave: ['x'],
    outputsToSave: [false, true],
    gradients: ([dy], saved, plan) => {
      const [x, s] = saved as [tf.Tensor, tf.Tensor]
      return { x: () => gradient({ x, s, dy: dy! }, plan)[0]! }
    },
  },
})

const gradient = mainMemoryKernel<GatePlan>({
  name: 'BuridanGateGradient',
  body: (memory, { x, s, dy }, plan) => gateGradient(memory, plan, x!, s!, dy!),
  // second derivatives come from the same function made of TensorFlow.js operations
  gradient: {
    inputsToSave: ['x', 'dy', 's'],
    gradients: ([upstream], saved, plan) => {
      const paired = (x: tf.Tensor, dy: tf.Tensor) => {
        const vjp = tf.grad((v) => gateByGraph(plan, v as tf.Tensor2D))
        return tf.sum(tf.mul(vjp(x, dy), upstream!))
      }
      const [x, dy] = nestedGradients(paired as (...args: tf.Tensor[]) => tf.Tensor, saved.slice(0, 2))
      // what depends on x through s is in the derivative by x
      return { x: () => x!, dy: () => dy!, s: () => tf.zerosLike(saved[2]!) }
    },
  },
})
