import { booleanOf, knownOptions, shown } from '@buridan/core'
import { type AnyRepresentation, InvalidArgumentError, sameGroup } from '@buridan/groups'
import { seedOrDrawn } from '../core/seed.js'

/** A hidden representation, or its number of channels. */
export type Hidden = number | AnyRepresentation

/** Options of {@link emlp}. */
export interface EmlpOptions {
  readonly repIn: AnyRepresentation
  readonly repOut: AnyRepresentation
  /**
   * The hidden representation or its number of channels, 64 by default, or one of these for each hidden block. For a number it is
   * {@link hiddenRepresentation}: what input and output need comes first, and takes more channels if it has to.
   */
  readonly hidden?: Hidden | readonly Hidden[]
  /** The number of hidden blocks, 3 by default; as many as `hidden` lists if that is a list. */
  readonly layers?: number
  /** The largest number of channels that a pair of summands is mixed to for products, 4 by default; 0 for no products. */
  readonly channels?: number
  /** Adds the input of hidden blocks to their output where both have one representation; false by default. */
  readonly residual?: boolean
  /** What is done with {@link bottlenecks} that are found; by default a warning on the console, once for each. */
  readonly onWarning?: (message: string) => void
  /** Seed of the weights at the start; drawn anew by default, so that two models differ, and said by `seed` of the model. */
  readonly seed?: number
}

/** The names of options of an E-MLP. */
export const EMLP_OPTIONS = {
  repIn: true,
  repOut: true,
  hidden: true,
  layers: true,
  channels: true,
  residual: true,
  onWarning: true,
  seed: true,
} as const satisfies { readonly [K in keyof Required<EmlpOptions>]: true }

/** @throws InvalidArgumentError | RepresentationMismatchError if an option is not known, or the representations are of different groups */
export function checked(options: EmlpOptions): EmlpOptions {
  const { repIn, repOut, residual, onWarning, seed } = knownOptions(options, EMLP_OPTIONS, 'emlp')
  sameGroup(repIn, repOut)
  if (residual !== undefined) booleanOf(residual, 'residual')
  if (onWarning !== undefined && typeof onWarning !== 'function')
    throw new InvalidArgumentError(`onWarning is ${shown(onWarning)}; it must be a function`)
  if (seed !== undefined) seedOrDrawn(seed)
  return options
}
