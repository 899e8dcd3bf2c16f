import { fingerprint } from '@buridan/core'
import { type AnyRepresentation, BuridanError } from '@buridan/groups'
import type * as tf from '@tensorflow/tfjs'
import { isNetwork, layersBefore } from '../tensorflow/adapter.js'

/** All that decides which weights a run ends with, by name: settings as they are, the rest by {@link fingerprint}. */
export type RunIdentity = Readonly<Record<string, string | number | null>>

/** What differs, in the words of who calls; of settings their values are said. */
const WORDS: Readonly<Record<string, string>> = {
  data: 'the rows of x or y are others',
  network: 'the layers of the network are others',
  weights: 'the network starts from other weights, as one made with another seed or without one does',
  drawing: 'layers that draw in training, such as FieldDropout, have other seeds',
}

/** Sentences on what tells two runs apart; none if they are the same. */
export function differences(kept: RunIdentity, own: RunIdentity): string[] {
  const names = [...new Set([...Object.keys(own), ...Object.keys(kept)])]
  return names
    .filter((name) => (kept[name] ?? null) !== (own[name] ?? null))
    .map((name) => {
      const [there, here] = [kept, own].map((run) => run[name] ?? 'not set')
      const words = WORDS[name] ?? `${name} is ${there} there and ${here} here`
      return name === 'steps' ? `${words}, over all of which the learning rate falls` : words
    })
}

/** A text that fits the header of a checkpoint: its beginning and a fingerprint where it is long. */
export function short(text: string): string {
  return text.length <= MOST_LETTERS ? text : `${text.slice(0, MOST_LETTERS)}… ${fingerprint([text])}`
}

const MOST_LETTERS = 80

/** Rows of inputs and labels. O(numbers). */
export function dataIdentity(x: readonly Float64Array[], y: readonly Float64Array[] | undefined): string {
  return fingerprint([`${x.length}`, ...x, y ? `${y.length}` : 'no labels', ...(y ?? [])])
}

/**
 * The layers of a network with their configurations and how they are joined, whatever their names. Seeds act by the weights; see {@link drawingIdentity} for
 * those that do not.
 */
export function networkIdentity(
  network: tf.LayersModel,
  repIn: AnyRepresentation,
  repOut: AnyRepresentation,
): string {
  const ends = [repIn, repOut].map((rep) => `${rep.group.key} ${rep.key}`)
  return fingerprint([JSON.stringify([...ends, layersOf(network)])])
}

function layersOf(network: { readonly layers: readonly tf.layers.Layer[] }): unknown[] {
  const place = new Map(network.layers.map((layer, i) => [layer, i]))
  return network.layers.map((layer) => [
    layer.getClassName(),
    isNetwork(layer) ? layersOf(layer) : configurationOf(layer),
    layersBefore(layer).map((read) => read.map((from) => place.get(from) ?? -1)),
  ])
}

function configurationOf(layer: tf.layers.Layer): unknown {
  try {
    const { name: _, seed: __, ...config } = layer.getConfig()
    return config
  } catch (error) {
    // representations without a text: the shapes are known, and the losses say what the layer computes
    if (!(error instanceof BuridanError)) throw error
    return layer.weights.map((w) => w.shape)
  }
}
