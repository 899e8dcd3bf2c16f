import { type Signal, throwIfAborted } from '@buridan/core'

/** Signals are asked so often while something is waited for; those that tell by themselves are heard at once. */
const ASKED_EVERY_MILLISECONDS = 30

/**
 * What a promise brings, unless the signal is aborted first: what is waited for goes on then, and is no longer waited for.
 *
 * @param message - of the error
 * @throws AbortedError if the signal is aborted
 */
export async function untilAborted<T>(
  pending: T | PromiseLike<T>,
  signal: Signal | undefined,
  message: () => string,
): Promise<T> {
  if (signal === undefined) return pending
  let [timer, told]: [ReturnType<typeof setInterval> | undefined, () => void] = [undefined, () => {}]
  const target = signal instanceof EventTarget ? signal : undefined
  const aborted = new Promise<never>((_, reject) => {
    told = () => {
      try {
        throwIfAborted(signal, message())
      } catch (error) {
        reject(error)
      }
    }
    told()
    target?.addEventListener('abort', told)
    timer = setInterval(told, ASKED_EVERY_MILLISECONDS)
  })
  try {
    return await Promise.race([pending, aborted])
  } finally {
    clearInterval(timer)
    target?.removeEventListener('abort', told)
  }
}

/** Whether a value is waited for by `await`. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    (typeof value === 'object' || typeof value === 'function') &&
    value !== null &&
    'then' in value &&
    typeof value.then === 'function'
  )
}
