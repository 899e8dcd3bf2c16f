import { printable, shown } from '@buridan/core'
import { type AnyRepresentation, directSum, trivial } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { seedOrDrawn } from '../core/seed.js'
import { EquivariantBilinear } from '../layers/bilinear.js'
import { EquivariantBlock } from '../layers/block.js'
import { EquivariantLinear } from '../layers/equivariant-linear.js'
import { GatedNonlinearity, gatedRepresentation } from '../layers/gated.js'
import { bottlenecks } from './bottlenecks.js'
import { tooLarge } from './default-hidden.js'
import { checked, type EmlpOptions } from './emlp-options.js'
import { hiddenRepresentations } from './hidden-representation.js'
import { alwaysZero } from './reach.js'

/**
 * What follows the linear layer of an E-MLP block: bilinear with skip → gated nonlinearity, [batch, dim gated(ρ)] →
 * [batch, dim ρ]. The linear layer goes to `gatedRepresentation(rep)`.
 *
 * @throws InvalidArgumentError if `rep` is not a representation, or the seed not an integer
 * @throws UnsupportedError for a complex representation
 * @remarks As {@link EquivariantBilinear}.
 *
 * @example
 * ```ts
 * import { nonlinearity } from '@buridan/emlp'
 * import { pointGroup, tensor } from '@buridan/groups'
 * console.log(nonlinearity(tensor(pointGroup('Oh'), 1), 0).length) // → 2
 * ```
 */
export function nonlinearity(rep: AnyRepresentation, seed: number): tf.layers.Layer[] {
  return [
    new EquivariantBilinear({ rep: gatedRepresentation(rep), amongPermutations: false, seed }),
    new GatedNonlinearity({ rep }),
  ]
}

/**
 * Applies the layers of `emlp(options)` to a symbolic tensor [batch, dim ρ_in], for models of which an E-MLP is a part. Without a
 * seed one is drawn, and the layers say theirs.
 *
 * @throws RepresentationMismatchError if the representations are of different groups
 * @throws InvalidArgumentError if an option is not valid
 * @throws UnsupportedError for a complex representation
 * @remarks As {@link emlp}.
 *
 * @example
 * ```ts
 * import { applyEmlp } from '@buridan/emlp'
 * import { cyclic, tensor } from '@buridan/groups'
 * import * as tf from '@tensorflow/tfjs'
 * const V = tensor(cyclic(3), 1)
 * const input = tf.input({ shape: [3] })
 * console.log(applyEmlp({ repIn: V, repOut: V, hidden: 12, layers: 1, seed: 0 }, input).shape) // → [ null, 3 ]
 * ```
 */
export function applyEmlp(options: EmlpOptions, input: tf.SymbolicTensor): tf.SymbolicTensor {
  const { repIn, repOut, channels, residual = false } = checked(options)
  const seed = seedOrDrawn(options.seed)
  const hidden = hiddenRepresentations(options)
  warn(options, hidden)
  let x = input
  let from = repIn
  hidden.forEach((rep, l) => {
    const more = channels === undefined ? {} : { channels }
    const layer = new EquivariantBlock({ repIn: from, repOut: rep, seed: seedOf(seed, l), ...more })
    const y = layer.apply(x) as tf.SymbolicTensor
    x = residual && from.key === rep.key ? (tf.layers.add().apply([x, y]) as tf.SymbolicTensor) : y
    from = rep
  })
  const last = new EquivariantLinear({ repIn: from, repOut, seed: seedOf(seed, hidden.length) })
  return last.apply(x) as tf.SymbolicTensor
}

const warned = new Set<string>()

/** On the console, each message once. */
function warnOnce(message: string): void {
  if (warned.has(message)) return
  warned.add(message)
  console.warn(printable(message))
}

/** Tells of the bottlenecks of each hidden representation, once; where there are none, of outputs that are always 0 nevertheless. */
function warn(
  { repIn, repOut, hidden: given, channels, onWarning = warnOnce }: EmlpOptions,
  hidden: readonly AnyRepresentation[],
): void {
  const messages = new Set<string>()
  if ([given ?? 64].flat().some((h) => typeof h === 'number')) {
    for (const { text, dim } of tooLarge(repIn, repOut)) {
      messages.add(
        `${shown(text)} has ${dim} dimensions, with which no hidden representation chosen by a number begins: give one as hidden if the ` +
          'network needs it',
      )
    }
  }
  for (const rep of new Map(hidden.map((r) => [r.key, r])).values()) {
    for (const { message } of bottlenecks(repIn, rep, repOut)) messages.add(message)
  }
  if (messages.size === 0) {
    const features = hidden.length === 0 ? trivial(repIn.group) : directSum(...new Set(hidden))
    for (const { text } of alwaysZero(repIn, features, repOut, channels !== 0)) {
      messages.add(
        `${shown(text)} in the output is out of reach of the input ${shown(repIn.text)}: it is always 0, whatever the weights. Give the ` +
          'network an input that it follows from, or a hidden representation that leads to it',
      )
    }
  }
  for (const message of messages) onWarning(`information bottleneck: ${message}`)
}

/** A seed for each layer. */
function seedOf(seed: number, layer: number): number {
  return (seed * 7919 + 10 * layer) | 0
}
