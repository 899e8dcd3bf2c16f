import { readFileSync } from 'node:fs'

/** The text of a file of this folder. */
export function conformanceText(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8')
}

/** The rows of a `.jsonl` file of this folder. */
export function conformanceRows<Row>(name: string): Row[] {
  return conformanceText(name)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row)
}
