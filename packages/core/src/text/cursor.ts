import { BuridanError, ParseError } from '../errors/errors.js'

const DEEPEST = 100

/** A position in a text, from which tokens are taken. */
export class Cursor {
  at = 0
  #depth = 0
  constructor(readonly text: string) {}

  take(pattern: RegExp): RegExpExecArray | undefined {
    const sticky = new RegExp(pattern.source, 'y')
    sticky.lastIndex = this.at
    const match = sticky.exec(this.text)
    if (!match) return undefined
    this.at = sticky.lastIndex
    return match
  }

  skip(): void {
    this.take(/\s*/)
  }

  fail(what: string, at = this.at): never {
    throw new ParseError(this.text, at + 1, what)
  }

  /** What stands in parentheses, which go no deeper than any group or representation does. */
  nested<T>(parse: () => T): T {
    if (this.#depth === DEEPEST) this.fail(`nested deeper than ${DEEPEST}`)
    this.#depth++
    const found = parse()
    this.#depth--
    return found
  }

  /** A JSON array that starts here, brackets matched. */
  json(): unknown {
    const start = this.at
    let depth = 0
    for (let i = start; i < this.text.length; i++) {
      if (this.text[i] === '[') depth++
      if (this.text[i] === ']' && --depth === 0) {
        this.at = i + 1
        try {
          return JSON.parse(this.text.slice(start, this.at))
        } catch {
          this.fail('this is not JSON array of numbers', start)
        }
      }
    }
    return this.fail('expected a closed array [ … ]', start)
  }

  /** Runs a constructor and reports what it refuses at the column where its text starts. */
  build<T>(start: number, make: () => T): T {
    try {
      return make()
    } catch (error) {
      if (error instanceof BuridanError && error.code !== 'PARSE_ERROR' && error.code !== 'INVALID_ARGUMENT')
        throw error
      if (error instanceof ParseError) throw error
      return this.fail(error instanceof Error ? error.message : String(error), start)
    }
  }
}
