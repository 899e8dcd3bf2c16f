import { Cursor, InvalidFileError, ParseError } from '@buridan/core'

/** A value as Python writes it: a list is apart from a tuple, which is an array here. */
export type Literal = string | number | boolean | null | readonly Literal[] | LiteralList | LiteralDict

/** A Python list. */
interface LiteralList {
  readonly list: readonly Literal[]
}

/** A Python dictionary. */
interface LiteralDict {
  readonly dict: ReadonlyMap<string, Literal>
}

const NAMES: Readonly<Record<string, boolean | null>> = { True: true, False: false, None: null }

/**
 * Reads a Python literal of strings, integers, logical values, tuples, lists and dictionaries with strings as keys: O(length).
 *
 * @throws InvalidFileError that says where the text is something else
 */
export function literalOf(text: string): Literal {
  const cursor = new Cursor(text)
  try {
    const value = valueAt(cursor)
    cursor.skip()
    if (cursor.at < text.length) cursor.fail('expected the end')
    return value
  } catch (cause) {
    if (!(cause instanceof ParseError)) throw cause
    throw new InvalidFileError(`the NumPy header is damaged: ${cause.message}`, { cause })
  }
}

function valueAt(cursor: Cursor): Literal {
  cursor.skip()
  const text = stringAt(cursor)
  if (text !== undefined) return text
  // an integer may have the L of Python 2
  const integer = cursor.take(/(-?\d+)L?/)?.[1]
  if (integer !== undefined) return Number(integer)
  const name = cursor.take(/True|False|None/)?.[0]
  if (name !== undefined) return NAMES[name]!
  if (cursor.take(/\(/)) return cursor.nested(() => tupleAt(cursor))
  if (cursor.take(/\[/)) return { list: cursor.nested(() => itemsAt(cursor, /\]/).items) }
  if (cursor.take(/\{/)) return { dict: cursor.nested(() => entriesAt(cursor)) }
  return cursor.fail('expected a value')
}

/** Quotes of either kind; the letter before them says nothing more for ASCII. */
function stringAt(cursor: Cursor): string | undefined {
  const quote = cursor.take(/[bBuU]?(?=['"])/) && cursor.take(/['"]/)?.[0]
  if (quote === undefined) return undefined
  const body = cursor.take(quote === "'" ? /(?:[^'\\\n]|\\.)*/ : /(?:[^"\\\n]|\\.)*/)![0]
  if (!cursor.take(quote === "'" ? /'/ : /"/)) cursor.fail(`expected ${quote}`)
  return body.replace(/\\(.)/g, '$1')
}

/** One value in parentheses without a comma is the value itself. */
function tupleAt(cursor: Cursor): Literal {
  const { items, comma } = itemsAt(cursor, /\)/)
  return items.length === 1 && !comma ? items[0]! : items
}

function itemsAt(cursor: Cursor, end: RegExp): { items: Literal[]; comma: boolean } {
  const items: Literal[] = []
  let comma = true
  for (;;) {
    cursor.skip()
    if (cursor.take(end)) return { items, comma }
    if (!comma) cursor.fail('expected a comma')
    items.push(valueAt(cursor))
    cursor.skip()
    comma = cursor.take(/,/) !== undefined
  }
}

function entriesAt(cursor: Cursor): Map<string, Literal> {
  const entries = new Map<string, Literal>()
  let comma = true
  for (;;) {
    cursor.skip()
    if (cursor.take(/\}/)) return entries
    if (!comma) cursor.fail('expected a comma')
    const start = cursor.at
    const key = stringAt(cursor) ?? cursor.fail('expected a key in quotes')
    if (entries.has(key)) cursor.fail(`${key} is given twice`, start)
    cursor.skip()
    if (!cursor.take(/:/)) cursor.fail('expected a colon')
    entries.set(key, valueAt(cursor))
    cursor.skip()
    comma = cursor.take(/,/) !== undefined
  }
}
