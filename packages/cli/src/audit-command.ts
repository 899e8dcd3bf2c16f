import { readFile } from 'node:fs/promises'
import { type AuditDataOptions, auditData, checkDataOptions, type DataFile } from './audit-data.js'
import type { Audited } from './audited.js'
import { UnreadableError } from './file-errors.js'

/**
 * Audits the data set of a file, or of a pair of NumPy files: see {@link auditData}.
 *
 * @throws InvalidFileError if a file cannot be read or is no such data set
 */
export async function auditFile(paths: readonly string[], options: AuditDataOptions = {}): Promise<Audited> {
  checkDataOptions(paths, options)
  return auditData(await Promise.all(paths.map(read)), options)
}

async function read(name: string): Promise<DataFile> {
  try {
    return { name, bytes: await readFile(name) }
  } catch (cause) {
    throw new UnreadableError(name, cause)
  }
}
