/** Questions that are answered elsewhere, one at a time: of those that come meanwhile only the newest is asked. */
export class Newest<Q, A> {
  #busy = false
  #next: { readonly question: Q; readonly then: (answer: A) => void } | undefined

  constructor(
    readonly answer: (question: Q) => Promise<A>,
    readonly failed: (error: unknown) => void,
  ) {}

  /** Asks, once what is asked now is answered; what waited for that is not asked at all. */
  ask(question: Q, then: (answer: A) => void): void {
    this.#next = { question, then }
    if (!this.#busy) void this.#work()
  }

  async #work(): Promise<void> {
    this.#busy = true
    try {
      while (this.#next) {
        const { question, then } = this.#next
        this.#next = undefined
        then(await this.answer(question))
      }
    } catch (error) {
      this.#next = undefined
      this.failed(error)
    } finally {
      this.#busy = false
    }
  }
}
