import { Readable } from 'node:stream'
import { InvalidArgumentError, shown } from '@buridan/core'
import type { DataFile } from './data-file.js'
import { readBytes } from './read-file.js'

/** How the name of a file of each format ends that `--format` names. */
const ENDINGS: Readonly<Record<string, string>> = {
  json: 'json',
  jsonl: 'jsonl',
  molecules: 'jsonl',
  extxyz: 'xyz',
  xyz: 'xyz',
  cif: 'cif',
  poscar: 'vasp',
  npz: 'npz',
}

/**
 * Standard input as a file of a format.
 *
 * @throws InvalidArgumentError where the format is not told, or is none
 */
export function inputFile(bytes: Uint8Array, format: string | undefined): DataFile {
  const formats = Object.keys(ENDINGS).join(', ')
  if (format === undefined)
    throw new InvalidArgumentError(`--format is missing: how standard input is written, ${formats}`)
  if (!Object.hasOwn(ENDINGS, format))
    throw new InvalidArgumentError(`--format is ${shown(format)}; it is one of ${formats}`)
  return { name: `standard input.${ENDINGS[format]}`, bytes }
}

/** The name of a file without the ending of gzip. */
export function unpackedName(name: string): string {
  return name.replace(/\.gz$/i, '')
}

/** Reads files one after the other, unpacked if they are packed by gzip. */
export async function readFiles(paths: readonly string[]): Promise<DataFile[]> {
  const files: DataFile[] = []
  for (const path of paths) {
    files.push({ name: unpackedName(path), bytes: await readBytes(path, Readable.from([])) })
  }
  return files
}
