import { type Signal, throwIfAborted } from '@buridan/core'

const MAX_BLOCKED_MILLISECONDS = 30

/** Gives way to other work, such as what aborts a signal, whenever {@link MAX_BLOCKED_MILLISECONDS} have gone by without. */
export class Breath {
  #last = performance.now()

  constructor(readonly signal: Signal | undefined) {}

  /** To be waited for between parts of a long work. */
  async taken(): Promise<void> {
    if (performance.now() - this.#last <= MAX_BLOCKED_MILLISECONDS) return
    await new Promise((resolve) => setTimeout(resolve))
    this.#last = performance.now()
  }

  /** @throws AbortedError if the signal is aborted */
  check(message: string): void {
    throwIfAborted(this.signal, message)
  }
}
