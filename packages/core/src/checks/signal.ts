import { AbortedError, InvalidArgumentError } from '../errors/errors.js'
import { shown } from './validate.js'

/** The part of an `AbortSignal` that is read; an interface of its own, so that this package needs no browser or Node typings. */
export interface Signal {
  readonly aborted: boolean
}

/**
 * Stops work whose signal is aborted; does nothing without a signal.
 *
 * @param message - of the error; by default that the work was aborted by its signal
 * @throws AbortedError if the signal is aborted
 * @throws InvalidArgumentError if it is not a signal: one that never tells would make the work one that cannot be stopped
 *
 * @example
 * ```ts
 * import { throwIfAborted } from '@buridan/core'
 * const controller = new AbortController()
 * throwIfAborted(controller.signal)
 * controller.abort()
 * try {
 *   throwIfAborted(controller.signal)
 * } catch (error) {
 *   if (error instanceof Error) console.log(error.name) // → AbortedError
 * }
 * ```
 */
export function throwIfAborted(signal: Signal | undefined, message?: string): void {
  if (signal === undefined) return
  const aborted: unknown = typeof signal === 'object' && signal !== null ? signal.aborted : undefined
  if (typeof aborted !== 'boolean') {
    throw new InvalidArgumentError(`signal is ${shown(signal)}; it must be an AbortSignal`)
  }
  if (aborted) throw new AbortedError(message)
}
