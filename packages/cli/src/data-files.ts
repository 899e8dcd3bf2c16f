import { Readable } from 'node:stream'
import type { DataFile } from './audit-data.js'
import { readBytes } from './read-file.js'

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
