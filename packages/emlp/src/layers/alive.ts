import { objectOf, shown } from '@buridan/core'
import { DisposedError, InvalidArgumentError, UnsupportedError } from '@buridan/groups'
import type * as tf from '@tensorflow/tfjs'
import { isDisposed, isForeign } from '../tensorflow/adapter.js'

/** Networks of which every layer was freed: those that have no weights look as they did before. */
const freed = new WeakSet<object>()

/** @throws InvalidArgumentError if it is not a layers model */
function expectNetwork(network: tf.LayersModel): void {
  if (!Array.isArray(objectOf(network, 'a network').layers)) {
    throw new InvalidArgumentError(`the network is ${shown(network)}; it must be a tf.LayersModel`)
  }
}

/** Refuses a network that was freed, as a whole or in a layer that has weights. @throws DisposedError | InvalidArgumentError */
export function expectAlive(network: tf.LayersModel): void {
  expectNetwork(network)
  if (!isFreed(network)) return
  throw new DisposedError('the model was disposed of; make it anew, or load it, to use it')
}

function isFreed(network: tf.LayersModel): boolean {
  // an input may be that of another network, which was freed: it has nothing to lose
  const lost = (layer: tf.layers.Layer) => isDisposed(layer) && layer.weights.length > 0
  return freed.has(network) || isDisposed(network) || network.layers.some(lost)
}

/**
 * Frees a network's weights and the constants of its layers; one that was freed stays so.
 *
 * @throws InvalidArgumentError if it is not a layers model
 * @remarks O(layers).
 *
 * @example
 * ```ts
 * import { disposeNetwork, emlp, trainableVariables } from '@buridan/emlp'
 * import { cyclic, tensor } from '@buridan/groups'
 * const V = tensor(cyclic(3), 1)
 * const { network } = emlp({ repIn: V, repOut: V, hidden: 12, layers: 1, seed: 0 })
 * disposeNetwork(network)
 * disposeNetwork(network)
 * try {
 *   trainableVariables(network)
 * } catch (e) {
 *   console.log((e as Error).name) // → DisposedError
 * }
 * ```
 */
export function disposeNetwork(network: tf.LayersModel): void {
  expectNetwork(network)
  if (freed.has(network)) return
  freed.add(network)
  for (const layer of network.layers) if (layer.built && !isDisposed(layer)) layer.dispose()
}

/**
 * The weights that a layer has, for methods of its own.
 *
 * @throws UnsupportedError if they are not made yet, DisposedError if they were freed
 */
export function madeWeights(
  layer: tf.layers.Layer,
  weights: tf.LayerVariable | undefined,
): tf.Tensor1D | undefined {
  if (isDisposed(layer)) throw new DisposedError(`the layer ${layer.name} was disposed of; make it anew`)
  if (layer.built) return weights?.read() as tf.Tensor1D | undefined
  throw new UnsupportedError(
    `the layer ${layer.name} has no weights yet; apply it, or build it, before they are asked for`,
  )
}

/** Refuses symbolic tensors of another copy of TensorFlow.js, which layers would take for numbers. @throws UnsupportedError */
export function expectOwn(tensors: unknown): void {
  if (![tensors].flat().some(isForeign)) return
  throw new UnsupportedError(
    'the input is of another copy of TensorFlow.js than the one that these layers are of; have one copy installed, such as by npm dedupe, and import it alone',
  )
}
