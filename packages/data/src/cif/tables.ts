import { InvalidFileError } from '@buridan/groups'

/** A table of a CIF: the names of its columns, in small letters, and its rows. */
export interface Loop {
  readonly names: string[]
  readonly rows: string[][]
}

/** The single items of a CIF by name, in small letters, and its tables. O(length). */
export function tokenize(text: string): { items: Map<string, string>; loops: Loop[] } {
  const tokens = text
    .replace(/^;[\s\S]*?^;/gm, "'text'")
    .replace(/^#.*$/gm, '')
    .match(/'[^'\n]*'|"[^"\n]*"|\S+/g)
  const items = new Map<string, string>()
  const loops: Loop[] = []
  for (let i = 0; tokens && i < tokens.length; ) {
    const token = tokens[i]!
    if (token.toLowerCase() === 'loop_') {
      const loop: Loop = { names: [], rows: [] }
      for (i++; tokens[i]?.startsWith('_'); i++) loop.names.push(tokens[i]!.toLowerCase())
      while (i < tokens.length && !/^(_|loop_|data_)/i.test(tokens[i]!)) {
        loop.rows.push(tokens.slice(i, i + loop.names.length).map(unquote))
        i += Math.max(1, loop.names.length)
      }
      loops.push(loop)
    } else if (token.startsWith('_')) {
      items.set(token.toLowerCase(), unquote(tokens[i + 1] ?? ''))
      i += 2
    } else i++
  }
  return { items, loops }
}

function unquote(token: string): string {
  return token.replace(/^(['"])(.*)\1$/, '$2')
}

/**
 * A number, with its standard uncertainty in parentheses left off: 0.5279(24).
 *
 * @throws InvalidFileError if it is not a number
 */
export function measured(token: string | undefined, name: string): number {
  const value = Number(token?.replace(/\(\d+\)$/, '') || Number.NaN)
  if (!Number.isFinite(value))
    throw new InvalidFileError(`${name} is ${token ?? 'missing'}; it must be a number`)
  return value
}

/** The column of the first table that has one of the names. */
export function column(loops: readonly Loop[], ...names: string[]): string[] | undefined {
  for (const { names: have, rows } of loops) {
    const at = have.findIndex((n) => names.includes(n))
    if (at >= 0) return rows.map((row) => row[at] ?? '')
  }
  return undefined
}
