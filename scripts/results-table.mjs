// Puts the table that `buridan run` or `buridan report` wrote into the README and the results: node scripts/results-table.mjs report/table.md
import { readFileSync, writeFileSync } from 'node:fs'

const [path] = process.argv.slice(2)
if (!path) {
  console.error('usage: node scripts/results-table.mjs REPORT/table.md')
  process.exit(2)
}
const table = readFileSync(path, 'utf8').trim()
for (const file of ['README.md', 'docs/results.md']) {
  const text = readFileSync(file, 'utf8')
  const place = /(<!-- results -->\n)[\s\S]*?(<!-- \/results -->)/
  if (!place.test(text)) throw new Error(`${file} has no place for the table`)
  const next = text.replace(place, (_, start, end) => `${start}\n${table}\n\n${end}`)
  writeFileSync(file, next)
}
