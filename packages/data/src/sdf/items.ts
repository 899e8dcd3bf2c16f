import type { RecordLines } from './record-lines.js'

/**
 * The data items behind the connection table: a line `> <NAME>`, the lines of the value, an empty line.
 *
 * @throws InvalidFileError for other lines, an item without a name, or two of one name
 */
export function readItems(lines: RecordLines): Map<string, string> {
  const items = new Map<string, string>()
  while (!lines.done) {
    const line = lines.next('a data item')
    if (line.trim() === '') continue
    if (!line.startsWith('>')) {
      lines.fail(
        `is “${line.slice(0, 40)}”; there must be a data item, > <NAME>, or $$$$: an empty line ends the value of an item`,
      )
    }
    const name = nameOf(line, lines)
    if (items.has(name)) lines.fail(`gives <${name.slice(0, 40)}> twice`)
    items.set(name, valueAt(lines))
  }
  return items
}

/** The name between angles, or the number of a field, `DT12`. */
function nameOf(line: string, lines: RecordLines): string {
  const open = line.indexOf('<')
  const close = line.indexOf('>', Math.max(open, 1))
  if (open > 0 && close > open + 1) {
    if (/[<>]/.test(line.slice(close + 1))) lines.fail('has two names of one data item')
    return line.slice(open + 1, close)
  }
  const field = open < 0 ? /\bDT\d+\b/.exec(line)?.[0] : undefined
  return field ?? lines.fail(`is “${line.slice(0, 40)}”; a data item has a name, > <NAME>`)
}

/** Whether a line has a name between angles. Looks at each character at most twice. */
function isNamed(line: string): boolean {
  const open = line.indexOf('<')
  return open > 0 && line.indexOf('>', open) > open + 1
}

function valueAt(lines: RecordLines): string {
  const value: string[] = []
  while (lines.peek().trim() !== '') {
    const line = lines.next('the end of a value')
    if (line.startsWith('>') && isNamed(line))
      lines.fail('begins a data item, and the one before has no empty line at its end')
    value.push(line)
  }
  return value.join('\n')
}
