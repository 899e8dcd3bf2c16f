import { readFile } from 'node:fs/promises'
import {
  DEFAULT_POSITION_TOLERANCE,
  InvalidArgumentError,
  InvalidFileError,
  parseAnyGroup,
  parseRepresentation,
} from '@buridan/groups'
import { Auditor, type AuditReport, audit } from '@buridan/relaxed'
import { parseNpy } from './data/npy.js'
import { parseXyz } from './data/xyz.js'
import { auditFrames } from './data/xyz-audit.js'

/** Options of `buridan audit`. */
export interface AuditCommandOptions {
  readonly group?: string
  readonly in?: string
  readonly out?: string
  /** The property of an XYZ file that is the label. */
  readonly label?: string
  /** Relative; in Å for XYZ. */
  readonly tolerance?: number
}

/**
 * Audits a data set: `{ group, repIn, repOut, x, y }` in a JSON file, the options in place of its fields; the frames of an extended XYZ file
 * with `group` and `label`; or a pair of NumPy files of inputs and labels with `group`, `in` and `out`.
 *
 * @throws InvalidFileError if a file cannot be read or is no such data set
 */
export async function auditFile(
  paths: readonly string[],
  options: AuditCommandOptions = {},
): Promise<AuditReport> {
  const [path, second] = paths as [string, string?]
  const isNpy = (p: string | undefined) => p !== undefined && /\.npy$/i.test(p)
  if (isNpy(path)) {
    if (!isNpy(second) || paths.length > 2) {
      throw new InvalidArgumentError('NumPy data come as a pair: x.npy y.npy')
    }
    return auditNpy(path, second!, options)
  }
  if (second !== undefined)
    throw new InvalidArgumentError(`${second} is one file too many; only NumPy data come as a pair`)
  return /\.xyz$/i.test(path) ? auditXyz(path, options) : auditJson(path, options)
}

async function auditJson(path: string, options: AuditCommandOptions): Promise<AuditReport> {
  const data = await readDataSet(path)
  const field = (name: string, given: string | undefined) => {
    const value = given ?? data[name]
    if (typeof value !== 'string')
      throw new InvalidFileError(`${path} has no text field ${name}; add it or give the option`)
    return value
  }
  const group = parseAnyGroup(field('group', options.group))
  return audit({
    x: rows(data.x, 'x', path),
    y: rows(data.y, 'y', path),
    repIn: parseRepresentation(group, field('repIn', options.in)),
    repOut: parseRepresentation(group, field('repOut', options.out)),
    ...(options.tolerance === undefined ? {} : { tolerance: options.tolerance }),
  })
}

async function auditXyz(path: string, options: AuditCommandOptions): Promise<AuditReport> {
  const group = needed(options, 'group', 'O(3), SO(3) or a point group')
  const label = needed(options, 'label', 'the name of the property that is the label')
  const frames = named(path, parseXyz, (await read(path)).toString('utf8'))
  return auditFrames(frames, group, label, options.tolerance ?? DEFAULT_POSITION_TOLERANCE)
}

async function auditNpy(xPath: string, yPath: string, options: AuditCommandOptions): Promise<AuditReport> {
  const group = parseAnyGroup(needed(options, 'group', 'the group'))
  const x = named(xPath, parseNpy, await read(xPath))
  const y = named(yPath, parseNpy, await read(yPath))
  if (x.rows !== y.rows) {
    throw new InvalidFileError(`${xPath} has ${x.rows} rows and ${yPath} ${y.rows}; they must pair up`)
  }
  const auditor = new Auditor({
    repIn: parseRepresentation(group, needed(options, 'in', 'the input representation')),
    repOut: parseRepresentation(group, needed(options, 'out', 'the output representation')),
    ...(options.tolerance === undefined ? {} : { tolerance: options.tolerance }),
  })
  for (let i = 0; i < x.rows; i++) auditor.add(x.row(i), y.row(i))
  return auditor.report()
}

function needed(options: AuditCommandOptions, name: 'group' | 'label' | 'in' | 'out', what: string): string {
  const value = options[name]
  if (value === undefined) throw new InvalidArgumentError(`--${name} is missing: ${what}`)
  return value
}

/** Parses, with the path before what goes wrong. */
function named<I, O>(path: string, parse: (input: I) => O, input: I): O {
  try {
    return parse(input)
  } catch (cause) {
    if (cause instanceof InvalidFileError) throw new InvalidFileError(`${path}: ${cause.message}`, { cause })
    throw cause
  }
}

async function read(path: string): Promise<Buffer> {
  try {
    return await readFile(path)
  } catch (cause) {
    throw new InvalidFileError(
      `${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    )
  }
}

async function readDataSet(path: string): Promise<Record<string, unknown>> {
  const text = (await read(path)).toString('utf8')
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
