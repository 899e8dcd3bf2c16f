import { UnsupportedError } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'

/** The version whose insides this folder was written for, and tested with. */
const WRITTEN_FOR = '4.22.0'

/** Refuses a TensorFlow.js whose insides are not as this folder relies on. */
export function changed(inside: string): never {
  throw new UnsupportedError(
    `TensorFlow.js ${tf.version_core}: ${inside}, which the layers rely on; use version ${WRITTEN_FOR}`,
  )
}

/** Whether a value has all of these methods. */
export function hasMethods<K extends string>(
  value: unknown,
  names: readonly K[],
): value is Record<K, (...args: never[]) => unknown> {
  if (typeof value !== 'object' || value === null) return false
  return names.every((name) => typeof Reflect.get(value, name) === 'function')
}
