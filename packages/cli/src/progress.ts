/** How often a line is written where there is no terminal. */
const LINE_MS = 10_000
/** How often a bar is drawn at most. */
const BAR_MS = 100

/** How much of some work is done: a bar on a terminal, a line now and then on another stream, nothing without one. */
export class Progress {
  readonly #started = performance.now()
  #last: number

  constructor(
    readonly stream: NodeJS.WriteStream | undefined,
    /** Milliseconds within which most work is over, and nothing is shown: a bar only after them, a line as late as the next would be. */
    readonly patience = 0,
  ) {
    this.#last = patience > 0 ? this.#started : Number.NEGATIVE_INFINITY
  }

  /** Shows how much is done, from 0 to 1. */
  update(share: number, label: string): void {
    if (!this.stream || performance.now() - this.#started < this.patience) return
    if (this.stream.isTTY) this.#draw(share, label, this.stream)
    else if (this.#isTime(LINE_MS)) this.stream.write(`${said(share, this.#left(share))}  ${label}\n`)
  }

  /** Removes the bar. */
  clear(): void {
    if (this.stream?.isTTY) this.stream.write('\r\x1b[K')
  }

  #draw(share: number, label: string, stream: NodeJS.WriteStream): void {
    if (!this.#isTime(BAR_MS) && share < 1) return
    const filled = Math.round(30 * Math.min(1, share))
    const line = `${'█'.repeat(filled)}${'░'.repeat(30 - filled)} ${said(share, this.#left(share))}  ${label}`
    stream.write(`\r\x1b[K${line.slice(0, (stream.columns ?? 80) - 1)}`)
  }

  /** Whether so much time has passed since something was shown. */
  #isTime(milliseconds: number): boolean {
    const now = performance.now()
    if (now - this.#last < milliseconds) return false
    this.#last = now
    return true
  }

  #left(share: number): number | undefined {
    return share > 0.02
      ? Math.ceil(((performance.now() - this.#started) / 1000) * (1 / share - 1))
      : undefined
  }
}

function said(share: number, seconds: number | undefined): string {
  const left = seconds === undefined ? '' : ` ${seconds} s left`
  return `${String(Math.floor(100 * Math.min(1, share))).padStart(3)} %${left}`
}
