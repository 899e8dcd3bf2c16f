import { type Signal, throwIfAborted } from '@buridan/core'

/** A long work that may be left after each of its parts; it returns what it finds. */
export type Parts<T> = Generator<undefined, T, undefined>

const MAX_BLOCKED_MILLISECONDS = 30

/** What a work finds, done at once. */
export function atOnce<T>(parts: Parts<T>): T {
  for (;;) {
    const { done, value } = parts.next()
    if (done) return value
  }
}

/**
 * What a work finds, giving way to other work, such as what aborts the signal, whenever {@link MAX_BLOCKED_MILLISECONDS} have gone by
 * without.
 *
 * @throws AbortedError if the signal is aborted
 */
export async function inBreaths<T>(parts: Parts<T>, signal: Signal | undefined, message: string): Promise<T> {
  let last = performance.now()
  for (;;) {
    const { done, value } = parts.next()
    if (done) return value
    if (performance.now() - last <= MAX_BLOCKED_MILLISECONDS) continue
    await new Promise((resolve) => setTimeout(resolve))
    throwIfAborted(signal, message)
    last = performance.now()
  }
}
