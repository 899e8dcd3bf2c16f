import { InvalidFileError } from '@buridan/core'
import { type Token, tokensOf } from './tokens.js'

/** A table: the names of its columns, in small letters, and its rows. */
interface Loop {
  readonly names: readonly string[]
  readonly rows: readonly (readonly Token[])[]
}

const SHOWN = 40

/** A data block: single items and tables by name. */
export class Block {
  readonly #items = new Map<string, Token>()
  readonly #loops: Loop[] = []

  constructor(readonly name: string) {}

  /** @throws InvalidFileError for an item that the block has already, with another value */
  addItem(name: Token, value: Token): void {
    const key = name.text.toLowerCase()
    const known = this.#items.get(key)
    if (known && known.text !== value.text) {
      throw new InvalidFileError(
        `line ${value.line}: ${shownName(name.text)} is “${value.text.slice(0, SHOWN)}”, and “${known.text.slice(0, SHOWN)}” in line ${known.line}`,
      )
    }
    this.#items.set(key, value)
  }

  addLoop(loop: Loop): void {
    this.#loops.push(loop)
  }

  /** The value of the first item of one of the names, also if it is the one row of a table; undefined for `.` and `?`. */
  item(...names: readonly string[]): Token | undefined {
    for (const name of names) {
      const value = this.#items.get(name) ?? this.column(name)?.[0]
      if (value && isGiven(value)) return value
    }
    return undefined
  }

  /** The column of a name, alone if it is an item. */
  column(name: string): readonly Token[] | undefined {
    const item = this.#items.get(name)
    return item ? [item] : this.table(name)?.(name)
  }

  /** The columns of the table that has one of a name. */
  table(name: string): ((column: string) => readonly Token[] | undefined) | undefined {
    const loop = this.#loops.find(({ names }) => names.includes(name))
    return (
      loop &&
      ((column) => {
        const at = loop.names.indexOf(column)
        return at < 0 ? undefined : loop.rows.map((row) => row[at]!)
      })
    )
  }
}

/** Whether a value is neither unknown, `?`, nor not applicable, `.`. */
export function isGiven({ text, isQuoted }: Token): boolean {
  return isQuoted || (text !== '.' && text !== '?')
}

/**
 * The data blocks of a CIF in order. Items before the first `data_` belong to a block without a name. O(length).
 *
 * @throws InvalidFileError with the line for an item without a value, a value without a name, a table without names or whose last row is cut
 */
export function blocksOf(text: string): Block[] {
  const tokens = tokensOf(text)
  const blocks: Block[] = []
  const current = () => {
    if (blocks.length === 0) blocks.push(new Block(''))
    return blocks.at(-1)!
  }
  let at = 0
  const isValue = (k: number) =>
    k < tokens.length &&
    (tokens[k]!.isQuoted || !/^(?:_|data_|loop_$|save_|global_$|stop_$)/i.test(tokens[k]!.text))
  const isName = (k: number) => k < tokens.length && !tokens[k]!.isQuoted && tokens[k]!.text.startsWith('_')
  while (at < tokens.length) {
    const token = tokens[at]!
    const word = token.isQuoted ? '' : token.text.toLowerCase()
    if (word.startsWith('data_')) {
      blocks.push(new Block(token.text.slice(5)))
      at++
    } else if (word === 'loop_') {
      const from = ++at
      while (isName(at)) at++
      const names = tokens.slice(from, at).map((t) => t.text.toLowerCase())
      const start = at
      while (isValue(at)) at++
      current().addLoop({ names, rows: rowsOf(tokens.slice(start, at), names, token.line) })
    } else if (isName(at)) {
      if (!isValue(at + 1))
        throw new InvalidFileError(`line ${token.line}: ${shownName(token.text)} has no value`)
      current().addItem(token, tokens[at + 1]!)
      at += 2
    } else if (/^(?:save_|global_$|stop_$)/.test(word)) at++
    else {
      throw new InvalidFileError(
        `line ${token.line}: “${token.text.slice(0, SHOWN)}” is the value of nothing`,
      )
    }
  }
  return blocks
}

function rowsOf(values: readonly Token[], names: readonly string[], line: number): Token[][] {
  if (names.length === 0) throw new InvalidFileError(`line ${line}: a loop_ has no names`)
  if (values.length % names.length !== 0) {
    throw new InvalidFileError(
      `line ${line}: the loop_ of ${shownName(names[0]!)} has ${names.length} columns and ${values.length} values: its last row is cut`,
    )
  }
  return Array.from({ length: values.length / names.length }, (_, i) =>
    values.slice(i * names.length, (i + 1) * names.length),
  )
}

function shownName(name: string): string {
  return name.length <= SHOWN ? name : `${name.slice(0, SHOWN)}…`
}
