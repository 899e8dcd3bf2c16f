import { AbortedError, type Signal } from '@buridan/groups'

/** @throws AbortedError if the signal is aborted */
export function throwIfAborted(signal: Signal | undefined): void {
  if (signal?.aborted) throw new AbortedError('solving was aborted; nothing is kept')
}
