import { fingerprint } from '@buridan/core'
import type * as tf from '@tensorflow/tfjs'
import { layersWithin } from '../tensorflow/adapter.js'

/** A layer that draws anew in each step. */
export interface Stepwise {
  beginStep(step: number): void
}

/** The layers that draw anew in each step, also those within others, whichever copy of the package made them. */
export function stepwiseLayers(layer: tf.layers.Layer): Stepwise[] {
  return isStepwise(layer) ? [layer] : layersWithin(layer).flatMap(stepwiseLayers)
}

/** The seeds of the layers that draw in training; null where none of them has one. */
export function drawingIdentity(network: tf.layers.Layer): string | null {
  const seeds = seedsOf(network)
  return seeds.length === 0 ? null : fingerprint([JSON.stringify(seeds)])
}

function seedsOf(layer: tf.layers.Layer): number[] {
  const seed: unknown = isStepwise(layer) || 'rate' in layer ? Reflect.get(layer, 'seed') : undefined
  return typeof seed === 'number' ? [seed] : layersWithin(layer).flatMap(seedsOf)
}

function isStepwise(layer: object): layer is Stepwise {
  return 'beginStep' in layer && typeof layer.beginStep === 'function'
}
