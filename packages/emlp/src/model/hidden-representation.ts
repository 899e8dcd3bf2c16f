import { integerIn } from '@buridan/core'
import { type AnyRepresentation, InvalidArgumentError, representationOf, sameGroup } from '@buridan/groups'
import { defaultHidden } from './default-hidden.js'
import type { EmlpOptions, Hidden } from './emlp-options.js'

/**
 * The hidden representation of a network: the one given, or one of about so many channels that begins with what input and output need.
 * It is {@link uniformRepresentation} if that holds each of their summands; else it begins with these, and with what joins them where
 * neither linear maps nor products of them lead from the input to the output, and grows by the uniform one of the other channels. Where the
 * channels do not hold a copy of each, they are as many as it takes. More channels hold no fewer copies of what input and output need.
 * Summands of over 1024 dimensions are left out, and `emlp` warns of it.
 *
 * @param repOut - of the network; without it `hidden` begins with what the input needs
 * @throws InvalidArgumentError if `repIn` is not a representation, or `hidden` not a positive integer
 * @throws RepresentationMismatchError if `hidden` or `repOut` is of another group
 * @remarks As {@link uniformRepresentation}; and, for outputs that no linear map reaches, the products of a few representations.
 *
 * @example
 * ```ts
 * import { hiddenRepresentation } from '@buridan/emlp'
 * import { axialVector, orthogonal, tensor } from '@buridan/groups'
 * const G = orthogonal(3)
 * console.log(hiddenRepresentation(tensor(G, 1), 64).text) // → 25*T(0)+7*V+2*T(2)
 * console.log(hiddenRepresentation(tensor(G, 1), 64, axialVector(G)).text) // → 13*T(0)+9*V+5*(pseudo*V)+T(2)
 * ```
 */
export function hiddenRepresentation<R extends AnyRepresentation>(
  repIn: R,
  hidden: number | R = 64,
  repOut: AnyRepresentation = repIn,
): R {
  representationOf(repIn, 'repIn')
  sameGroup(repIn, repOut)
  if (typeof hidden === 'number') return defaultHidden(repIn, repOut, hidden) as R
  sameGroup(repIn, hidden)
  return hidden
}

/** The representation of each hidden block. */
export function hiddenRepresentations(options: EmlpOptions): AnyRepresentation[] {
  const { repIn, repOut, hidden } = options
  if (!Array.isArray(hidden)) {
    const layers = integerIn(options.layers ?? 3, 0, 1000, 'layers')
    const rep = hiddenRepresentation(repIn, hidden as Hidden | undefined, repOut)
    return Array.from({ length: layers }, () => rep)
  }
  if (options.layers !== undefined && options.layers !== hidden.length) {
    throw new InvalidArgumentError(
      `layers is ${options.layers} and hidden lists ${hidden.length}; leave one out`,
    )
  }
  return hidden.map((h: Hidden) => hiddenRepresentation(repIn, h, repOut))
}
