import { readFileSync } from 'node:fs'

/**
 * The rows of a file here, whose bytes NumPy 2.4.6 wrote: `numpy.lib.format.write_array`, `savez`, `savez_compressed`, and for what those
 * do not write, Python's `zipfile` around them. Values are NumPy's own, as float64.
 */
export function rowsIn<Row>(name: 'npy-of-numpy.jsonl' | 'npz-of-numpy.jsonl'): Row[] {
  return readFileSync(new URL(name, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row)
}

export function bytesOf(row: { readonly bytes: string }): Uint8Array {
  return Buffer.from(row.bytes, 'base64')
}
