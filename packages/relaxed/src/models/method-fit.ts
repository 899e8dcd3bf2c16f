import { shown } from '@buridan/core'
import { type AnyRepresentation, directSum } from '@buridan/groups'
import type * as tf from '@tensorflow/tfjs'
import { LearnedVector } from '../layers/learned-vector.js'
import { RelaxedLinear } from '../layers/relaxed-linear.js'

/** What the network of a method is made of, as `kindOf` tells it by its layers. */
export type NetworkKind = 'E-MLP' | 'E-MLP of a learned vector' | 'relaxed E-MLP' | 'perceptron'

/** What a method needs a network to be. */
export interface Needed {
  readonly kind: NetworkKind
  readonly repIn: AnyRepresentation
  readonly repOut: AnyRepresentation
  /** What its equivariant layers read behind the input: noise, an object that breaks symmetry, a learned vector. */
  readonly extra: AnyRepresentation | undefined
  /** How many numbers the method gives it beside the input. */
  readonly extraDim: number
}

/** What in a network is not as a method makes it, in words; undefined if nothing is. O(layers). */
export function misfitOfMethod(network: tf.LayersModel, needed: Needed): string | undefined {
  const kind = kindOf(network)
  if (kind !== needed.kind)
    return `its network is of the kind ${kind}, and the method needs one of the kind ${needed.kind}`
  const { repIn, repOut, extra, extraDim } = needed
  // a relaxed network takes what the method gives it as an input of its own
  const inputs = kind === 'relaxed E-MLP' ? [repIn.dim, extraDim] : [repIn.dim + extraDim]
  for (const [what, own, dims] of [
    ['takes', network.inputs, inputs],
    ['gives', network.outputs, [repOut.dim]],
  ] as const) {
    const sizes = own.map(({ shape }) => shape.slice(1).join('×'))
    if (sizes.join() !== dims.join())
      return `its network ${what} ${sizes.join(' and ')} numbers, and the method needs ${dims.join(' and ')}`
  }
  const read = extra ? directSum<AnyRepresentation>(repIn, extra) : repIn
  const first = network.layers.map(readBy).find((rep) => rep !== undefined)
  if (first && first.key !== read.key)
    return `its network reads ${shown(first.text)}, and the method needs one of ${shown(read.text)}`
  return undefined
}

/** By the names under which TensorFlow.js knows layers: also where another copy of the package made them. */
function kindOf({ layers }: tf.LayersModel): NetworkKind {
  const names = layers.map((layer) => layer.getClassName())
  if (names.includes(RelaxedLinear.className)) return 'relaxed E-MLP'
  if (names.includes(LearnedVector.className)) return 'E-MLP of a learned vector'
  return names.some((name) => name.startsWith('Buridan')) ? 'E-MLP' : 'perceptron'
}

/** What an equivariant layer reads. */
function readBy(layer: tf.layers.Layer): AnyRepresentation | undefined {
  return Reflect.get(layer, 'repIn')
}
