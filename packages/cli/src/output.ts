import type { Writable } from 'node:stream'
import { printable, printableLines } from '@buridan/core'
import { printableJson, shortMessage } from './printable.js'

/**
 * All that the command line writes: answers to standard output, the rest to standard error. What comes from files and arguments cannot
 * command the terminal, and what could not be written is known in the end.
 */
export class Output {
  readonly #answers: Writable
  readonly #messages: Writable
  #failure: Error | undefined
  #readerGone = false
  #written = false

  constructor({ stdout, stderr }: { readonly stdout: Writable; readonly stderr: Writable }) {
    this.#answers = stdout
    this.#messages = stderr
    stdout.on('error', (error) => this.#failed(error))
    // there is nowhere left to say that messages cannot be written
    stderr.on('error', () => {})
  }

  /** False once nobody can get more answers: there is no use in finding them. */
  get open(): boolean {
    return this.#failure === undefined && !this.#readerGone
  }

  /** A table or other lines for people. */
  async tell(text: string): Promise<void> {
    await this.#write(`${printableLines(text)}\n`)
  }

  /** One JSON object on one line. */
  async json(value: unknown): Promise<void> {
    await this.#write(`${printableJson(value)}\n`)
  }

  /** A line on standard error: what it quotes cannot begin another. */
  say(message: string): void {
    this.#messages.write(`${printable(message)}\n`)
  }

  /** Lines on standard error, of a fault of ours. */
  sayLines(text: string): void {
    this.#messages.write(`${printableLines(text)}\n`)
  }

  /** Text for another program, as it is. */
  async script(text: string): Promise<void> {
    await this.#write(text)
  }

  /** Help and the version, as they are. */
  help(text: string): void {
    void this.#write(text)
  }

  /** Help where a command was expected. */
  helpInstead(text: string): void {
    this.#messages.write(text)
  }

  /** What commander finds wrong with arguments, which it repeats, with its guess at what was meant on a line of its own. */
  usage(text: string): void {
    const lines = text.trimEnd().split(/\n(?=\(Did you mean )/)
    for (const line of lines) this.say(shortMessage(line))
  }

  /** The exit code: 3 if answers were lost, else the one given. */
  async finish(code: number): Promise<number> {
    // the callback of the last write comes after those of all before
    if (this.#written) await this.#write('')
    if (this.#failure) {
      this.say(`error: standard output could not be written: ${shortMessage(this.#failure.message)}`)
      return 3
    }
    return this.#readerGone ? 0 : code
  }

  #write(text: string): Promise<void> {
    this.#written = true
    return new Promise((resolve) => {
      this.#answers.write(text, (error) => {
        if (error) this.#failed(error)
        resolve()
      })
    })
  }

  /** A reader that goes away early, such as head, ends the program quietly; what cannot be written is a failure. */
  #failed(error: NodeJS.ErrnoException): void {
    if (error.code === 'EPIPE') {
      if (this.#answers === process.stdout) process.exit(0)
      this.#readerGone = true
    } else if (!this.#readerGone) this.#failure ??= error
  }
}
