import { readFile } from 'node:fs/promises'
import { InvalidFileError, parseGroup, parseRepresentation, UnsupportedError } from '@buridan/groups'
import { type AuditReport, audit } from '@buridan/relaxed'

/** Options of `buridan audit`. */
export interface AuditCommandOptions {
  readonly group?: string
  readonly in?: string
  readonly out?: string
  readonly tolerance?: number
}

/**
 * Audits a data set `{ group, repIn, repOut, x, y }` in a JSON file; the options stand in for the file's fields.
 *
 * @throws InvalidFileError if the file cannot be read or is no such data set
 */
export async function auditFile(path: string, options: AuditCommandOptions = {}): Promise<AuditReport> {
  if (/\.(xyz|npy)$/i.test(path))
    throw new UnsupportedError(`${path}: only JSON data sets are read by this version`)
  const data = await readDataSet(path)
  const field = (name: string, given: string | undefined) => {
    const value = given ?? data[name]
    if (typeof value !== 'string')
      throw new InvalidFileError(`${path} has no text field ${name}; add it or give the option`)
    return value
  }
  const group = parseGroup(field('group', options.group))
  return audit({
    x: rows(data.x, 'x', path),
    y: rows(data.y, 'y', path),
    repIn: parseRepresentation(group, field('repIn', options.in)),
    repOut: parseRepresentation(group, field('repOut', options.out)),
    ...(options.tolerance === undefined ? {} : { tolerance: options.tolerance }),
  })
}

async function readDataSet(path: string): Promise<Record<string, unknown>> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (cause) {
    throw new InvalidFileError(
      `${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    )
  }
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>
  } catch (cause) {
    throw new InvalidFileError(`${path} is no JSON: it is of another format, or was cut`, { cause })
  }
  throw new InvalidFileError(`${path} holds no object { group, repIn, repOut, x, y }`)
}

function rows(value: unknown, name: string, path: string): number[][] {
  if (!Array.isArray(value)) throw new InvalidFileError(`${path}: ${name} must be an array of rows`)
  return value as number[][]
}
