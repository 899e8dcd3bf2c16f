import type { RecordLines } from './record-lines.js'

/**
 * Words between spaces; spaces in quotes and in parentheses are of the word. Quotes around a whole word are left off. O(length).
 *
 * @throws InvalidFileError if quotes or parentheses are not closed
 */
export function wordsOfV3000(text: string, lines: RecordLines): string[] {
  const words: string[] = []
  let at = 0
  while (at < text.length) {
    const start = at
    let depth = 0
    let isQuoted = false
    while (at < text.length && (isQuoted || depth > 0 || !isSpace(text[at]!))) {
      if (text[at] === '"') isQuoted = !isQuoted
      else if (!isQuoted && text[at] === '(') depth++
      else if (!isQuoted && text[at] === ')') depth--
      at++
    }
    if (isQuoted || depth > 0) lines.fail(`does not close ${isQuoted ? 'its quotes' : 'its parentheses'}`)
    if (at > start) words.push(unquoted(text.slice(start, at)))
    else at++
  }
  return words
}

function isSpace(c: string): boolean {
  return c === ' ' || c === '\t'
}

function unquoted(word: string): string {
  return word.length > 1 && word.startsWith('"') && word.endsWith('"') ? word.slice(1, -1) : word
}
