import { BuridanError, ParseError } from '../errors/errors.js'

const DEEPEST = 100

/** Patterns that match where they are asked to, by source: literals of parsers, of which there are tens. */
const stickies = new Map<string, RegExp>()

function stickyOf({ source }: RegExp): RegExp {
  let sticky = stickies.get(source)
  if (!sticky) stickies.set(source, (sticky = new RegExp(source, 'y')))
  return sticky
}

/**
 * A position in a text, from which tokens are taken.
 *
 * @example
 * ```ts
 * import { Cursor } from '@buridan/core'
 * const cursor = new Cursor('cyclic ( [1, [2]] )')
 * console.log(cursor.take(/[a-z]+/)?.[0]) // → cyclic
 * cursor.skip()
 * console.log(cursor.take(/\d+/), cursor.take(/\(/)?.[0]) // → undefined (
 * cursor.skip()
 * console.log(cursor.build(cursor.at, () => cursor.nested(() => cursor.json()))) // → [ 1, [ 2 ] ]
 * cursor.skip()
 * try {
 *   if (!cursor.take(/,/)) cursor.fail('expected a comma')
 * } catch (error) {
 *   if (error instanceof Error) console.log(error.message) // → expected a comma at column 19 of “cyclic ( [1, [2]] )”
 * }
 * ```
 */
export class Cursor {
  /** The 0-based index of the next character. */
  at = 0
  #depth = 0
  /** @param text - the text whose tokens are taken */
  constructor(readonly text: string) {}

  /** The match of a pattern, without its flags, at the cursor, which moves behind it; without a match the cursor stays. */
  take(pattern: RegExp): RegExpExecArray | undefined {
    const sticky = stickyOf(pattern)
    sticky.lastIndex = this.at
    const match = sticky.exec(this.text)
    if (!match) return undefined
    this.at = sticky.lastIndex
    return match
  }

  /** Takes white space, if there is any. */
  skip(): void {
    this.take(/\s*/)
  }

  /**
   * Throws an error that shows what is wrong, and where.
   *
   * @param at - the 0-based index of the character
   * @throws ParseError always
   */
  fail(what: string, at = this.at): never {
    throw new ParseError(this.text, at + 1, what)
  }

  /**
   * Runs a parser on the text in parentheses, which may be nested a hundred deep.
   *
   * @throws ParseError if they are nested deeper
   */
  nested<T>(parse: () => T): T {
    if (this.#depth === DEEPEST) this.fail(`nested deeper than ${DEEPEST}`)
    this.#depth++
    const found = parse()
    this.#depth--
    return found
  }

  /**
   * The value of the JSON array that starts here, up to its matching bracket; brackets in strings count too.
   *
   * @throws ParseError if there is no matching bracket, or the text between is not JSON
   * @remarks O(length).
   */
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

  /**
   * Runs a constructor and reports bad arguments at the index `start`, where its text begins.
   *
   * @throws ParseError in place of errors with code INVALID_ARGUMENT and of errors from elsewhere
   * @throws BuridanError from the constructor, with any other code
   */
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
