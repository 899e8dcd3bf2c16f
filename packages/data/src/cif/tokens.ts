/** A word of a CIF. */
export interface Token {
  readonly text: string
  /** Between quotes or in a text field: a value, whatever it looks like. */
  readonly isQuoted: boolean
  /** From 1. */
  readonly line: number
}

/**
 * The words of a CIF: between spaces, in quotes that end before a space, or text fields between lines that begin with a semicolon; comments
 * from a number sign at the beginning of a word to the end of its line are left out. One pass: O(length).
 *
 * @see CIF 1.1 syntax, International Tables for Crystallography G, 2.2
 */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  const lines = text.split(/\r\n|[\r\n]/)
  for (let at = 0; at < lines.length; at++) {
    if (lines[at]!.startsWith(';')) {
      const start = at
      const field = [lines[at]!.slice(1)]
      for (at++; at < lines.length && !lines[at]!.startsWith(';'); at++) field.push(lines[at]!)
      tokens.push({ text: field.join('\n'), isQuoted: true, line: start + 1 })
      // what follows the semicolon that ends the field
      pushWords((lines[at] ?? '').slice(1), at + 1, tokens)
    } else pushWords(lines[at]!, at + 1, tokens)
  }
  return tokens
}

function pushWords(text: string, line: number, tokens: Token[]): void {
  let at = 0
  while (at < text.length) {
    const first = text[at]!
    if (isSpace(first)) at++
    else if (first === '#') return
    else {
      const isQuoted = first === "'" || first === '"'
      let end = at + 1
      if (isQuoted) {
        while (
          end < text.length &&
          !(text[end] === first && (end + 1 === text.length || isSpace(text[end + 1]!)))
        )
          end++
        tokens.push({ text: text.slice(at + 1, end), isQuoted, line })
        at = end + 1
      } else {
        while (end < text.length && !isSpace(text[end]!)) end++
        tokens.push({ text: text.slice(at, end), isQuoted, line })
        at = end
      }
    }
  }
}

function isSpace(c: string): boolean {
  return c === ' ' || c === '\t' || c === '\v' || c === '\f' || c === '\u00a0'
}
