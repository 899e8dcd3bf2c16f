import { InvalidArgumentError, RepresentationMismatchError } from '../errors/errors.js'

/**
 * Any value as text for an error message: at most 60 characters, except numbers and symbols.
 *
 * @remarks O(length of its JSON).
 *
 * @example
 * ```ts
 * import { shown } from '@buridan/core'
 * console.log(shown([1, 2])) // → [1,2]
 * ```
 */
export function shown(value: unknown): string {
  if (value === null || ['number', 'undefined', 'boolean', 'bigint', 'symbol'].includes(typeof value)) {
    return String(value)
  }
  let text: string | undefined
  try {
    text = typeof value === 'function' ? 'a function' : JSON.stringify(value)
  } catch {
    text = undefined
  }
  text ??= Object.prototype.toString.call(value)
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`
}

/**
 * Returns a value that is an array without holes.
 *
 * @throws InvalidArgumentError for other values; `what` names the argument in its message
 * @remarks O(length).
 *
 * @example
 * ```ts
 * import { arrayOf } from '@buridan/core'
 * console.log(arrayOf([1, 2], 'points').length) // → 2
 * ```
 */
export function arrayOf<T>(value: readonly T[], what: string): readonly T[] {
  if (!Array.isArray(value)) throw new InvalidArgumentError(`${what} must be an array, not ${shown(value)}`)
  // map and forEach skip holes, so checks of the elements would skip them too
  for (let i = 0; i < value.length; i++) {
    if (!(i in value)) throw new InvalidArgumentError(`${what} has no element ${i}`)
  }
  return value
}

/**
 * Returns a value that is a string.
 *
 * @throws InvalidArgumentError for other values; `what` names the argument in its message
 *
 * @example
 * ```ts
 * import { stringOf } from '@buridan/core'
 * console.log(stringOf('V', 'a representation')) // → V
 * ```
 */
export function stringOf(value: string, what: string): string {
  if (typeof value !== 'string') throw new InvalidArgumentError(`${what} must be a text, not ${shown(value)}`)
  return value
}

/** Numbers up to this size have finite sums, however many fit into memory. */
const LARGEST = 1e250

/**
 * Copies a vector of `length` entries into float64.
 *
 * @param x - `length` numbers
 * @throws InvalidArgumentError if x is not an array, or an entry is not a finite number of at most 1e250 in size
 * @throws RepresentationMismatchError if x has another length
 * @remarks O(length).
 *
 * @example
 * ```ts
 * import { finiteVector } from '@buridan/core'
 * console.log(finiteVector([1, 2], 2, 'x')) // → Float64Array(2) [ 1, 2 ]
 * ```
 */
export function finiteVector(x: ArrayLike<number>, length: number, what: string): Float64Array {
  if (x === null || typeof x !== 'object' || typeof x.length !== 'number') {
    throw new InvalidArgumentError(`${what} must be an array of numbers, not ${shown(x)}`)
  }
  if (x.length !== length) {
    throw new RepresentationMismatchError(`${what} has ${x.length} entries, its representation ${length}`)
  }
  const out = new Float64Array(length)
  for (let i = 0; i < length; i++) {
    const v = x[i]
    if (typeof v !== 'number' || !(Math.abs(v) <= LARGEST)) {
      throw new InvalidArgumentError(
        `${what}[${i}] is ${shown(v)}; every entry must be a finite number, of at most ${LARGEST}`,
      )
    }
    out[i] = v
  }
  return out
}

/**
 * Returns a value that is an integer from min to max.
 *
 * @throws InvalidArgumentError for other values; `what` names the argument in its message
 *
 * @example
 * ```ts
 * import { integerIn } from '@buridan/core'
 * console.log(integerIn(3, 1, 10, 'n')) // → 3
 * ```
 */
export function integerIn(value: number, min: number, max: number, what: string): number {
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new InvalidArgumentError(`${what} is ${shown(value)}; it must be an integer from ${min} to ${max}`)
  }
  return value
}

/**
 * Returns a value that is an object, whose fields can be read.
 *
 * @throws InvalidArgumentError for other values; `what` names the argument in its message
 *
 * @example
 * ```ts
 * import { objectOf } from '@buridan/core'
 * console.log(objectOf({ n: 1 }, 'a graph').n) // → 1
 * ```
 */
export function objectOf<T extends object>(value: T, what: string): T {
  if (value === null || typeof value !== 'object') {
    throw new InvalidArgumentError(`${what} must be an object, not ${shown(value)}`)
  }
  return value
}

/**
 * Returns options that have no others than those that are known: a name that is misspelt, or of another library, would be dropped
 * without a word.
 *
 * @param known - the names of the options: as keys, so that the compiler sees that none is missing, or where they are known at run time only as a list
 * @param what - whose options they are
 * @throws InvalidArgumentError for a value that is not an object, and for options of other names; those that are undefined are as not given
 * @remarks O(options · names).
 *
 * @example
 * ```ts
 * import { knownOptions } from '@buridan/core'
 * console.log(knownOptions({ epochs: 3 }, { epochs: true, seed: true }, 'fit').epochs) // → 3
 * try {
 *   knownOptions({ epoch: 3 }, { epochs: true, seed: true }, 'fit')
 * } catch (e) {
 *   console.log((e as Error).message) // → fit has no option "epoch"; it has epochs, seed
 * }
 * ```
 */
export function knownOptions<T extends object>(
  options: T,
  known: readonly string[] | { readonly [K in keyof T]-?: true },
  what: string,
): T {
  const isKnown = (name: string) =>
    Array.isArray(known) ? known.includes(name) : known[name as keyof typeof known] === true
  const given = Object.entries(objectOf(options, 'options'))
  const other = given.find(([name, value]) => value !== undefined && !isKnown(name))
  if (other === undefined) return options
  const names = Array.isArray(known) ? known : Object.keys(known)
  throw new InvalidArgumentError(`${what} has no option ${shown(other[0])}; it has ${names.join(', ')}`)
}

/**
 * Returns a value that is true or false: text such as "false" would count as true.
 *
 * @throws InvalidArgumentError for other values; `what` names the argument in its message
 *
 * @example
 * ```ts
 * import { booleanOf } from '@buridan/core'
 * console.log(booleanOf(true, 'periodic')) // → true
 * ```
 */
export function booleanOf(value: boolean, what: string): boolean {
  if (typeof value !== 'boolean') {
    throw new InvalidArgumentError(`${what} is ${shown(value)}; it must be true or false`)
  }
  return value
}

/**
 * Returns a value that is a finite number from min to max.
 *
 * @throws InvalidArgumentError for other values; `what` names the argument in its message
 *
 * @example
 * ```ts
 * import { numberIn } from '@buridan/core'
 * console.log(numberIn(0.5, 0, 1, 'rate')) // → 0.5
 * ```
 */
export function numberIn(value: number, min: number, max: number, what: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < min || value > max) {
    const bounds =
      min === -Number.MAX_VALUE && max === Number.MAX_VALUE
        ? 'a finite number'
        : `a number from ${min} to ${max}`
    throw new InvalidArgumentError(`${what} is ${shown(value)}; it must be ${bounds}`)
  }
  return value
}
