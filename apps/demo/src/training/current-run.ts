/** What can be ended. */
interface Disposable {
  dispose(): Promise<void>
}

/** One run at a time: a run that is asked for ends the one before, and runs that are still being made when the next is asked for are never current. */
export class CurrentRun<R extends Disposable> {
  #run: R | undefined
  #asked = 0
  #last: Promise<unknown> = Promise.resolve()

  /** The run; undefined while it is made. */
  get run(): R | undefined {
    return this.#run
  }

  /**
   * Ends the run there is, then makes another.
   *
   * @throws Error if another one was asked for meanwhile
   */
  replace(make: () => Promise<R>): Promise<R> {
    const number = ++this.#asked
    const before = this.#run
    this.#run = undefined
    // one after the other: the backend that computes is one for all
    const made = this.#last.then(async () => {
      await before?.dispose()
      this.#expectNewest(number)
      const run = await make()
      if (number !== this.#asked) await run.dispose()
      this.#expectNewest(number)
      this.#run = run
      return run
    })
    this.#last = made.catch(() => {})
    return made
  }

  #expectNewest(number: number): void {
    if (number !== this.#asked) throw new Error('another run was asked for meanwhile')
  }
}
