import { fingerprint } from '@buridan/core'
import type * as tf from '@tensorflow/tfjs'
import { innerLayers } from '../tensorflow/adapter.js'

/** A layer that draws anew in each step. */
export interface Stepwise {
  beginStep(step: number): void
}

/** The layers that draw anew in each step, also those within others, whichever copy of the package made them. */
export function stepwiseLayers(layer: tf.layers.Layer): Stepwise[] {
  return allOf(layer).flatMap((within) => (isStepwise(within) ? [within] : []))
}

/** The seeds of the layers that draw in training; null where none of them has one. */
export function drawingIdentity(network: tf.layers.Layer): string | null {
  const seeds = seedsOf(network)
  return seeds.length === 0 ? null : fingerprint([JSON.stringify(seeds)])
}

function seedsOf(network: tf.layers.Layer): number[] {
  return allOf(network)
    .filter((layer) => isStepwise(layer) || 'rate' in layer)
    .map((layer): unknown => Reflect.get(layer, 'seed'))
    .filter((seed) => typeof seed === 'number')
}

function allOf(layer: tf.layers.Layer): tf.layers.Layer[] {
  return [layer, ...innerLayers(layer).map((inner) => inner.layer)]
}

function isStepwise(layer: object): layer is Stepwise {
  return 'beginStep' in layer && typeof layer.beginStep === 'function'
}
