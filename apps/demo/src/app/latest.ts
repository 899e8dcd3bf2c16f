import { type ReadonlySignal, signal, useSignalEffect } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import { messageOf, trouble } from './trouble.js'

/**
 * The result of a computation that runs elsewhere, for the newest inputs: it keeps the last one until the next is there, and those that
 * come late are dropped. An error is the page's {@link trouble}.
 *
 * @param compute - reads signals before it waits; it runs again when they change
 */
export function useLatest<T>(compute: () => Promise<T>): ReadonlySignal<T | undefined> {
  const result = useMemo(() => signal<T | undefined>(undefined), [])
  const of = useMemo(() => Symbol(), [])
  useSignalEffect(() => {
    let dropped = false
    compute().then(
      (value) => {
        if (dropped) return
        result.value = value
        if (trouble.peek()?.of === of) trouble.value = undefined
      },
      (error: unknown) => {
        if (!dropped) trouble.value = { of, text: messageOf(error) }
      },
    )
    return () => {
      dropped = true
    }
  })
  return result
}
