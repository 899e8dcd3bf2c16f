/** What a terminal obeys in place of showing it: control characters, C0, DEL and C1, ends of lines, and marks that turn the direction of text. */
const OBEYED = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu

/** The most characters of the input that a message repeats. */
const MOST_REPEATED = 200
/** The most characters of a message; ours are shorter, so what is beyond comes from the input. */
const LONGEST_MESSAGE = 1000

/** A text on one line, with what a terminal would obey written as `\x1b` or `\u202e`. */
export function printable(text: string): string {
  return text.replace(OBEYED, visible)
}

/** As {@link printable}, with the ends of lines kept. */
export function printableLines(text: string): string {
  return text.replace(OBEYED, (c) => (c === '\n' ? c : visible(c)))
}

function visible(c: string): string {
  const short = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[c]
  if (short !== undefined) return short
  const code = c.charCodeAt(0)
  return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : escaped(code)
}

function escaped(code: number): string {
  return `\\u${code.toString(16).padStart(4, '0')}`
}

/** What JSON has no number for, in words; without them JSON.stringify writes null. */
export function worded(_key: string, value: unknown): unknown {
  if (value === Number.POSITIVE_INFINITY) return 'infinite'
  if (value === Number.NEGATIVE_INFINITY) return '-infinite'
  return Number.isNaN(value) ? 'nan' : value
}

/** JSON on one line that a terminal shows as it is: beyond C0, JSON.stringify leaves such characters as they are. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value, worded).replace(OBEYED, (c) => escaped(c.charCodeAt(0)))
}

/** A message with long quotations and words, which are of the input, cut to 200 characters each. */
export function shortMessage(message: string): string {
  const cut = message.replace(
    /“[^”]{201,}|"[^"]{201,}|'[^']{201,}|\S{201,}/gu,
    (long) => `${long.slice(0, MOST_REPEATED)}…`,
  )
  return cut.length <= LONGEST_MESSAGE ? cut : `${cut.slice(0, LONGEST_MESSAGE)}…`
}
