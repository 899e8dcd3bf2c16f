import { integerIn } from '@buridan/core'
import { type AnyRepresentation, type Rng, representationOf } from '@buridan/groups'
import { checkedRows } from '../training/rows.js'

/** Where inputs to check on come from. */
export interface SampleSource {
  readonly repIn: AnyRepresentation
  /** Inputs to check on; standard normal ones by default. Inputs with symmetry find less. */
  readonly samples?: readonly ArrayLike<number>[]
  /** How many inputs are drawn, 16 by default. */
  readonly count?: number
}

/** The inputs that were given, or as many as are wanted, standard normal. */
export function drawnSamples({ repIn, samples, count = 16 }: SampleSource, random: Rng): Float64Array[] {
  representationOf(repIn, 'repIn')
  if (samples) return checkedRows(samples, repIn, 'samples')
  integerIn(count, 1, 1e6, 'count')
  return Array.from({ length: count }, () => new Float64Array(repIn.dim).map(() => random.normal()))
}
