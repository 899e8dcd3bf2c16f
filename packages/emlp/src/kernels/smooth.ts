import * as tf from '@tensorflow/tfjs'

/**
 * σ(x) that can be differentiated any number of times. TensorFlow.js keeps the output of its own for the gradient and
 * loses on the way that it depends on x, so that second derivatives lack a term.
 */
export function smoothSigmoid(x: tf.Tensor): tf.Tensor {
  const sigmoid = tf.customGrad((...args) => {
    const [input, save] = args as unknown as [tf.Tensor, tf.GradSaveFunc]
    save([input])
    return {
      value: tf.sigmoid(input),
      gradFunc: (dy: tf.Tensor | tf.Tensor[], saved: tf.Tensor[]) => {
        const s = smoothSigmoid(saved[0]!)
        return tf.mul(dy as tf.Tensor, tf.mul(s, tf.sub(1, s)))
      },
    }
  })
  return sigmoid(x)
}

/** tanh(x), as {@link smoothSigmoid}. */
export function smoothTanh(x: tf.Tensor): tf.Tensor {
  return tf.sub(tf.mul(2, smoothSigmoid(tf.mul(2, x))), 1)
}
