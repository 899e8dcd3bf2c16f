import { InvalidFileError } from '@buridan/core'
import { numberOf } from '../numbers/number-of.js'

const SHOWN = 40

/** The lines of a file, one after the other, numbered from 1 in messages. */
export class Lines {
  readonly #lines: readonly string[]
  #at = 0

  constructor(
    text: string,
    readonly of: string,
  ) {
    this.#lines = text.split(/\r\n|[\r\n]/)
  }

  /** The number of the next line. */
  get number(): number {
    return this.#at + 1
  }

  get done(): boolean {
    return this.#at >= this.#lines.length
  }

  /** The next line without a step to it; empty at the end. */
  peek(): string {
    return this.#lines[this.#at] ?? ''
  }

  /** @throws InvalidFileError at the end, with what is missing */
  next(what: string): string {
    if (this.done) throw new InvalidFileError(`the ${this.of} ends after line ${this.#at}, before ${what}`)
    return this.#lines[this.#at++]!
  }

  /** Goes on to the next line that is not empty; false if there is none. */
  skipEmpty(): boolean {
    while (!this.done && this.peek().trim() === '') this.#at++
    return !this.done
  }

  /** Three numbers, and the words after them. */
  triple(what: string): {
    values: [number, number, number]
    words: readonly string[]
    rest: readonly string[]
  } {
    const words = wordsOf(this.next(what))
    const values = words.slice(0, 3).map((word) => this.numberIn(word, what))
    if (values.length < 3) this.fail(`has ${values.length} of the three numbers of ${what}`)
    return { values: values as [number, number, number], words: words.slice(0, 3), rest: words.slice(3) }
  }

  numberIn(word: string, what: string): number {
    return numberOf(word) ?? this.fail(`has “${word.slice(0, SHOWN)}” where ${what} must be`)
  }

  /** @throws InvalidFileError about the line just read */
  fail(what: string): never {
    throw new InvalidFileError(`line ${this.#at} of the ${this.of} ${what}`)
  }
}

/** Words between spaces. */
export function wordsOf(line: string): string[] {
  return line
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '')
}
