import type * as tf from '@tensorflow/tfjs'
import { changed } from './inside.js'
import { isNetwork } from './parts.js'

/** A use of a layer: what it reads there, and what it gives. */
export interface Use {
  readonly layer: tf.layers.Layer
  readonly inputs: readonly tf.SymbolicTensor[]
  readonly outputs: readonly tf.SymbolicTensor[]
}

/** The use of a layer that a symbolic tensor comes from. */
function useOf({ sourceLayer, nodeIndex }: tf.SymbolicTensor): Use {
  const node = sourceLayer.inboundNodes?.[nodeIndex as number]
  if (!(Array.isArray(node?.inputTensors) && Array.isArray(node.outputTensors)))
    changed('a use of a layer has no lists of its tensors')
  return { layer: sourceLayer, inputs: node.inputTensors, outputs: node.outputTensors }
}

/**
 * The values of a network's outputs from those of its inputs, where `apply` says what a use of a layer makes of values. Networks in it are
 * gone through as their layers, at each of their uses. Values may be anything; each use is asked once.
 */
export function through<T>(
  network: tf.LayersModel,
  inputs: readonly T[],
  apply: (use: Use, inputs: T[]) => readonly T[],
): T[] {
  const known = new Map(network.inputs.map((tensor, i) => [tensor.id, inputs[i]!]))
  const at = (tensor: tf.SymbolicTensor): T => {
    if (!known.has(tensor.id)) {
      const use = useOf(tensor)
      const values = use.inputs.map(at)
      const found = isNetwork(use.layer) ? through(use.layer, values, apply) : apply(use, values)
      use.outputs.forEach((output, i) => {
        known.set(output.id, found[i]!)
      })
    }
    return known.get(tensor.id)!
  }
  return network.outputs.map(at)
}

/** How often a network uses each layer itself; that of a network in it is one use of that network. */
export function useCounts(network: tf.LayersModel): Map<tf.layers.Layer, number> {
  const counts = new Map<tf.layers.Layer, number>()
  const seen = new Set<number>()
  const visit = (tensor: tf.SymbolicTensor) => {
    if (seen.has(tensor.id)) return
    const { layer, inputs, outputs } = useOf(tensor)
    for (const { id } of outputs) seen.add(id)
    counts.set(layer, (counts.get(layer) ?? 0) + 1)
    inputs.forEach(visit)
  }
  network.outputs.forEach(visit)
  return counts
}
