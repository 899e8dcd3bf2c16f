import { affineBasis } from '@buridan/constraints'
import type { AnyRepresentation } from '@buridan/groups'
import { bilinearParameterCount } from '../layers/bilinear.js'
import { gatedRepresentation } from '../layers/gated.js'
import { type EmlpOptions, hiddenRepresentation } from './emlp.js'

/**
 * The number of trainable numbers that `emlp(options)` would have, without building it.
 *
 * @example
 * ```ts
 * import { emlp, emlpParameterCount } from '@buridan/emlp'
 * import { pointGroup, tensor } from '@buridan/groups'
 * const V = tensor(pointGroup('Oh'), 1)
 * const options = { repIn: V, repOut: V, hidden: 32, layers: 2 }
 * const model = emlp(options)
 * console.log(emlpParameterCount(options) === model.parameterCount) // → true
 * model.dispose()
 * ```
 */
export function emlpParameterCount(options: EmlpOptions): number {
  const { repIn, repOut, layers = 3 } = options
  const hidden = hiddenRepresentation(repIn, options.hidden)
  const gated = gatedRepresentation(hidden)
  let count = 0
  for (let l = 0; l < layers; l++) {
    count += linearParameterCount(l === 0 ? repIn : hidden, gated) + bilinearParameterCount(gated)
  }
  return count + linearParameterCount(layers === 0 ? repIn : hidden, repOut)
}

function linearParameterCount(repIn: AnyRepresentation, repOut: AnyRepresentation): number {
  return affineBasis(repIn, repOut).rank
}
