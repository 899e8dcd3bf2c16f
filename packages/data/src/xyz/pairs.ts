import { InvalidFileError } from '@buridan/groups'
import { fromText, fromWords, type Word, type XyzValue } from './values.js'

/** A value and its text in the file. */
export interface Pair {
  readonly value: XyzValue
  readonly raw: string
}

/** The contents of a comment line. */
interface Scanned {
  readonly pairs: ReadonlyMap<string, Pair>
  /** Words that are not the key of a pair. */
  readonly flags: readonly string[]
  /** Why the rest of the line cannot be read as pairs; undefined if it can. */
  readonly fault: string | undefined
  /** A key that is given twice with different values, if there is one. */
  readonly repeated: string | undefined
}

const SHOWN = 40

/**
 * Reads `key=value` pairs of a comment line of extended XYZ, with or without spaces around `=`. Values are bare, in double or single quotes
 * with backslash escapes, in braces, or in brackets, also in two levels. One pass: O(length).
 *
 * @see The specification in the README of libAtoms/extxyz
 */
export function scanPairs(text: string): Scanned {
  const pairs = new Map<string, Pair>()
  const flags: string[] = []
  let repeated: string | undefined
  const scanner = new Scanner(text)
  try {
    for (scanner.skipSeparators(); !scanner.done; scanner.skipSeparators()) {
      const key = scanner.key()
      if (!scanner.equals()) flags.push(key)
      else {
        const pair = scanner.pair(key)
        const known = pairs.get(key)
        if (known && JSON.stringify(known.value) !== JSON.stringify(pair.value)) repeated ??= key
        pairs.set(key, pair)
      }
    }
    return { pairs, flags, fault: undefined, repeated }
  } catch (error) {
    if (!(error instanceof InvalidFileError)) throw error
    return { pairs, flags, fault: error.message, repeated }
  }
}

/** The start of a text, for messages. */
export function shownKey(key: string): string {
  return key.length <= SHOWN ? key : `${key.slice(0, SHOWN)}…`
}

class Scanner {
  #at = 0
  constructor(readonly text: string) {}

  get done(): boolean {
    return this.#at >= this.text.length
  }

  fail(what: string): never {
    throw new InvalidFileError(`${what} (before column ${this.#at + 1})`)
  }

