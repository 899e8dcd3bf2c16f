/** A progress bar on standard error; silent where that is no terminal. */
export class ProgressBar {
  #lastDrawn = 0
  readonly #started = performance.now()

  constructor(
    readonly total: number,
    readonly stream: NodeJS.WriteStream = process.stderr,
  ) {}

  /** Shows how much of the total is done, at most ten times a second. */
  update(done: number, label: string): void {
    if (!this.stream.isTTY) return
    const now = performance.now()
    if (now - this.#lastDrawn < 100 && done < this.total) return
    this.#lastDrawn = now
    const share = Math.min(1, done / this.total)
    const filled = Math.round(30 * share)
    const left = share > 0.02 ? ` ${Math.ceil(((now - this.#started) / 1000) * (1 / share - 1))} s left` : ''
    const line = `${'█'.repeat(filled)}${'░'.repeat(30 - filled)} ${String(Math.floor(100 * share)).padStart(3)} %${left}  ${label}`
    this.stream.write(`\r\x1b[K${line.slice(0, (this.stream.columns ?? 80) - 1)}`)
  }

  /** Removes the bar. */
  clear(): void {
    if (this.stream.isTTY) this.stream.write('\r\x1b[K')
  }
}
