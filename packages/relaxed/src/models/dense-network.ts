import { integerIn, knownOptions, TooLargeError } from '@buridan/core'
import { normals, seedOrDrawn } from '@buridan/emlp'
import * as tf from '@tensorflow/tfjs'

/** The most parameters: 512 MiB. */
const MAX_PARAMETERS = 2 ** 27

/** Options of {@link denseNetwork}. */
export interface DenseNetworkOptions {
  readonly inputs: number
  readonly outputs: number
  /** The width of the hidden layers. */
  readonly hidden: number
  /** The number of hidden layers. */
  readonly layers: number
  /** Seed of the weights at the start; drawn anew by default, and said by `getUserDefinedMetadata()` of the network. */
  readonly seed?: number
}

const OPTIONS = {
  inputs: true,
  outputs: true,
  hidden: true,
  layers: true,
  seed: true,
} as const satisfies { readonly [K in keyof Required<DenseNetworkOptions>]: true }

/**
 * A multilayer perceptron without symmetry: dense layers with swish, [batch, inputs] → [batch, outputs], started normally
 * distributed with deviation 1/√inputs.
 *
 * @throws InvalidArgumentError unless the sizes are positive integers
 * @throws TooLargeError for more than 2²⁷ parameters
 * @remarks O(weights). Of the gradient of swish TensorFlow.js has no right gradient in turn: losses with derivatives of the network in them
 * need layers of Buridan's.
 *
 * @example
 * ```ts
 * import { denseNetwork } from '@buridan/relaxed'
 * const network = denseNetwork({ inputs: 3, outputs: 2, hidden: 8, layers: 1, seed: 0 })
 * console.log(network.countParams()) // → 50
 * network.dispose()
 * ```
 */
export function denseNetwork(options: DenseNetworkOptions): tf.LayersModel {
  const seed = seedOrDrawn(knownOptions(options, OPTIONS, 'denseNetwork').seed)
  refuseLarge(denseParameterCount(options))
  const network = tf.sequential()
  denseWidths(options).forEach(([from, to], l, all) => {
    const shape = l === 0 ? { inputShape: [from] } : {}
    const activation = l === all.length - 1 ? {} : { activation: 'swish' as const }
    const layer = tf.layers.dense({ units: to, ...shape, ...activation })
    network.add(layer)
    const start = normals(new Float32Array(from * to).fill(1 / Math.sqrt(from)), (seed * 101 + l) | 0)
    const [kernel, bias] = [tf.tensor2d(start, [from, to]), tf.zeros([to])]
    layer.setWeights([kernel, bias])
    tf.dispose([kernel, bias])
  })
  network.setUserDefinedMetadata({ seed })
  return network
}

/** @throws TooLargeError before anything is allocated */
function refuseLarge(parameters: number): void {
  if (parameters <= MAX_PARAMETERS) return
  throw new TooLargeError(
    `a dense network of ${parameters} parameters would take ${Math.ceil(parameters / 2 ** 18)} MiB, and three times as much in training; ` +
      `the limit is ${MAX_PARAMETERS / 2 ** 18} MiB`,
  )
}

/** The number of trainable numbers of {@link denseNetwork}. */
export function denseParameterCount(options: DenseNetworkOptions): number {
  return denseWidths(options).reduce((sum, [from, to]) => sum + (from + 1) * to, 0)
}

function denseWidths({ inputs, outputs, hidden, layers }: DenseNetworkOptions): [number, number][] {
  integerIn(inputs, 1, 2 ** 24, 'inputs')
  integerIn(outputs, 1, 2 ** 24, 'outputs')
  integerIn(hidden, 1, 2 ** 24, 'hidden')
  integerIn(layers, 0, 1000, 'layers')
  return Array.from({ length: layers + 1 }, (_, l) => [
    l === 0 ? inputs : hidden,
    l === layers ? outputs : hidden,
  ])
}
