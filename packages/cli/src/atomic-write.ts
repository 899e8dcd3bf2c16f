import { randomUUID } from 'node:crypto'
import { mkdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { OutputError } from './failures/file-errors.js'

/**
 * Makes sure that a folder exists and can be written to, before work whose results shall go there.
 *
 * @throws OutputError if not
 */
export async function prepareFolder(folder: string): Promise<void> {
  const probe = join(folder, `.${randomUUID()}.tmp`)
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(probe, '')
    await rm(probe)
  } catch (cause) {
    throw new OutputError(`the folder ${folder}`, cause)
  }
}

/**
 * Writes a file whole or not at all, its folder made if needed.
 *
 * @throws OutputError if it cannot be written
 */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true })
    const target = await realpath(path).catch(() => path)
    const there = await stat(target).catch(() => undefined)
    // a device or a pipe is written to; a file beside it would be put in its place
    if (there && !there.isFile()) await writeFile(target, content)
    else await replace(target, content)
  } catch (cause) {
    throw new OutputError(path, cause)
  }
}

async function replace(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`
  try {
    await writeFile(temporary, content)
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}
