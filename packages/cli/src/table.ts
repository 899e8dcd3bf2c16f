import { printable } from '@buridan/core'
import { worded } from './printable.js'

/** Rows of cells under a header, aligned, numbers to the right; a cell stays on its line. */
export function formatTable(names: readonly string[], texts: readonly (readonly string[])[]): string {
  const header = names.map(printable)
  const rows = texts.map((row) => row.map(printable))
  const widths = header.map((h, i) => Math.max(h.length, ...rows.map((row) => row[i]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => (isNumeric(cell) ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
      .join('  ')
      .trimEnd()
  return [line(header), widths.map((w) => '─'.repeat(w)).join('  '), ...rows.map(line)].join('\n')
}

function isNumeric(cell: string): boolean {
  return /^[-−+]?[\d.]+(e[-+]?\d+)?$/.test(cell)
}

/** A JSON object as lines of `field  value`, nested objects as JSON; what is undefined is left out, as it is of JSON. */
export function formatFields(object: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(object)
    .filter(([, v]) => v !== undefined)
    .map(([k, v]) => [printable(k), v] as const)
  const width = Math.max(0, ...entries.map(([k]) => k.length))
  return entries.map(([k, v]) => `${k.padEnd(width)}  ${formatValue(v)}`).join('\n')
}

function formatValue(value: unknown): string {
  if (typeof value === 'string') return printable(value)
  if (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((v) => typeof v === 'object' && v !== null && !Array.isArray(v))
  ) {
    const header = Object.keys(value[0] as object)
    const rows = (value as Record<string, unknown>[]).map((v) => header.map((h) => formatCell(v[h])))
    return `\n${formatTable(header, rows).replace(/^/gm, '  ')}`
  }
  return printable(formatCell(value))
}

/** For people: nine digits are more than is known of a measurement. `--json` has them all. */
function formatCell(value: unknown): string {
  if (typeof value === 'string') return value
  const shortened = (key: string, v: unknown) =>
    typeof v === 'number' && Number.isFinite(v) && !Number.isInteger(v)
      ? Number(v.toPrecision(9))
      : worded(key, v)
  return typeof value === 'number' && !Number.isFinite(value)
    ? String(worded('', value))
    : JSON.stringify(value, shortened)
}
