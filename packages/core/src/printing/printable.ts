/**
 * What a terminal obeys in place of showing it, and what changes or hides other text unseen: control characters (C0, DEL and C1), ends of
 * lines, marks that turn the direction of text, characters without a width, tags, and halves of surrogate pairs.
 */
const OBEYED = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/**
 * A text as one line that shows all that is in it: what a terminal would obey, or not show, is written as in JSON, `\n` or `\u001b`. Of
 * JSON it is JSON of the same value.
 *
 * @remarks O(length).
 *
 * @example
 * ```ts
 * import { printable } from '@buridan/core'
 * console.log(printable('a\x1b[2J\u202eb')) // → a\u001b[2J\u202eb
 * ```
 */
export function printable(text: string): string {
  return text.replace(OBEYED, (c) => SHORT[c] ?? escaped(c))
}

/**
 * Lines as they are, each as {@link printable} writes it: of a text of several lines nothing commands a terminal.
 *
 * @remarks O(length).
 *
 * @example
 * ```ts
 * import { printableLines } from '@buridan/core'
 * console.log(printableLines('a\u202e\nb').split('\n').length) // → 2
 * ```
 */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n')
}

/** Each half of a character beyond the first 2¹⁶ by itself. */
function escaped(c: string): string {
  return c
    .split('')
    .map((half) => `\\u${half.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('')
}
