import { AbortedError } from '../errors/errors.js'

/** What is needed of an `AbortSignal`; named apart as this package needs no browser or Node typings. */
export interface Signal {
  readonly aborted: boolean
}

/** @throws AbortedError if the signal is aborted */
export function throwIfAborted(signal: Signal | undefined): void {
  if (signal?.aborted) throw new AbortedError()
}