  /** Pairs are separated by spaces; commas between them are skipped. */
  skipSeparators(): void {
    while (isSpace(this.#here()) || this.#here() === ',') this.#at++
  }

  key(): string {
    if (this.#here() === '"' || this.#here() === "'") return this.#quoted('a key')
    const start = this.#at
    while (!this.done && !isSpace(this.#here()) && this.#here() !== '=') this.#at++
    const key = this.text.slice(start, this.#at)
    if (key === '') this.fail('there is no key before =')
    if (/["[\]{}\\]/.test(key)) this.fail(`${shownKey(key)} is not a key: put it in quotes`)
    return key.endsWith(',') ? key.slice(0, -1) : key
  }

  /** Skips the = that makes a key a pair; false, and no move, without it. */
  equals(): boolean {
    const start = this.#at
    this.#skipSpaces()
    if (this.#here() !== '=') {
      this.#at = start
      return false
    }
    this.#at++
    return true
  }

  pair(key: string): Pair {
    const behind = this.#at
    this.#skipSpaces()
    const start = this.#at
    const value = this.#value(key, start > behind)
    return { value, raw: this.text.slice(start, this.#at) }
  }

  #value(key: string, apart: boolean): XyzValue {
    if (this.done) this.fail(`${shownKey(key)} has no value`)
    const first = this.#here()
    let value: XyzValue
    if (first === '"' || first === "'") value = fromText(this.#quoted(shownKey(key)))
    else if (first === '[') value = this.#brackets(key)
    else if (first === '{') {
      const words = this.#words(key, '}')
      value = words.length === 1 ? fromWords(words)[0]! : fromWords(words)
    } else return this.#bare(key, apart)
    if (!this.done && !isSpace(this.#here()) && this.#here() !== ',') {
      this.fail(`${shownKey(key)} goes on behind the end of its value: put the whole in quotes`)
    }
    return value
  }

  #bare(key: string, apart: boolean): XyzValue {
    const start = this.#at
    while (!this.done && !isSpace(this.#here())) this.#at++
    const text = this.text.slice(start, this.#at)
    if (text.includes('"'))
      this.fail(`the value of ${shownKey(key)} has quotes within: put the whole in quotes`)
    // an identifier such as InChI=1S/… is one value; a pair in place of a value, or after a comma, is another pair
    const within = text.indexOf('=')
    if (within >= 0 && (apart || within === 0 || text.slice(0, within).includes(','))) {
      this.fail(`the value of ${shownKey(key)} is not clear: put it in quotes, and spaces between pairs`)
    }
    return fromText(text.endsWith(',') ? text.slice(0, -1) : text)
  }

  /** From a quote to the next quote without a backslash. */
  #quoted(of: string): string {
    const quote = this.#here()
    const parts: string[] = []
    let start = ++this.#at
    while (!this.done && this.#here() !== quote) {
      if (this.#here() === '\\') {
        parts.push(this.text.slice(start, this.#at++))
        if (this.#here() === 'n') parts.push('\n')
        start = this.#here() === 'n' ? this.#at + 1 : this.#at
      }
      this.#at++
    }
    if (this.done) this.fail(`the quotes of ${of} are not closed`)
    parts.push(this.text.slice(start, this.#at++))
    return parts.join('')
  }

  /** `[…]`, an array, or `[[…], […]]`, an array of rows of one length. */
  #brackets(key: string): XyzValue {
    if (!this.#rowsFollow()) return fromWords(this.#words(key, ']'))
    const rows: Word[][] = []
    this.#at++
    for (;;) {
      this.#skipSpaces()
      if (this.#here() !== '[') this.fail(`${shownKey(key)} must have rows in brackets only`)
      rows.push(this.#words(key, ']'))
      this.#skipSpaces()
      if (this.#here() === ',') this.#at++
      else if (this.#here() === ']') break
      else this.fail(`the brackets of ${shownKey(key)} do not match`)
    }
    this.#at++
    const width = rows[0]!.length
    if (rows.some((row) => row.length !== width))
      this.fail(`the rows of ${shownKey(key)} are of unlike lengths`)
    const all = fromWords(rows.flat())
    return rows.map((_, i) => all.slice(i * width, (i + 1) * width))
  }

  #rowsFollow(): boolean {
    let at = this.#at + 1
    while (isSpace(this.text[at])) at++
    return this.text[at] === '['
  }

  /** The elements between brackets, with commas, spaces or both between them. */
  #words(key: string, close: ']' | '}'): Word[] {
    const words: Word[] = []
    this.#at++
    let comma = false
    for (;;) {
      this.#skipSpaces()
      const first = this.#here()
      if (first === close && !comma) break
      if (first === '"' || first === "'") words.push({ text: this.#quoted(shownKey(key)), quoted: true })
      else {
        const start = this.#at
        while (!this.done && !isSpace(this.#here()) && !',[]{}"'.includes(this.#here())) this.#at++
        if (this.#at === start)
          this.fail(`the brackets of ${shownKey(key)} do not match, or an element is missing`)
        words.push({ text: this.text.slice(start, this.#at), quoted: false })
      }
      this.#skipSpaces()
      comma = this.#here() === ','
      if (comma) this.#at++
    }
    this.#at++
    return words
  }

  #here(): string {
    return this.text[this.#at] ?? ''
  }

  #skipSpaces(): void {
    while (isSpace(this.#here())) this.#at++
  }
}

function isSpace(c: string | undefined): boolean {
  return c === ' ' || c === '\t' || c === '\r' || c === '\v' || c === '\f' || c === '\u00a0'
}
