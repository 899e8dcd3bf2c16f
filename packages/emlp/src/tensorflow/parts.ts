import type * as tf from '@tensorflow/tfjs'
import { hasMethods } from './inside.js'

/** A layer that another one holds, and by what name. */
interface Part {
  readonly name: string
  readonly layer: tf.layers.Layer
}

/** Whether a layer is a network of layers, a sequential one too. */
export function isNetwork(layer: object): layer is tf.LayersModel {
  return ['layers', 'inputs', 'outputs'].every((list) => Array.isArray(Reflect.get(layer, list)))
}

/** The layers that a layer holds: those of a network by their names, those of wrappers and recurrent layers by their properties. */
function partsOf(layer: tf.layers.Layer): Part[] {
  // a network holds its layers under other properties too
  if (isNetwork(layer)) return layer.layers.map((part) => ({ name: part.name, layer: part }))
  return Object.entries(layer).flatMap(([name, value]) => {
    if (isLayer(value)) return [{ name, layer: value }]
    // arrays of numbers may be long
    if (!(Array.isArray(value) && value.length > 0 && value.every(isLayer))) return []
    return value.map((part, i) => ({ name: `${name} ${i}`, layer: part }))
  })
}

/** Layers of another copy of TensorFlow.js are layers too; what only applies and is written out may be an initializer. */
function isLayer(value: unknown): value is tf.layers.Layer {
  return hasMethods(value, ['apply', 'getWeights', 'countParams'])
}

/** A layer at any depth of a network, and the names of those that hold it and its own. */
interface Inner {
  readonly path: readonly string[]
  readonly layer: tf.layers.Layer
}

/** The layers that a layer holds at any depth, each once, before those that it holds itself, which are left out where `into` is false. */
export function innerLayers(
  layer: tf.layers.Layer,
  into: (part: tf.layers.Layer) => boolean = () => true,
): Inner[] {
  const seen = new Set<tf.layers.Layer>([layer])
  const found: Inner[] = []
  const visit = (whole: tf.layers.Layer, path: readonly string[]) => {
    for (const part of partsOf(whole)) {
      if (seen.has(part.layer)) continue
      seen.add(part.layer)
      const inner = { path: [...path, part.name], layer: part.layer }
      found.push(inner)
      if (into(inner.layer)) visit(inner.layer, inner.path)
    }
  }
  visit(layer, [])
  return found
}
