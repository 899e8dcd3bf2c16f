import { type Remote, wrap } from 'comlink'

/** A worker that is made when it is first asked; where it cannot be loaded or breaks down, what it was asked fails, and it is made anew. */
export class RemoteWorker<T> {
  #made: { readonly worker: Worker; readonly remote: Remote<T>; readonly failed: Promise<never> } | undefined

  constructor(readonly make: () => Worker) {}

  /** Asks at once. */
  ask<R>(question: (remote: Remote<T>) => Promise<R>): Promise<R> {
    this.#made ??= this.#start()
    return Promise.race([question(this.#made.remote), this.#made.failed])
  }

  /** Ends what goes on; promises of it stay open. */
  end(): void {
    this.#made?.worker.terminate()
    this.#made = undefined
  }

  #start() {
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
    return { worker, remote: wrap<T>(worker), failed }
  }
}
