import { knownOptions } from '@buridan/core'
import type { AnyRepresentation } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { seedOrDrawn } from '../core/seed.js'
import { EquivariantBlock } from '../layers/block.js'
import { EquivariantLinear } from '../layers/equivariant-linear.js'

/**
 * A residual block on symbolic tensors: x + linear(block(x)), both to `rep`.
 *
 * @param x - [batch, dim ρ]
 * @param options - without a seed one is drawn, and the layers say theirs
 * @throws InvalidArgumentError if an option is not valid
 * @throws UnsupportedError for a complex representation
 * @remarks As {@link EquivariantBlock}.
 *
 * @example
 * ```ts
 * import { residualBlock } from '@buridan/emlp'
 * import { orthogonal, parseRepresentation } from '@buridan/groups'
 * import * as tf from '@tensorflow/tfjs'
 * const rep = parseRepresentation(orthogonal(3), '8*T(0)+4*V')
 * const input = tf.input({ shape: [rep.dim] })
 * const model = tf.model({ inputs: input, outputs: residualBlock(input, { rep, seed: 0 }) })
 * console.log(model.outputs[0]!.shape) // → [ null, 20 ]
 * ```
 */
export function residualBlock(
  x: tf.SymbolicTensor,
  options: { readonly rep: AnyRepresentation; readonly channels?: number; readonly seed?: number },
): tf.SymbolicTensor {
  const { rep, channels } = knownOptions(options, { rep: true, channels: true, seed: true }, 'residualBlock')
  const seed = seedOrDrawn(options.seed)
  const extra = channels === undefined ? {} : { channels }
  const inner = new EquivariantBlock({ repIn: rep, repOut: rep, seed, ...extra }).apply(x)
  const out = new EquivariantLinear({ repIn: rep, repOut: rep, seed: (seed + 2) | 0 }).apply(inner)
  return tf.layers.add().apply([x, out as tf.SymbolicTensor]) as tf.SymbolicTensor
}
