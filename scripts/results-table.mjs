// Puts the rows of the table that `buridan run` or `buridan report` wrote into the tables of the README and the results; rows of
// other tasks and columns of other methods stay: node scripts/results-table.mjs REPORT/table.md
import { readFileSync, writeFileSync } from 'node:fs'

const NOT_RUN = '–'
const [path] = process.argv.slice(2)
if (!path) {
  console.error('usage: node scripts/results-table.mjs REPORT/table.md')
  process.exit(2)
}
const fresh = parse(readFileSync(path, 'utf8'))
for (const file of ['README.md', 'docs/results.md']) {
  const text = readFileSync(file, 'utf8')
  const place = /(<!-- results -->\n)([\s\S]*?)(<!-- \/results -->)/
  if (!place.test(text)) throw new Error(`${file} has no place for the table`)
  const next = text.replace(
    place,
    (_, start, old, end) => `${start}\n${print(merged(parse(old), fresh))}\n\n${end}`,
  )
  writeFileSync(file, next)
}

/** @returns {{ columns: string[], rows: Map<string, Map<string, string>> }} rows by their first cell, cells by column */
function parse(table) {
  const [columns = [], , ...rows] = table
    .trim()
    .split('\n')
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
  return {
    columns,
    rows: new Map(rows.map((cells) => [cells[0], new Map(cells.map((cell, i) => [columns[i], cell]))])),
  }
}

function merged(old, added) {
  return {
    columns: [...new Set([...old.columns, ...added.columns])],
    rows: new Map(
      [...old.rows, ...added.rows].map(([task]) => [
        task,
        new Map([...(old.rows.get(task) ?? []), ...(added.rows.get(task) ?? [])]),
      ]),
    ),
  }
}

function print({ columns, rows }) {
  const line = (cells) => `| ${cells.join(' | ')} |`
  return [
    line(columns),
    line(columns.map(() => '---')),
    ...[...rows.values()].map((row) => line(columns.map((c) => row.get(c) ?? NOT_RUN))),
  ].join('\n')
}
