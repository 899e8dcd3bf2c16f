import { InvalidFileError } from '@buridan/core'
import { numberOf } from '../numbers/number-of.js'

/** Characters of a line that a message shows. */
const SHOWN = 40

/** Where a molecule lies among the lines of a file: from a line to before another, both from 0. */
export interface SdfRecord {
  readonly from: number
  readonly end: number
  /** Its place among the molecules, from 1. */
  readonly place: number
  /** How many lines of the file come before the first that is given; none by default. */
  readonly before?: number
}

/** The lines of a molecule, one after the other; messages have the line of the file and the place of the molecule, from 1. */
export class RecordLines {
  readonly #lines: readonly string[]
  readonly #end: number
  readonly #place: number
  readonly #before: number
  #at: number
  readonly #warnings = new Map<string, number>()

  constructor(lines: readonly string[], { from, end, place, before = 0 }: SdfRecord) {
    this.#lines = lines
    this.#end = end
    this.#place = place
    this.#before = before
    this.#at = from
  }

  get done(): boolean {
    return this.#at >= this.#end
  }

  /** The number of the line just read, from 1. */
  get lineNumber(): number {
    return this.#before + this.#at
  }

  /** The next line without a step to it; empty at the end. */
  peek(): string {
    return this.done ? '' : this.#lines[this.#at]!
  }

  /** @throws InvalidFileError at the end, with what is missing */
  next(what: string): string {
    if (!this.done) return this.#lines[this.#at++]!
    throw new InvalidFileError(
      `molecule ${this.#place} ends after line ${this.lineNumber}, before ${what}: it was cut`,
    )
  }

  /** @throws InvalidFileError about the line just read */
  fail(what: string, line = this.lineNumber): never {
    throw new InvalidFileError(`line ${line}, in molecule ${this.#place}, ${what}`)
  }

  /** Counts what is in the record and is not read. */
  warn(what: string): void {
    this.#warnings.set(what, (this.#warnings.get(what) ?? 0) + 1)
  }

  get warnings(): string[] {
    return [...this.#warnings].map(([what, times]) => `${what}${times > 1 ? ` (${times} times)` : ''}`)
  }

  /** An integer; 0 for nothing. */
  integer(text: string, what: string, min: number, max: number): number {
    const word = text.trim()
    const value = word === '' ? 0 : Number(word)
    if (/^(?:[+-]?\d+)?$/.test(word) && value >= min && value <= max) return value
    return this.fail(`has “${word.slice(0, SHOWN)}” where ${what} must be, an integer from ${min} to ${max}`)
  }

  number(text: string, what: string): number {
    const word = text.trim()
    return numberOf(word) ?? this.fail(`has “${word.slice(0, SHOWN)}” where ${what} must be`)
  }
}
