import * as tf from '@tensorflow/tfjs'
import { fromSpec } from '../model/spec.js'

/**
 * Base of the layers whose configuration holds representations: `getConfig` saves them by `toSpec`, and they are read
 * back here.
 */
export abstract class RepresentationLayer extends tf.layers.Layer {
  constructor(options: { readonly name?: string }) {
    super(options.name === undefined ? {} : { name: options.name })
  }

  static override fromConfig<T extends tf.serialization.Serializable>(
    cls: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T {
    const options = Object.entries(config).map(([key, value]) => [key, isSpec(key) ? fromSpec(value) : value])
    return new cls(Object.fromEntries(options))
  }
}

function isSpec(key: string): boolean {
  return key === 'rep' || key === 'repIn' || key === 'repOut'
}
