import * as tf from '@tensorflow/tfjs'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url'
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url'
import threaded from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url'
import { BACKENDS, type Backend } from './backends.js'

/**
 * Makes the first backend that this browser is capable of the one that computes, the wanted one before others.
 *
 * @returns its name
 */
export async function pickBackend(wanted?: Backend): Promise<Backend> {
  setWasmPaths({
    'tfjs-backend-wasm.wasm': plain,
    'tfjs-backend-wasm-simd.wasm': simd,
    'tfjs-backend-wasm-threaded-simd.wasm': threaded,
  })
  const order = wanted ? [wanted, ...BACKENDS.filter((b) => b !== wanted)] : BACKENDS
  for (const name of order) {
    if (await works(name)) return name
  }
  throw new Error('this browser runs none of the backends of TensorFlow.js')
}

/** Whether a backend is there and computes what it should. */
async function works(name: Backend): Promise<boolean> {
  try {
    if (name === 'webgpu') {
      if (!('gpu' in navigator)) return false
      await import('@tensorflow/tfjs-backend-webgpu')
    }
    if (!(await tf.setBackend(name))) return false
    await tf.ready()
    const product = tf.tidy(() => tf.matMul(tf.tensor2d([[1, 2]]), tf.tensor2d([[3], [4]])))
    const [value] = await product.data()
    product.dispose()
    return value === 11
  } catch {
    return false
  }
}
