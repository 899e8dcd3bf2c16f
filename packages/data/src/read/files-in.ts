import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { arrayOf, stringOf } from '@buridan/core'
import { InvalidFileError } from '@buridan/groups'
import { type FrameFile, frameFormatOf } from '../frames/frame-files.js'
import { readBytes } from './read-bytes.js'

/** The most entries of a folder and of those within it that are looked at: a whole disk is no data set. */
const MOST_ENTRIES = 200_000

/**
 * The paths of files, with all files of atoms and of their labels in place of a folder, also of those within it, in the order of their
 * names; other files there are left alone. Names may end in `.gz`.
 *
 * @throws InvalidFileError for a path that is not there, a folder without files of atoms, or with more than 200 000 files
 * @throws InvalidArgumentError if it is not a list of paths
 * @remarks O(n log n) for n files.
 *
 * @example
 * ```ts
 * import { mkdtemp, writeFile } from 'node:fs/promises'
 * import { tmpdir } from 'node:os'
 * import { basename, join } from 'node:path'
 * import { filesIn } from '@buridan/data/node'
 * const folder = await mkdtemp(join(tmpdir(), 'atoms-'))
 * for (const name of ['b.cif', 'a.xyz', 'notes.txt']) await writeFile(join(folder, name), '')
 * console.log((await filesIn([folder])).map((path) => basename(path))) // → [ 'a.xyz', 'b.cif' ]
 * ```
 */
export async function filesIn(paths: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const path of arrayOf(paths, 'paths')) found.push(...(await filesOf(stringOf(path, 'a path'))))
  return found
}

async function filesOf(path: string): Promise<string[]> {
  const isFolder = await unlessUnreadable(path, async () => (await stat(path)).isDirectory())
  if (!isFolder) return [path]
  const names = await unlessUnreadable(path, () => namesIn(path))
  if (names.length > 0) return names.map((name) => join(path, name))
  throw new InvalidFileError(
    `${path} holds no files of atoms: .xyz, .extxyz, .cif, POSCAR, .vasp, .sdf, .mol or .jsonl`,
  )
}

/** The files of atoms in a folder and in those within it, by their paths from it, in order; links to folders are not followed. */
async function namesIn(folder: string): Promise<string[]> {
  const names: string[] = []
  let looked = 0
  const left = ['']
  for (let within = left.pop(); within !== undefined; within = left.pop()) {
    const entries = await readdir(join(folder, within), { withFileTypes: true })
    looked += entries.length
    if (looked > MOST_ENTRIES) {
      throw new InvalidFileError(
        `it holds more than ${MOST_ENTRIES} files; give a folder with less beside the data`,
      )
    }
    for (const entry of entries) {
      const name = join(within, entry.name)
      if (entry.isDirectory()) left.push(name)
      else if (frameFormatOf(unpackedName(name)) !== undefined) names.push(name)
    }
  }
  return names.sort()
}

/** The files as text, unpacked. @throws As {@link readBytes} */
export async function readFrameFiles(paths: readonly string[]): Promise<FrameFile[]> {
  const files: FrameFile[] = []
  // one after the other: thousands at once would be too many
  for (const path of await filesIn(paths)) {
    const text = new TextDecoder().decode(await readBytes(path))
    files.push({ name: unpackedName(path), text })
  }
  return files
}

/** The name of a file without the ending of gzip. */
function unpackedName(name: string): string {
  return name.replace(/\.gz$/i, '')
}

async function unlessUnreadable<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new InvalidFileError(`${path} cannot be read: ${reason.slice(0, 200)}`, { cause })
  }
}
