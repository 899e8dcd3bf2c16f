import { InvalidArgumentError } from '../errors/errors.js'
import { shown } from './validate.js'

/** Names of classes: a check recognizes an object by its name, without importing its class. */
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
  | 'E-MLP'

/** The property in which a prototype names its kind; the same symbol in every copy of the package. */
export const KIND = Symbol.for('@buridan/kind')

/** The kind of a value; undefined for values that are not of this package. */
function kindOf(value: unknown): Kind | undefined {
  return typeof value === 'object' && value !== null ? (value as { [KIND]?: Kind })[KIND] : undefined
}

/** Whether a value is an object of one of the kinds, whichever copy of its package made it. Constant time. */
export function isKind(value: unknown, ...kinds: readonly Kind[]): boolean {
  const kind = kindOf(value)
  return kind !== undefined && kinds.includes(kind)
}

/** Whether `value instanceof derived` by the usual rule, for classes derived from one that overrides `Symbol.hasInstance`. */
export function isDerived(derived: unknown, value: unknown): boolean {
  return Function.prototype[Symbol.hasInstance].call(derived, value)
}

/**
 * Returns a value that is an object of one of the kinds, whichever copy of its package made it.
 *
 * @throws InvalidArgumentError for other values; `what` names the argument in its message
 *
 * @example
 * ```ts
 * import { isDerived, isKind, KIND, ofKind } from '@buridan/core'
 * class Group {
 *   readonly [KIND] = 'finite group'
 * }
 * const group = new Group()
 * console.log(isKind(group, 'graph', 'finite group'), isKind(group, 'graph'), isDerived(Group, group)) // → true false true
 * console.log(ofKind(group, 'group', 'finite group') === group) // → true
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
 * Returns a value that has the methods of a source of random numbers.
 *
 * @throws InvalidArgumentError for other values; `what` names the argument in its message
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
