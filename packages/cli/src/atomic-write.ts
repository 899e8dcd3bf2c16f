import { randomUUID } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { InvalidFileError } from '@buridan/groups'

/**
 * Makes sure that a folder exists and can be written to, before work whose results shall go there.
 *
 * @throws InvalidFileError if not
 */
export async function prepareFolder(folder: string): Promise<void> {
  const probe = join(folder, `.${randomUUID()}.tmp`)
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(probe, '')
    await rm(probe)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new InvalidFileError(`the folder ${folder} cannot be written to: ${why}`, { cause })
  }
}

/** Writes a file whole or not at all, its folder made if needed. */
export async function writeWhole(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const temporary = `${path}.${randomUUID()}.tmp`
  try {
    await writeFile(temporary, text)
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}
