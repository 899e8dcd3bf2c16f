import { printableLines } from '@buridan/core'

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

/** What a page of the benchmarks may do: show itself. */
export const POLICY = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">`
