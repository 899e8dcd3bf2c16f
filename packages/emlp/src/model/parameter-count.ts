import { affineBasis } from '@buridan/constraints'
import { objectOf } from '@buridan/core'
import type { AnyRepresentation } from '@buridan/groups'
import { bilinearParameterCount } from '../layers/bilinear.js'
import { gatedRepresentation } from '../layers/gated.js'
import { type EmlpOptions, hiddenRepresentations } from './emlp.js'

/**
 * The number of trainable numbers that `emlp(options)` would have, without building it.
 *
 * @throws As {@link emlp}
 * @remarks As `affineBasis` for each layer.
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
  let [count, from] = [0, objectOf(options, 'options').repIn]
  for (const rep of hiddenRepresentations(options)) {
    const gated = gatedRepresentation(rep)
    count += linearParameterCount(from, gated) + bilinearParameterCount(gated, options.channels)
    from = rep
  }
  return count + linearParameterCount(from, options.repOut)
}

function linearParameterCount(repIn: AnyRepresentation, repOut: AnyRepresentation): number {
  return affineBasis(repIn, repOut).rank
}
