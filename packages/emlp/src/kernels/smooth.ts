import * as tf from '@tensorflow/tfjs'

/**
 * σ(x) that can be differentiated any number of times. TensorFlow.js keeps the output of its own for the gradient and
 * loses on the way that it depends on x, so that second derivatives lack a term.
 */
export function smoothSigmoid(x: tf.Tensor): tf.Tensor {
  const sigmoid = tf.customGrad((...args) => {
    const [input, save] = args as [tf.Tensor, tf.GradSaveFunc]
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

/** tanh(x), as {@link smoothSigmoid}; of its own and not by σ, which of small numbers has too few digits. */
export function smoothTanh(x: tf.Tensor): tf.Tensor {
  const tanh = tf.customGrad((...args) => {
    const [input, save] = args as [tf.Tensor, tf.GradSaveFunc]
    save([input])
    return {
      value: tf.tanh(input),
      gradFunc: (dy: tf.Tensor | tf.Tensor[], saved: tf.Tensor[]) =>
        tf.mul(dy as tf.Tensor, tf.sub(1, tf.square(smoothTanh(saved[0]!)))),
    }
  })
  return tanh(x)
}

/** log(1 + eˣ), as {@link smoothSigmoid}: the gradient of TensorFlow.js' own is by its own σ. */
export function smoothSoftplus(x: tf.Tensor): tf.Tensor {
  const softplus = tf.customGrad((...args) => {
    const [input, save] = args as [tf.Tensor, tf.GradSaveFunc]
    save([input])
    return {
      value: tf.softplus(input),
      gradFunc: (dy: tf.Tensor | tf.Tensor[], saved: tf.Tensor[]) =>
        tf.mul(dy as tf.Tensor, smoothSigmoid(saved[0]!)),
    }
  })
  return softplus(x)
}
