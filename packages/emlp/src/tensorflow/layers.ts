import * as tf from '@tensorflow/tfjs'
import { changed } from './inside.js'

/** The variable that a layer's weight is: what reads it hands out the variable itself, though its type is of any tensor. */
export function variableOf(weight: tf.LayerVariable): tf.Variable {
  const variable = weight.read()
  return variable instanceof tf.Variable ? variable : changed('the weights of layers are no variables')
}

/** The layers that a layer reads, for each of its uses. */
export function layersBefore(layer: tf.layers.Layer): tf.layers.Layer[][] {
  const nodes: unknown = layer.inboundNodes
  if (!Array.isArray(nodes)) changed('a layer has no list of its uses')
  return layer.inboundNodes.map(({ inboundLayers }) =>
    Array.isArray(inboundLayers) ? inboundLayers : changed('a use of a layer has no list of what it reads'),
  )
}

/** A layer of the same class and configuration under another name; its weights are its own. */
export function copyOfLayer(layer: tf.layers.Layer, name: string): tf.layers.Layer {
  const Copied: unknown = layer.constructor
  if (!isLayerClass(Copied)) changed('the class of a layer is not made from its configuration')
  return Copied.fromConfig(Copied, { ...layer.getConfig(), name })
}

function isLayerClass(value: unknown): value is tf.serialization.SerializableConstructor<tf.layers.Layer> {
  return typeof value === 'function' && 'fromConfig' in value && typeof value.fromConfig === 'function'
}

/** The property by which layers and networks count who uses them; null before the first use. */
const USES = '_refCount'

/** Whether a layer or a network was freed: it counts who uses it, and was used before. */
export function isDisposed(layer: object): boolean {
  return Reflect.get(layer, USES) === 0
}

/** How many uses of a layer are counted, of a network one more for itself. */
export function usesLeft(layer: object): number {
  const count: unknown = Reflect.get(layer, USES)
  if (typeof count === 'number' || count === null) return count ?? 0
  return changed('layers do not count who uses them')
}

/** Has a layer or a network that nothing uses any more refuse to be used. */
export function endUses(layer: object): void {
  Reflect.set(layer, USES, 0)
}

/** Whether a weight was freed, with a layer or by another one that has it too. */
export function isFreedWeight(weight: tf.LayerVariable): boolean {
  const variable: unknown = Reflect.get(weight, 'val')
  const freed: unknown =
    typeof variable === 'object' && variable !== null ? Reflect.get(variable, 'isDisposed') : undefined
  return typeof freed === 'boolean' ? freed : changed('weights do not say whether they were freed')
}

/** Whether a value is a symbolic tensor of another copy of TensorFlow.js: that copy's layers take it, and those of this one do not. */
export function isForeign(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'sourceLayer' in value &&
    !(value instanceof tf.SymbolicTensor)
  )
}
