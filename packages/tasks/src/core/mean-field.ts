import * as tf from '@tensorflow/tfjs'

/**
 * The temperature of an annealed run: from the start's, falling linearly, to 0 for the last part of training, from `cooled` on.
 *
 * At a temperature T the energy of independent ±1 variables of means m has the entropy to beat: E(m) − T S(m). From above the
 * temperature at which order sets in, the mode of least energy grows first, and not the first that a step happens upon.
 */
export function temperature(start: number, progress: number, cooled = 0.9): number {
  return start * Math.max(0, 1 - progress / cooled)
}

/** Σ over the last axis of the entropy of ±1 variables of means tanh z, in nats, [batch, n] → [batch]; weighted if asked for. */
export function spinEntropy(z: tf.Tensor2D, weights?: tf.Tensor2D): tf.Tensor1D {
  return tf.tidy(() => {
    // H = log(2 cosh z) − z tanh z, without overflow
    const size = tf.abs(z)
    const logCosh = tf.add(size, tf.softplus(tf.mul(size, -2)))
    const entropy = tf.sub(logCosh, tf.mul(z, tf.tanh(z)))
    return tf.sum(weights ? tf.mul(entropy, weights) : entropy, 1) as tf.Tensor1D
  })
}
