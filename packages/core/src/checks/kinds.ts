import { InvalidArgumentError } from '../errors/errors.js'
import { shown } from './validate.js'

/** What the classes of this package are told by where the class itself should not be imported for a check. */
export type Kind =
  | 'finite group'
  | 'Lie group'
  | 'product of groups'
  | 'representation'
  | 'Lie representation'
  | 'subgroup'
  | 'list of elements'
  | 'graph'
  | 'equivariant basis'

/** Under which a prototype says its kind; the same in every copy of the package. */
export const KIND = Symbol.for('@buridan/kind')

/** The kind of a value; undefined for values that are not of this package. */
function kindOf(value: unknown): Kind | undefined {
  return typeof value === 'object' && value !== null ? (value as { [KIND]?: Kind })[KIND] : undefined
}

/** Whether a value is of one of the kinds, asked for without importing the class. */
export function isKind(value: unknown, ...kinds: readonly Kind[]): boolean {
  const kind = kindOf(value)
  return kind !== undefined && kinds.includes(kind)
}

/** What `instanceof` says as usual, for classes derived from one that is told by kind. */
export function isDerived(derived: unknown, value: unknown): boolean {
  return Function.prototype[Symbol.hasInstance].call(derived, value)
}

/**
 * Checks that a value is of one of the kinds of objects of this package, whichever copy of the package made it.
 *
 * @throws InvalidArgumentError if it is not
 *
 * @example
 * ```ts
 * import { ofKind } from '@buridan/core'
 * import { cyclic } from '@buridan/permutations'
 * console.log(ofKind(cyclic(3), 'group', 'finite group').order) // → 3n
 * ```
 */
export function ofKind<T>(value: T, what: string, ...kinds: readonly Kind[]): T {
  const kind = kindOf(value)
  if (kind === undefined || !kinds.includes(kind)) {
    throw new InvalidArgumentError(
      `${what} is ${kind ? `a ${kind}` : shown(value)}; it must be a ${kinds.join(' or a ')}`,
    )
  }
  return value
}

/**
 * Checks that a value is a source of random numbers.
 *
 * @throws InvalidArgumentError if it is not
 *
 * @example
 * ```ts
 * import { rng, rngOf } from '@buridan/core'
 * console.log(rngOf(rng(1), 'random').float() < 1) // → true
 * ```
 */
export function rngOf<T>(value: T, what: string): T {
  const { float, int, normal } = (typeof value === 'object' && value !== null ? value : {}) as {
    float?: unknown
    int?: unknown
    normal?: unknown
  }
  if (![float, int, normal].every((draw) => typeof draw === 'function')) {
    throw new InvalidArgumentError(`${what} is ${shown(value)}; it must be a source made by rng(seed)`)
  }
  return value
}
