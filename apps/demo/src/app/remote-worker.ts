import { type Remote, wrap } from 'comlink'

interface Made<T> {
  readonly worker: Worker
  readonly remote: Remote<T>
  readonly failed: Promise<never>
  /** Questions that are not answered yet. */
  open: number
}

/** A worker that is made when it is first asked; where it cannot be loaded or breaks down, what it was asked fails, and it is made anew. */
export class RemoteWorker<T> {
  #made: Made<T> | undefined

  constructor(readonly make: () => Worker) {}

  /** Asks at once. */
  ask<R>(question: (remote: Remote<T>) => Promise<R>): Promise<R> {
    this.#made ??= this.#start()
    const made = this.#made
    made.open++
    return Promise.race([question(made.remote), made.failed]).finally(() => made.open--)
  }

  /** Asks, and ends what is not answered yet: its promise stays open. */
  askOnly<R>(question: (remote: Remote<T>) => Promise<R>): Promise<R> {
    if (this.#made && this.#made.open > 0) this.end()
    return this.ask(question)
  }

  /** Ends what goes on; promises of it stay open. */
  end(): void {
    this.#made?.worker.terminate()
    this.#made = undefined
  }

  #start(): Made<T> {
    const worker = this.make()
    const failed = new Promise<never>((_, reject) => {
      worker.addEventListener('error', (event) => {
        event.preventDefault()
        if (this.#made?.worker === worker) this.end()
        // a script that cannot be loaded says nothing
        reject(new Error(event.message || 'a part of this page cannot be loaded: is there a network?'))
      })
    })
    // it may break down when nothing is asked
    failed.catch(() => {})
    return { worker, remote: wrap<T>(worker), failed, open: 0 }
  }
}
