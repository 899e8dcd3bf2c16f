import { AbortedError } from '../errors/errors.js'

/** The part of an `AbortSignal` that is read; an interface of its own, so that this package needs no browser or Node typings. */
export interface Signal {
  readonly aborted: boolean
}

/**
 * Stops work whose signal is aborted; does nothing without a signal.
 *
 * @throws AbortedError if the signal is aborted
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
export function throwIfAborted(signal: Signal | undefined): void {
  if (signal?.aborted) throw new AbortedError()
}
