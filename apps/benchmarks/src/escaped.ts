import { printable } from '@buridan/core'

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** A value as HTML shows it, in elements and in quoted attributes; what would hide or turn the text beside it is written out. */
export function escaped(value: string | number): string {
  return printableLines(String(value)).replace(/[&<>"']/g, (c) => ENTITIES[c]!)
}

/** Lines for a terminal, of which nothing commands it. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n')
}

/** What a page of the benchmarks may do: show itself. */
export const POLICY = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">`
