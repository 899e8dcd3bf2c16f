import { objectOf, shown } from '@buridan/core'
import { DisposedError, InvalidArgumentError, UnsupportedError } from '@buridan/groups'
import type * as tf from '@tensorflow/tfjs'
import {
  endUses,
  innerLayers,
  isDisposed,
  isForeign,
  isFreedWeight,
  isNetwork,
  useCounts,
  usesLeft,
} from '../tensorflow/adapter.js'

/** Networks that were freed: those that have no weights, or whose layers others use, look as they did before. */
const freed = new WeakSet<object>()
/** Networks in another one that nobody has but that one: it was loaded with them in it. */
const within = new WeakSet<object>()

/** @throws InvalidArgumentError if it is not a layers model */
function expectNetwork(network: tf.LayersModel): void {
  if (!Array.isArray(objectOf(network, 'a network').layers)) {
    throw new InvalidArgumentError(`the network is ${shown(network)}; it must be a tf.LayersModel`)
  }
}

/** Refuses a network that was freed, as a whole or in one of its weights. @throws DisposedError | InvalidArgumentError */
export function expectAlive(network: tf.LayersModel): void {
  expectNetwork(network)
  if (!isFreed(network)) return
  throw new DisposedError('the model was disposed of; make it anew, or load it, to use it')
}

function isFreed(network: tf.LayersModel): boolean {
  return freed.has(network) || isDisposed(network) || network.weights.some(isFreedWeight)
}

/**
 * Frees a network's weights and the constants of its layers; one that was freed stays so. What another network uses too, layers or this
 * network as a whole, is kept until that one is freed, and so are networks in this one that were made before it, until they are.
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
  giveBack(network, 1)
}

/** Has a network that was loaded take those in it with it when it is freed. */
export function ownNetworksOf(network: tf.LayersModel): void {
  for (const { layer } of innerLayers(network)) if (isNetwork(layer)) within.add(layer)
}

/** Takes so many uses from a layer's; with the last it is freed. */
function giveBack(layer: tf.layers.Layer, uses: number): void {
  // a sequential network is built when it is asked first, its layers before
  if (isDisposed(layer) || !(layer.built || isNetwork(layer))) return
  if (usesLeft(layer) > uses) {
    for (let i = 0; i < uses; i++) layer.dispose()
    return
  }
  if (isNetwork(layer)) {
    endUses(layer)
    const counts = useCounts(layer)
    // a sequential network does not use its first layer where that is a network, it goes on from its last layer
    for (const part of layer.layers) giveBack(part, (counts.get(part) ?? 1) + (within.has(part) ? 1 : 0))
    return
  }
  for (let i = usesLeft(layer); i > 1; i--) layer.dispose()
  // wrappers have the weights of what they hold, and do not count as its uses
  const held = innerLayers(layer, (part) => !isNetwork(part)).map((inner) => inner.layer)
  for (const part of held) if (isNetwork(part)) giveBack(part, 1)
  if (held.some((part) => usesLeft(part) > 0) || layer.weights.some(isFreedWeight)) endUses(layer)
  else layer.dispose()
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
