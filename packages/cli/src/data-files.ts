import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { InvalidFileError } from '@buridan/groups'
import type { DataFile } from './audit-data.js'
import { isAtoms } from './audit-options.js'
import { UnreadableError } from './file-errors.js'
import { readBytes } from './read-file.js'

/** The most files of one folder, and those within it. */
const MOST_FILES = 200_000

/**
 * The files that paths name, with all files of atoms and of labels in place of a folder, by their names in order; other files of it are
 * left alone.
 *
 * @throws UnreadableError for a path that cannot be read, InvalidFileError for a folder without files of atoms
 */
export async function filesOf(paths: readonly string[]): Promise<string[]> {
  const lists = await Promise.all(
    paths.map(async (path) => {
      try {
        return (await stat(path)).isDirectory() ? await filesIn(path) : [path]
      } catch (cause) {
        if (cause instanceof InvalidFileError) throw cause
        throw new UnreadableError(path, cause)
      }
    }),
  )
  return lists.flat()
}

async function filesIn(folder: string): Promise<string[]> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => isAtoms(unpackedName(name)))
  if (names.length === 0) {
    throw new InvalidFileError(
      `${folder} holds no files of atoms: .xyz, .extxyz, .cif, POSCAR, .vasp or .jsonl`,
    )
  }
  if (names.length > MOST_FILES) {
    throw new InvalidFileError(
      `${folder} holds ${names.length} files of atoms; ${MOST_FILES} are read at most`,
    )
  }
  return names.sort().map((name) => join(folder, name))
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
