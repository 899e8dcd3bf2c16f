import { AbortedError } from '@buridan/core'

/** A promise, unless the signal is aborted first. @throws AbortedError if it is */
export async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise
  // what comes of it later is nobody's business
  promise.catch(() => {})
  let stop: (() => void) | undefined
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(new AbortedError(STOPPED))
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
  try {
    return await Promise.race([promise, aborted])
  } finally {
    signal.removeEventListener('abort', stop!)
  }
}

/** Where nothing is kept of what was done. */
const STOPPED = 'stopped before there was an answer: run the same again to go on'
