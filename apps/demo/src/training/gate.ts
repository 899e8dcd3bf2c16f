/** Lets training runs go on to a step and no further. */
export class Gate {
  #until = 0
  #waiting: { readonly step: number; readonly resume: () => void }[] = []

  /** The number of steps that runs may make. */
  get until(): number {
    return this.#until
  }

  /** Lets runs go on until they have made so many steps. */
  open(until: number): void {
    this.#until = until
    const ready = this.#waiting.filter((w) => w.step < until)
    this.#waiting = this.#waiting.filter((w) => w.step >= until)
    for (const { resume } of ready) resume()
  }

  /** Called after a step: nothing where the run may go on, otherwise a promise until it may. */
  pass(step: number): Promise<void> | undefined {
    if (step < this.#until) return undefined
    return new Promise((resume) => {
      this.#waiting.push({ step, resume })
    })
  }

  /** Lets all go on, to end. */
  release(): void {
    this.open(Number.POSITIVE_INFINITY)
  }
}
