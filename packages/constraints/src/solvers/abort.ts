import { throwIfAborted as stop } from '@buridan/core'
import type { Signal } from '@buridan/groups'

/** @throws AbortedError if the signal is aborted */
export function throwIfAborted(signal: Signal | undefined): void {
  stop(signal, 'solving was aborted; nothing is kept')
}
