import { createRequire } from 'node:module'
import { dirname, sep } from 'node:path'
import * as tf from '@tensorflow/tfjs'

/**
 * In Node the wasm backend, its binaries taken from the installed package; where it cannot start, the plain one. A
 * backend that the program has already chosen is left alone.
 */
export async function prepareBackend(): Promise<string> {
  if (tf.getBackend()) return tf.getBackend()
  try {
    const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm')
    const binaries = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'))
    setWasmPaths(binaries + sep)
    if (await tf.setBackend('wasm')) return 'wasm'
  } catch {
    // no wasm here: the plain backend computes the same, more slowly
  }
  await tf.setBackend('cpu')
  return 'cpu'
}
