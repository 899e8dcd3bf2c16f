import { type AnyRepresentation, act, inverseElement, uniformElement } from '@buridan/groups'
import type * as tf from '@tensorflow/tfjs'
import { denseNetwork } from './dense-network.js'
import type { BreakerOptions } from './options.js'
import type { Placing } from './placing.js'

/** A perceptron as wide as the hidden representation. */
export function perceptron({ repIn, repOut, hidden = 64, layers = 3, seed }: BreakerOptions): tf.LayersModel {
  return denseNetwork({
    inputs: repIn.dim,
    outputs: repOut.dim,
    hidden: typeof hidden === 'number' ? hidden : hidden.dim,
    layers,
    ...(seed === undefined ? {} : { seed }),
  })
}

/** While it trains, the sample and its label moved by a random element of the group: uniform, by Haar's measure. */
export function augmentedPlacing(repIn: AnyRepresentation): Placing {
  return {
    extraDim: 0,
    answers: 'point',
    place(x, random, training) {
      if (!training) return { canonical: x }
      // moving the answer back is moving the label there, for losses that do not change under the group
      const g = uniformElement(repIn.group, random)
      return { canonical: act(repIn, g, x), frame: inverseElement(g) }
    },
  }
}
