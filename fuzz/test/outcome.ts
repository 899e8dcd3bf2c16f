import { BuridanError } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { limited } from '../harness/limited.js'

/** What must hold after a call whatever was put in: thrown errors typed, no NaN, no tensor left, no prototype changed. */
export async function expectOrderly(f: () => unknown, hasNaN: boolean): Promise<void> {
  const before = tf.memory().numTensors
  let result: unknown
  try {
    result = await limited(f)
  } catch (error) {
    if (!(error instanceof BuridanError)) {
      throw new Error(`an untyped error: ${error instanceof Error ? error.stack : String(error)}`)
    }
    result = undefined
  }
  try {
    if (!hasNaN && holdsNaN(result)) throw new Error('the result holds NaN')
  } finally {
    disposeAll(result)
  }
  const left = tf.memory().numTensors - before
  if (left > 0) throw new Error(`${left} tensors are left`)
  for (const key in {}) throw new Error(`Object.prototype has got ${key}`)
  for (const key in []) throw new Error(`Array.prototype has got ${key}`)
}

/** NaN among the numbers of a value, a few levels deep. */
export function holdsNaN(value: unknown, depth = 0): boolean {
  if (typeof value === 'number') return Number.isNaN(value)
  if (typeof value !== 'object' || value === null || depth > 4) return false
  if (value instanceof Float64Array || value instanceof Float32Array) return value.some(Number.isNaN)
  if (ArrayBuffer.isView(value)) return false
  if (Array.isArray(value)) return value.slice(0, 50).some((v) => holdsNaN(v, depth + 1))
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && depth > 0) return false
  return Object.values(value).some((v) => holdsNaN(v, depth + 1))
}

/** Frees what a call returned, as its caller has to. */
function disposeAll(value: unknown): void {
  if (Array.isArray(value)) for (const v of value) disposeAll(v)
  if (typeof value !== 'object' || value === null) return
  if ('network' in value && value.network instanceof tf.LayersModel && !('dispose' in value))
    disposeAll(value.network)
  if (value instanceof tf.LayersModel) {
    for (const layer of value.layers) if (layer.built) layer.dispose()
    return
  }
  // a layer that has not been built has nothing, and variables are those of the arguments
  if (value instanceof tf.Variable) return
  if (value instanceof tf.layers.Layer && !value.built) return
  const { dispose, isDisposed } = value as { dispose?: () => void; isDisposed?: boolean }
  if (typeof dispose === 'function' && !isDisposed) dispose.call(value)
}
