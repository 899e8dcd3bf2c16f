import { InvalidFileError } from '@buridan/groups'
import type * as tf from '@tensorflow/tfjs'
import { innerLayers } from '../tensorflow/adapter.js'

/**
 * What of a network is not trainable: layers and networks by their paths in it, of which the empty one is its own, and weights by their names.
 * The configurations of networks and of wrappers do not say it.
 */
export interface Frozen {
  readonly layers: readonly (readonly string[])[]
  readonly weights: readonly string[]
}

/** The network and what is in it, outer layers first: what is set of them is set of what they hold. */
function layersOf(network: tf.LayersModel) {
  const all = [{ path: [] as readonly string[], layer: network as tf.layers.Layer }, ...innerLayers(network)]
  // inputs have nothing to train, and names that are counted up
  return all.filter(({ layer }) => layer.getClassName() !== 'InputLayer')
}

/** What is not trainable now. O(layers). */
export function frozenIn(network: tf.LayersModel): Frozen {
  const frozen = layersOf(network).filter(({ layer }) => !layer.trainable)
  const weights = network.weights.filter((w) => !w.trainable)
  return { layers: frozen.map(({ path }) => path), weights: weights.map((w) => w.originalName) }
}

/**
 * Makes what is named not trainable, and all else trainable. O(layers).
 *
 * @throws InvalidFileError if it is not what {@link frozenIn} says of a network of these layers and weights
 */
export function freeze(network: tf.LayersModel, frozen: unknown): void {
  const { layers, weights } = (frozen ?? {}) as { readonly [list in keyof Frozen]?: unknown }
  const paths = namesIn(layers, 'layers')
  const names = namesIn(weights, 'weights')
  for (const { path, layer } of layersOf(network)) layer.trainable = !paths.delete(JSON.stringify(path))
  // after the layers, which set their weights
  for (const w of network.weights) w.trainable = !names.delete(JSON.stringify(w.originalName))
  const [unknown] = [...paths, ...names]
  if (unknown === undefined) return
  throw new InvalidFileError(`the saved model says that ${unknown.slice(0, 200)} is frozen, which it has not`)
}

function namesIn(list: unknown, what: string): Set<string> {
  if (Array.isArray(list)) return new Set(list.map((name) => JSON.stringify(name)))
  throw new InvalidFileError(`the saved model does not list which of its ${what} are frozen`)
}
