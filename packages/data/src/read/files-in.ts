import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { arrayOf, stringOf } from '@buridan/core'
import { InvalidFileError } from '@buridan/groups'
import { type FrameFile, frameFormatOf } from '../frames/frame-files.js'

/** The most files of one folder, and of those within it. */
const MOST_FILES = 200_000
/** The most bytes of a file, packed or not: a string holds no more. */
const MOST_BYTES = 2 ** 29 - 24

/**
 * The paths of files, with all files of atoms and of their labels in place of a folder, also of those within it, in the order of their
 * names; other files there are left alone. Names may end in `.gz`.
 *
 * @throws InvalidFileError for a path that is not there, a folder without files of atoms, or with more than 200 000
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
  const all = await unlessUnreadable(path, () => readdir(path, { recursive: true }))
  const names = all.filter((name) => frameFormatOf(unpackedName(name)) !== undefined)
  if (names.length === 0) {
    throw new InvalidFileError(
      `${path} holds no files of atoms: .xyz, .extxyz, .cif, POSCAR, .vasp, .sdf, .mol or .jsonl`,
    )
  }
  if (names.length > MOST_FILES) {
    throw new InvalidFileError(`${path} holds ${names.length} files of atoms; ${MOST_FILES} are read at most`)
  }
  return names.sort().map((name) => join(path, name))
}

/** The files as text, unpacked. */
export async function readFrameFiles(paths: readonly string[]): Promise<FrameFile[]> {
  const files: FrameFile[] = []
  // one after the other: thousands at once would be too many
  for (const path of await filesIn(paths)) {
    const text = await unlessUnreadable(path, async () => {
      const bytes = await readFile(path)
      const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b
      const plain = isPacked ? await promisify(gunzip)(bytes, { maxOutputLength: MOST_BYTES }) : bytes
      return new TextDecoder().decode(plain)
    })
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
