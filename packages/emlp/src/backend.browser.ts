import * as tf from '@tensorflow/tfjs'

/** In a browser TensorFlow.js picks its own backend (webgl where there is one, else cpu). */
export async function prepareBackend(): Promise<string> {
  await tf.ready()
  return tf.getBackend()
}
